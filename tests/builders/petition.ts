/**
 * A procedure unlike the transfer of powers in all that a declaration allows: a party that is another's own office, an office
 * that somebody's answer names, calendar days, a time for which something stays open, lists that are assembled, no way back.
 *
 * Somebody lodges petitions; the desk assigns each to an office; that office handles it; what it found lies open to others;
 * the lodger's own office looks at it; the government concludes on a list of them; the system announces it.
 */
import { systemOffice, type Procedure } from '../../src/domain/procedure/declaration';
import type { Group, Launch } from '../../src/domain/procedure/launch';
import { pack } from '../../src/domain/procedure/ranges';
import { callsAmong, stepsAmong, type Instant } from '../../src/domain/procedure/step';
import { days } from '../../src/domain/procedure/timeline';
import type { Course, Case } from '../../workflows/procedure/case';
import type { Way } from '../../workflows/procedure/way';

const words = (en: string) => ({ zh: en, en });

export interface PetitionGroup extends Group {
  readonly lodger: string;
}
export interface PetitionLaunch extends Launch<PetitionGroup> {
  readonly desk: string;
  readonly government: string;
  /** Before the conclusion another office is heard, in a matter of its own. */
  readonly hears?: true;
  /** What was announced stands for so many days at a time, until it has lapsed. */
  readonly stands?: number;
}

export const parties = {
  lodger: { title: words('lodger'), kinds: ['sub-district', 'department'] },
  desk: { title: words('desk'), kinds: ['coordination'] },
  handler: { title: words('handler'), kinds: ['department'] },
  reviewer: { title: words('reviewer'), kinds: ['sub-district', 'department'] },
  government: { title: words('government'), kinds: ['government'] },
  system: { title: words('system'), kinds: [] },
} as const;

const step = stepsAmong(parties);
const calling = callsAmong(parties);
const plain = { law: [], guidance: words('…') };

export const lodge = step({
  ...plain,
  code: 'lodge',
  title: words('Lodge'),
  parties: { lodger: 'office' },
  days: 5,
  outcomes: { lodged: words('lodged'), dropped: { ...words('dropped'), needs: ['reason'], final: true } },
});
export const assign = step({
  ...plain,
  code: 'assign',
  title: words('Assign'),
  parties: { desk: 'coordinator' },
  days: 3,
  keeps: ['office'],
  outcomes: { assigned: words('assigned'), sentBack: { ...words('sent back'), needs: ['reason'] } },
});
export const handle = step({
  ...plain,
  code: 'handle',
  title: words('Handle'),
  parties: { handler: 'assessor' },
  days: 30,
  calendarDays: true,
  outcomes: { handled: words('handled') },
});
export const layOpen = step({
  ...plain,
  code: 'lay-open',
  title: words('Lay open'),
  parties: { desk: 'coordinator' },
  days: 40,
  calendarDays: true,
  openAtLeast: 30,
  contributions: { asks: words('What do you say to it?'), shows: { step: handle, field: 'found' } },
  outcomes: { closed: words('closed') },
});
export const lookAt = step({
  ...plain,
  code: 'look-at',
  title: words('Look at'),
  parties: { reviewer: 'office' },
  days: 5,
  notBy: [lodge],
  outcomes: { content: words('content'), notContent: { ...words('not content'), needs: ['reason'] } },
});
export const hear = calling({
  ...plain,
  code: 'hear',
  title: words('Hear'),
  parties: { system: 'system' },
  days: 20,
  outcomes: { favourable: words('favourable'), unfavourable: words('unfavourable'), unheard: words('not heard') },
  calls: {
    procedure: 'opinion',
    endings: { favourable: 'favourable', unfavourable: 'unfavourable' },
    otherwise: 'unheard',
  },
});
export const conclude = step({
  ...plain,
  code: 'conclude',
  title: words('Conclude'),
  parties: { government: 'government' },
  days: 10,
  assembles: true,
  outcomes: { upheld: words('upheld'), again: { ...words('again'), needs: ['reason'] }, refused: words('refused') },
});
export const announce = step({
  ...plain,
  code: 'announce',
  title: words('Announce'),
  parties: { system: 'system' },
  days: null,
  outcomes: { announced: words('announced') },
});

/** What stands is no longer under way: a suspension does not stop its time. */
export const lookAgain = step({
  ...plain,
  code: 'look-again',
  title: words('Look again'),
  parties: { desk: 'coordinator' },
  days: 10,
  runsOn: true,
  outcomes: { stands: words('stands'), lapsed: words('lapsed') },
});

export const petition: Procedure<
  PetitionLaunch,
  keyof typeof parties,
  'open' | 'gathering' | 'standing' | 'upheld' | 'lapsed' | 'revoked' | 'refused' | 'dropped' | 'withdrawn',
  'open' | 'over'
