/** The paths that a transfer can take, each driven on a real engine: stored as histories, replayed against every change. */
import { packOfficers } from '../../src/domain/power-transfer/officers';
import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { cityOfficers } from '../activities/laid-down';
import { cultureGroup, marketGroup, type LaunchChoice } from '../builders/launch';
import { asked, inState } from '../workflows/town';
import type { Driven } from './driving';
import { again, type FirstName, type PathName } from './stored';

export interface Path<Name extends PathName = PathName> {
  readonly name: Name;
  readonly launch: LaunchChoice;
  /**
   * Every other record is written and its answer lost: it is told again, or comes back as news. Or the database refuses
   * what holds the word that cannot be stored.
   */
  readonly losing?: 'answers' | 'memory' | 'what cannot be stored';
  readonly drive: (transfer: Driven) => Promise<void>;
}

const all = (state: string, powers: string) => inState(state, powers);
const entrusted = () => ({ ...marketGroup, mode: 'entrust', until: addDays(dateAt(Date.now()), 365) }) as const;

/** As transfers of the first edition went: a publication was a record of its own. */
const firstEdition: readonly Path<FirstName>[] = [
  {
    name: 'in-force-then-recalled',
    launch: { count: 3, groups: [marketGroup, cultureGroup] },
    async drive({ carry, hurry, acts, says }) {
      await carry(all('trial', '0-2'));
      await hurry(asked('evaluate'));
      await carry(all('in-force', '0-2'));
      await hurry((seen) => seen.tasks.filter(({ step }) => step === 'evaluate').length >= 2);
      await carry((seen) => !asked('evaluate')(seen));
      await acts('recallPowers', { powers: '0-2', code: 'too-specialised' });
      await says('decide-recall');
      await carry((seen) => !asked('confirm-return')(seen));
    },
  },
  {
    name: 'every-refusal',
    launch: { count: 5 },
    async drive({ says }) {
      await says('declare-need', { outcomes: { needed: [1, 2, 3, 4], notNeeded: [0] } });
      await says('assess-capacity', { outcomes: { capableWithConditions: [2, 3, 4], notCapable: [1] } });
      await says('approve-transfer', { outcomes: { approved: [3, 4], refused: [2] } });
      await says('review-legality', { outcomes: { lawful: [4], unlawful: [3] } });
      await says('decide', { outcome: 'notAdopted' });
    },
  },
  {
    name: 'rework',
    launch: { count: 3 },
    async drive({ says, carry }) {
      await says('declare-need');
      await says('assess-capacity');
      await says('approve-transfer', { outcomes: { approved: [0, 1], returned: [2] } });
      await says('review-legality', { outcomes: { lawful: [0], amend: [1] } });
      await carry(asked('ready'), ['ready', 'report-month']);
      await says('ready', { outcome: 'notReady', powers: [0] });
      await carry(asked('see-ready'), ['see-ready']);
      await says('see-ready', { outcome: 'notSeen' });
      await carry(asked('confirm-handover'), ['confirm-handover']);
      await says('confirm-handover', { office: 'market' });
      await says('confirm-handover', { office: 'kaihua', outcome: 'disputed' });
      await carry(asked('witness-handover'), ['witness-handover']);
      await says('witness-handover', { outcome: 'sentBack' });
      await carry(all('trial', '0-2'));
    },
  },
  {
    name: 'officers-trained-again-and-nominated',
    launch: { count: 2 },
    async drive({ says, carry }) {
      await says('declare-need', { kept: { officers: packOfficers(cityOfficers.slice(0, 2)) } });
      await carry(asked('sign-off-training'), ['sign-off-training']);
      for (let attempt = 0; attempt < 3; attempt++)
        await says('sign-off-training', { about: 'kaihua-01', outcome: 'notPassed' });
      await carry(asked('nominate-officers'), ['nominate-officers']);
      await carry(all('trial', '0-1'));
    },
  },
  {
    name: 'certificate-refused',
    launch: { count: 2 },
    async drive({ says, carry }) {
      await says('declare-need', { kept: { officers: packOfficers(cityOfficers.slice(0, 2)) } });
      await carry(asked('certify'), ['certify']);
      await says('certify', { outcome: 'notCertified' });
      await carry(asked('ready'), ['ready']);
    },
  },
  {
    name: 'transition-before',
    launch: { count: 2, transition: 'before' },
    async drive({ carry, hurry }) {
      await carry(all('transition', '0-1'));
      await hurry(asked('confirm-handover'));
      await carry(all('in-force', '0-1'));
      await hurry(asked('evaluate'));
      await carry((seen) => !asked('evaluate')(seen));
    },
  },
  {
    name: 'effective-date-to-come',
    launch: { count: 2 },
    async drive({ carry, says, hurry }) {
      await carry(asked('confirm-handover'), ['confirm-handover']);
      const kept = { effectiveDate: addDays(dateAt(Date.now()), 60), cutOffDay: dateAt(Date.now()) };
      await says('confirm-handover', { office: 'kaihua', kept });
      await says('confirm-handover', { office: 'market', kept });
      await carry(all('handed-over', '0-1'), ['sign-off-training', 'certify']);
      await hurry(all('trial', '0-1'), 5);
    },
  },
  {
    name: 'trial-extended-and-scope-narrowed',
    launch: { count: 3 },
    async drive({ carry, hurry, says }) {
      await carry(all('trial', '0-2'));
      await hurry(asked('evaluate'));
      await says('evaluate', { office: 'market', outcomes: { narrow: [0, 1], extend: [2] } });
      await says('evaluate', { office: 'justice' });
      await says('decide-narrowing', { outcomes: { adopted: [0], notAdopted: [1] } });
      await hurry(asked('evaluate'));
      await carry((seen) => seen.states['in-force'] === '0-2');
    },
  },
  {
    name: 'recall-by-evaluation-upheld-and-decided',
    launch: { count: 2 },
    async drive({ carry, hurry, says }) {
      await carry(all('trial', '0-1'));
      await hurry(asked('evaluate'));
      await says('evaluate', { office: 'market', outcome: 'recall' });
      await says('evaluate', { office: 'justice' });
      await says('decide-recall', { outcomes: { recalled: [0], upheld: [1] } });
      await says('confirm-return', { office: 'market', outcome: 'disputed' });
      await says('confirm-return', { office: 'kaihua' });
      await carry((seen) => seen.states['recalled'] === '0', ['report-month']);
      await hurry(asked('evaluate'));
    },
  },
  {
    name: 'recalled-twice',
    launch: { count: 2 },
    async drive({ carry, acts, says }) {
      await carry(all('trial', '0-1'));
      await acts('recallPowers', { powers: '0', code: 'unused' });
      await says('decide-recall', { outcome: 'upheld' });
      await acts('recallPowers', { powers: '0-1', code: 'law-changed' });
      await says('decide-recall', { about: 'recall-1', outcome: 'recalled' });
      await carry((seen) => seen.states['recalled'] === '1', ['sign-off-training', 'decide-recall']);
    },
  },
  {
    name: 'entrustment-renewed-in-part',
    launch: { count: 2, groups: [entrusted()] },
    async drive({ carry, hurry, says }) {
      await carry(all('trial', '0-1'));
      await hurry(asked('renew-entrustment'), 20);
      const kept = { until: addDays(dateAt(Date.now()), 3_650) };
      await says('renew-entrustment', { office: 'market', kept });
      await says('renew-entrustment', { office: 'kaihua', kept, outcomes: { renewed: [0], lapse: [1] } });
      await hurry(all('expired', '1'), 5);
    },
  },
  {
    name: 'entrustment-unanswered',
    launch: { count: 1, groups: [entrusted()] },
    async drive({ carry, hurry }) {
      await carry(all('trial', '0'));
      await hurry(all('expired', '0'));
    },
  },
  {
    name: 'withdrawn-suspended-noted',
    launch: { count: 4, groups: [marketGroup, cultureGroup] },
    async drive({ says, acts, hurry }) {
      await says('declare-need', { powers: [0, 2, 3] });
      await acts('withdrawPowers', { powers: '3' });
      await acts('addNote', { powers: '0', code: 'question' });
      await acts('suspendTransfer');
      await acts('resumeTransfer');
      await hurry((seen) => seen.tasks.every(({ overdue }) => overdue === true));
      await says('assess-capacity', { office: 'culture' });
      await acts('withdrawPowers', { powers: '0-2' });
    },
  },
  {
    name: 'continued-as-new',
    launch: { count: 2, linesPerRun: 6 },
    async drive({ carry }) {
      await carry(all('trial', '0-1'));
    },
  },
  {
    name: 'answers-lost',
    launch: { count: 2 },
    losing: 'answers',
    drive: ({ carry }) => carry(asked('sign-off-training'), ['sign-off-training']),
  },
  {
    name: 'ledger-adopted',
    launch: { count: 2 },
    losing: 'memory',
    drive: ({ carry }) => carry(asked('sign-off-training'), ['sign-off-training']),
  },
  {
    name: 'rebuilt-from-the-ledger',
    launch: { count: 2 },
    async drive({ carry, isRebuilt }) {
      await carry(asked('confirm-handover'), ['confirm-handover']);
      await isRebuilt();
      await carry(all('trial', '0-1'));
    },
  },
];

