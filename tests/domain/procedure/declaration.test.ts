/** What a declaration may not say: what does not compile, and what is refused when it is looked at. */
import type { Declaration } from '../../../src/domain/procedure/declaration';
import { declarationFaults, mustBeSound } from '../../../src/domain/procedure/declaration-faults';
import { dossiers } from '../../../src/domain/dossiers';
import { stepsAmong, type Answer } from '../../../src/domain/procedure/step';
import {
  assign,
  conclude,
  handle,
  layOpen,
  lodge,
  parties,
  petition,
  type PetitionLaunch,
} from '../../builders/petition';
import type { Case } from '../../../workflows/procedure/case';

const sound: Declaration = petition;
const [first, ...rest] = petition.stages;
const words = { zh: 'x', en: 'x' };

test.each(dossiers.map(({ procedure }) => [procedure.code, procedure] as const))('%s is sound', (_, one) => {
  expect(declarationFaults(one)).toEqual([]);
  expect(declarationFaults(petition)).toEqual([]);
});

test.each<[string, string, Declaration]>([
  ['steps/lodge', 'declared twice', { ...sound, steps: [...sound.steps, lodge] }],
  [
    'steps/lodge/days',
    'below the least',
    { ...sound, steps: sound.steps.map((step) => (step === lodge ? { ...step, leastDays: 7 } : step)) },
  ],
  [
    'steps/lay-open/openAtLeast',
    'is due after',
    { ...sound, steps: sound.steps.map((step) => (step === layOpen ? { ...step, days: 20 } : step)) },
  ],
  [
    'steps/lay-open/contributions',
    'how long',
    {
      ...sound,
      steps: sound.steps.map((step) => {
        const { openAtLeast, ...others } = step;
        return openAtLeast === undefined ? step : others;
      }),
    },
  ],
  [
    'steps/lay-open/contributions/shows/handle',
    'no such step',
    { ...sound, steps: sound.steps.filter((step) => step !== handle) },
  ],
  [
    'steps/handle/parties/handler',
    'the role trainer',
    {
      ...sound,
      parties: { ...sound.parties, handler: { title: words, kinds: ['government'] } },
      steps: sound.steps.map((step) => (step === handle ? { ...step, parties: { handler: 'trainer' } } : step)),
    },
  ],
  [
    'steps/handle/parties',
    'nobody is asked',
    { ...sound, steps: sound.steps.map((step) => (step === handle ? { ...step, parties: {} } : step)) },
  ],
  [
    'steps/assign/agrees/day',
    'not kept',
    { ...sound, steps: sound.steps.map((step) => (step === assign ? { ...step, agrees: ['day'] } : step)) },
  ],
  ['steps/look-at/notBy/lodge', 'no such step', { ...sound, steps: sound.steps.filter((step) => step !== lodge) }],
  [
    'steps/conclude/outcomes',
    'needs nothing',
    {
      ...sound,
      steps: sound.steps.map((step) =>
        step === conclude ? { ...step, outcomes: { upheld: { ...words, needs: ['reason'] } } } : step,
      ),
    },
  ],
  [
    'notices/conclude',
    'people take this step',
    { ...sound, notices: { ...sound.notices, conclude: { title: words, text: words, publishers: [] } } },
  ],
  ['stages/lodge', 'the map misses this step', { ...sound, stages: rest }],
  ['stages/lodge', 'on the map twice', { ...sound, stages: first ? [first, ...petition.stages] : [] }],
  [
    'stages/gathering',
    'the map misses this state',
    {
      ...sound,
      stages: sound.stages.map((stage) => ({
        ...stage,
        stations: stage.stations.filter(({ place }) => !('state' in place)),
      })),
    },
  ],
  ['acts/withdrawn', 'must end', { ...sound, acts: { withdrawn: 'open' } }],
  ['code', 'longer than 30', { ...sound, code: 'a-petition-of-a-name-that-is-too-long' }],
  [
    'overall/states/over',
    'is over where all are dropped',
    { ...sound, overall: { ...sound.overall, states: { ...sound.overall.states, over: { ...words, tone: 'over' } } } },
  ],
  [
    'overall/states/over',
    'is not over while one is open',
    { ...sound, overall: { ...sound.overall, of: () => 'over' as const } },
  ],
  [
    'states/upheld',
    'it ends, and goes on',
    { ...sound, states: { ...sound.states, upheld: { ...words, tone: 'good', ends: true, stays: true } } },
  ],
  [
    'states/open',
    'no reason to take anything back',
    { ...sound, states: { ...sound.states, open: { ...words, tone: 'working', recallable: true } } },
  ],
  ['steward', 'does not have this role', { ...sound, steward: { party: 'government', role: 'coordinator' } }],
])('%s: %s', (place, fault, declaration) => {
  expect(declarationFaults(declaration)).toContainEqual({ place, fault: expect.stringContaining(fault) });
  expect(() => mustBeSound(declaration)).toThrow(`${place}: `);
});

test('what is misspelt does not compile', () => {
  const step = stepsAmong(parties);
  const plain = { title: words, days: 1, law: [], guidance: words, outcomes: { done: words } };
  // @ts-expect-error no such party
  step({ ...plain, code: 'a', parties: { lodgr: 'office' } });
  // @ts-expect-error four eyes name steps, not codes
  step({ ...plain, code: 'b', parties: { lodger: 'office' }, notBy: ['lodge'] });
  // @ts-expect-error no such role
  step({ ...plain, code: 'c', parties: { lodger: 'ofice' } });
  const prose = function* (item: Case<PetitionLaunch>) {
    // @ts-expect-error a party that this step does not ask
    yield* item.step(lodge, 'desk');
    const answer = yield* item.step(assign, 'desk');
    // @ts-expect-error a field that is not kept
    const kept: string = answer.kept.ofice;
    // @ts-expect-error an outcome that is none
    const outcome: boolean = answer.assignd;
    return [kept, outcome];
  };
  const said: Pick<Answer<typeof assign>, 'assigned'> = { assigned: true };
  expect([typeof prose, said.assigned]).toEqual(['function', true]);
});
