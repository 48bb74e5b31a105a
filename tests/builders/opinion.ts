/** A small procedure that another calls: an office gives its opinion on what it was asked. */
import { systemOffice, type Procedure } from '../../src/domain/procedure/declaration';
import type { Launch } from '../../src/domain/procedure/launch';
import { stepsAmong } from '../../src/domain/procedure/step';
import type { Case, Course } from '../../workflows/procedure/case';
import type { Way } from '../../workflows/procedure/way';

const words = (en: string) => ({ zh: en, en });

export interface OpinionLaunch extends Launch {
  readonly desk: string;
  readonly adviser: string;
}

const parties = {
  desk: { title: words('desk'), kinds: ['coordination'] },
  adviser: { title: words('adviser'), kinds: ['department'] },
  system: { title: words('system'), kinds: [] },
} as const;

const step = stepsAmong(parties);

const opine = step({
  code: 'opine',
  title: words('Opine'),
  law: [],
  guidance: words('…'),
  parties: { adviser: 'assessor' },
  days: 10,
  outcomes: { favourable: words('favourable'), unfavourable: { ...words('unfavourable'), needs: ['reason'] } },
});

type Ending = 'favourable' | 'unfavourable';

export const opinion: Procedure<
  OpinionLaunch,
  keyof typeof parties,
  Ending | 'open' | 'withdrawn',
  Ending | 'open' | 'withdrawn'
> = {
  code: 'opinion',
  title: words('Opinion'),
  item: { one: words('question'), many: words('questions') },
  parties,
  offices: { desk: ({ desk }) => desk, adviser: ({ adviser }) => adviser, system: () => systemOffice },
  steps: [opine],
  states: {
    open: { ...words('open'), tone: 'working' },
    favourable: { ...words('favourable'), tone: 'good', ends: true, at: opine },
    unfavourable: { ...words('unfavourable'), tone: 'bad', ends: true, at: opine },
    withdrawn: { ...words('withdrawn'), tone: 'over', ends: true },
  },
  begins: 'open',
  overall: {
    states: {
      open: { ...words('open'), tone: 'working' },
      favourable: { ...words('favourable'), tone: 'good', over: true },
      unfavourable: { ...words('unfavourable'), tone: 'bad', over: true },
      withdrawn: { ...words('withdrawn'), tone: 'over', over: true },
    },
    of(states) {
      const all = [...states];
      return (['open', 'unfavourable', 'favourable'] as const).find((one) => all.includes(one)) ?? 'withdrawn';
    },
  },
  steward: { party: 'desk', role: 'coordinator' },
  acts: { withdrawn: 'withdrawn' },
  stages: [{ title: words('Opinion'), stations: [{ place: opine }] }],
  notices: {},
};

export const opinionCourse: Course<OpinionLaunch, Ending> = { procedure: opinion, carry: give };

function* give(question: Case<OpinionLaunch>): Way<Ending> {
  const { favourable } = yield* question.step(opine, 'adviser');
  return favourable ? 'favourable' : 'unfavourable';
}

export const anOpinion = (choice: Partial<OpinionLaunch> = {}): OpinionLaunch => ({
  ...{ transfer: 'an-opinion', edition: 3, desk: 'coordination', adviser: 'culture', count: 1 },
  groups: [{ powers: '0' }],
  settings: { limits: {} },
  calendar: { off: [], worked: [] },
  dayMs: null,
  ...choice,
});