/** From the second edition on a publication is in the record of what asks for it. */
const secondEdition: readonly Path<FirstName>[] = [
  {
    name: 'published-in-one-record',
    launch: { count: 4, groups: [marketGroup, cultureGroup] },
    async drive({ carry, hurry, says, acts }) {
      await carry(all('trial', '0-3'));
      await hurry(asked('evaluate'));
      await says('evaluate', { office: 'market', outcomes: { narrow: [0], retain: [1] } });
      await carry(all('in-force', '0-3'));
      await acts('recallPowers', { powers: '0-2', code: 'unused' });
      await carry(all('recalled', '0-2'));
    },
  },
  {
    name: 'instrument-published-in-one-record',
    launch: { count: 2, groups: [entrusted()] },
    async drive({ carry, hurry }) {
      await carry(all('trial', '0-1'));
      await hurry(all('expired', '0-1'));
    },
  },
  {
    name: 'publication-adopted',
    launch: { count: 2 },
    losing: 'memory',
    drive: ({ carry }) => carry(asked('ready'), ['ready']),
  },
  {
    name: 'publications-answer-lost',
    launch: { count: 2 },
    losing: 'answers',
    drive: ({ carry }) => carry(asked('ready'), ['ready']),
  },
  {
    // at once, so that what is refused is judged in its turn, and leaves its trace
    name: 'refused-in-turn-and-by-the-database',
    launch: { count: 4 },
    losing: 'what cannot be stored',
    async drive({ saysAtOnce, carry }) {
      await saysAtOnce('declare-need', [
        [{ powers: [0] }, 'recorded'],
        [{ outcome: 'notNeeded', powers: [1], silent: true }, 'reason-missing'],
        [{ outcome: 'notNeeded', powers: [2], unstorable: true }, 'cannot-be-stored'],
        [{ powers: [3] }, 'recorded'],
        [{ powers: [0], by: 'too-late' }, 'already-completed'],
      ]);
      await carry(asked('review-legality'), ['review-legality']);
    },
  },
];

const of = (edition: number, some: readonly Path[]): Path[] =>
  some.map((path) => ({ ...path, launch: { ...path.launch, edition } }));

/** From the third edition on a task says as which party its office is asked, and notes are in the ledger alone. */
const thirdEdition = [...firstEdition, ...secondEdition].map(({ name, ...path }) => ({ ...path, name: again(name) }));

export const paths: readonly Path[] = [...of(1, firstEdition), ...of(2, secondEdition), ...of(3, thirdEdition)];
