import { packOfficers, type NominatedOfficer } from '../../src/domain/power-transfer/officers';
import { powerTransfer } from '../../src/domain/power-transfer/procedure';
import { transferSteps } from '../../src/domain/power-transfer/steps';
import { participantsOf } from '../../src/domain/procedure/participants';
import { pack } from '../../src/domain/procedure/ranges';
import type { CompleteStep, Person } from '../../src/domain/procedure/message';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Task } from '../../src/domain/procedure/record';
import type { Role, Step } from '../../src/domain/procedure/step';

export const stepOf = (code: string): Step => {
  const found = transferSteps.find((step) => step.code === code);
  if (!found) throw new Error(code);
  return found;
};

/** Of procedures that do not say it in their tasks. */
const partyOf = (launch: TransferLaunch, office: string): string =>
  participantsOf(powerTransfer, launch).find(({ organisation }) => organisation === office)?.party ?? 'system';

/** Somebody who may complete the task. */
export function personFor(launch: TransferLaunch, task: Pick<Task, 'step' | 'party' | 'office'>, name = ''): Person {
  const role: Role = stepOf(task.step).parties[task.party ?? partyOf(launch, task.office)] ?? 'system';
  return { id: `${task.office}-${role}${name}`, office: task.office, role };
}

export const officers: readonly NominatedOfficer[] = [
  { id: 'officer-a', fields: ['market-regulation', 'culture', 'ecology-environment'], certifiedUntil: '2099-12-31' },
  { id: 'officer-b', fields: ['market-regulation', 'culture', 'ecology-environment'], certifiedUntil: '2099-12-31' },
  { id: 'officer-c', fields: ['market-regulation'] },
];

/** What the journal keeps of a form, as a person who is in a hurry fills it in. */
export const keptFor = (step: string, nominated = officers): { readonly [field: string]: string } => ({
  ...(step === 'declare-need' || step === 'nominate-officers' ? { officers: packOfficers(nominated) } : {}),
  ...(step === 'certify' ? { validUntil: '2099-12-31' } : {}),
  ...(step === 'confirm-handover' ? { effectiveDate: '2020-01-01', cutOffDay: '2020-01-01' } : {}),
  ...(step === 'renew-entrustment' ? { until: '2099-12-31' } : {}),
});

let keys = 0;
export const freshKey = (): string => `key-${process.pid}-${++keys}`;

export interface AnswerChoice {
  readonly outcome?: string;
  readonly powers?: readonly number[];
  readonly key?: string;
  readonly by?: string;
  readonly kept?: { readonly [field: string]: string };
  readonly outcomes?: { readonly [outcome: string]: readonly number[] };
}

const positions = (task: Task): number[] =>
  task.powers.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });

/** A command that completes a task: the outcome that carries on for all of its powers, unless said otherwise. */
export function anAnswer(launch: TransferLaunch, task: Task, choice: AnswerChoice = {}): CompleteStep {
  const [carrying = ''] = Object.keys(stepOf(task.step).outcomes);
  const outcomes = choice.outcomes ?? { [choice.outcome ?? carrying]: choice.powers ?? positions(task) };
  const key = choice.key ?? freshKey();
  const given = Object.entries(outcomes).filter(([, powers]) => powers.length > 0);
  const all = given.flatMap(([, powers]) => powers);
  const kept = { ...keptFor(task.step), ...choice.kept };
  return {
    key,
    digest: 'digest',
    person: { ...personFor(launch, task), ...(choice.by === undefined ? {} : { id: choice.by }) },
    task: task.id,
    outcomes: Object.fromEntries(given.map(([outcome, powers]) => [outcome, pack(powers)])),
    ...(Object.keys(kept).length > 0 && outcomes[carrying]?.length ? { kept } : {}),
    detail: {
      form: {
        minutes: 'm',
        meeting: '2020-01-01',
        hours: 60,
        score: 90,
        examined: '2020-01-01',
        number: 'n',
        validFrom: '2020-01-01',
        ...kept,
      },
      words: [
        {
          powers: pack(all),
          reason: '材料不齐，请补充执法人员证件',
          conditions: '配备两名执法人员',
          particulars: { territory: '建成区', reserved: [] },
        },
      ],
    },
  };
}