> = {
  code: 'petition',
  title: words('Petition'),
  item: { one: words('petition'), many: words('petitions') },
  parties,
  offices: {
    lodger: (_, { lodger }) => lodger,
    desk: ({ desk }) => desk,
    handler: 'answer',
    reviewer: (_, { lodger }) => lodger,
    government: ({ government }) => government,
    system: () => systemOffice,
  },
  steps: [lodge, assign, handle, layOpen, lookAt, hear, conclude, announce, lookAgain],
  states: {
    open: { ...words('open'), tone: 'working' },
    gathering: { ...words('waits for the list'), tone: 'waiting', stays: true },
    standing: { ...words('stands'), tone: 'good', stays: true, held: true },
    upheld: { ...words('upheld'), tone: 'good', ends: true, at: announce },
    lapsed: { ...words('lapsed'), tone: 'over', ends: true, at: lookAgain },
    revoked: { ...words('revoked'), tone: 'bad', ends: true },
    refused: { ...words('refused'), tone: 'bad', ends: true, at: conclude },
    dropped: { ...words('dropped'), tone: 'over', ends: true, at: lodge },
    withdrawn: { ...words('withdrawn'), tone: 'over', ends: true },
  },
  begins: 'open',
  overall: {
    states: { open: { ...words('open'), tone: 'working' }, over: { ...words('over'), tone: 'over', over: true } },
    of: (states) => ([...states].some((state) => ['open', 'gathering', 'standing'].includes(state)) ? 'open' : 'over'),
  },
  steward: { party: 'desk', role: 'coordinator' },
  acts: {
    withdrawn: 'withdrawn',
    carriedOut: {
      revoke: { title: words('revoke'), from: ['standing', 'gathering'], to: 'revoked' },
      amend: { title: words('amend'), from: ['standing'] },
    },
  },
  stages: [
    { title: words('Lodging'), stations: [{ place: lodge }, { place: assign }] },
    {
      title: words('Handling'),
      stations: [{ place: handle }, { place: layOpen }, { place: lookAt }, { place: hear, occasional: true }],
    },
    {
      title: words('Conclusion'),
      stations: [{ place: { state: 'gathering' } }, { place: conclude }, { place: announce }],
    },
    { title: words('Standing'), stations: [{ place: { state: 'standing' } }, { place: lookAgain, occasional: true }] },
  ],
  notices: { announce: { title: words('Announcement'), text: words('{count}'), publishers: ['government'] } },
};

type Ending = 'upheld' | 'lapsed' | 'refused' | 'dropped';

export const petitionCourse: Course<PetitionLaunch, Ending> = { procedure: petition, carry: settle };

function* settle(item: Case<PetitionLaunch>): Way<Ending> {
  const { dropped } = yield* item.step(lodge, 'lodger');
  if (dropped) return 'dropped';
  for (;;) {
    const { sentBack, kept } = yield* item.step(assign, 'desk');
    if (sentBack) continue;
    yield* item.step(handle, 'handler', { office: kept.office });
    yield* item.step(layOpen, 'desk');
    const { notContent } = yield* item.step(lookAt, 'reviewer');
    if (notContent) continue;
    if (item.launch.hears) {
      const { unfavourable } = yield* item.matter(hear);
      if (unfavourable) continue;
    }
    item.enters('gathering');
    const { again, refused } = yield* item.step(conclude, 'government');
    item.enters('open');
    if (again) continue;
    if (refused) return 'refused';
    const { at } = yield* item.step(announce, 'system');
    const { stands } = item.launch;
    if (stands === undefined) return 'upheld';
    yield* stand(item, at, stands);
    return 'lapsed';
  }
}

/** What stands is looked at again and again, until it has lapsed. */
function* stand(item: Case<PetitionLaunch>, announced: Instant, count: number): Way<void> {
  item.enters('standing');
  for (let from = announced; ;) {
    yield* item.until({ from, span: days(count), runsOn: true });
    const { lapsed, at } = yield* item.step(lookAgain, 'desk');
    if (lapsed) return;
    from = at;
  }
}

/** A launch of so many petitions, dealt out to lodgers in turn. */
export function aPetition(
  choice: Partial<PetitionLaunch> & { readonly lodgers?: readonly string[] } = {},
): PetitionLaunch {
  const { lodgers = ['kaihua'], count = 3, ...others } = choice;
  return {
    transfer: 'a-petition',
    edition: 3,
    desk: 'coordination',
    government: 'government',
    count,
    groups: lodgers.map((lodger, i) => ({
      lodger,
      powers: pack(Array.from({ length: count }, (_, item) => item).filter((item) => item % lodgers.length === i)),
    })),
    settings: { limits: {} },
    calendar: { off: [], worked: [] },
    dayMs: null,
    ...others,
  };
}
