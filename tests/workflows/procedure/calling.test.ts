/** A procedure that calls another: what each is told of the other, whenever it is told. */
import fc from 'fast-check';
import type { CalledEnding, Completion, Task } from '../../../src/domain/procedure/record';
import { callFaults, declarationFaults } from '../../../src/domain/procedure/declaration-faults';
import { opinion } from '../../builders/opinion';
import { hear, petition } from '../../builders/petition';
import { answer, stepOf } from '../../builders/petition-answers';
import { opining, together, type Together } from './calling';
import { makeBy, move } from './moves';

/** Everybody in the petition carries on until the other office is to be heard. */
function toHearing(town: Together): Task {
  const { caller } = town;
  for (let moves = 0; moves < 200; moves++) {
    const task = caller.task('hear');
    if (task) return task;
    const answers = caller.tasks().map((open) => caller.answer(answer(open)));
    if (answers.every((judgement) => judgement !== null)) caller.tick();
  }
  throw new Error('nobody is heard');
}
function theOpinion(town: Together) {
  const [walk] = town.called.values();
  if (!walk) throw new Error('nothing was called');
  return walk;
}
function opine(town: Together, outcome?: string): void {
  const walk = theOpinion(town);
  const [task] = walk.tasks();
  if (!task) throw new Error('nobody is asked');
  expect(walk.answer(opining(task, outcome))).toBeNull();
}
const endings = (town: Together): (Completion & { readonly kind: 'ended' })[] =>
  town.caller.entries.flatMap((entry) => (entry.kind === 'ended' ? [entry] : []));

test('the system waits for the matter that it called, and its ending is the answer', () => {
  const town = together({ count: 2 });
  const task = toHearing(town);
  expect(task).toMatchObject({ party: 'system', office: 'system', powers: '0-1' });
  expect(town.errands()).toEqual([{ kind: 'launch', task: task.id, procedure: 'opinion' }]);
  town.carryAll();
  expect(town.caller.task('hear')).toEqual(task);
  opine(town);
  town.carryAll();
  const matter = `for ${task.id}`;
  expect(endings(town)).toMatchObject([
    { by: 'system', task: task.id, outcomes: { favourable: '0-1' }, called: { matter, state: 'favourable', seq: 2 } },
  ]);
  expect(town.caller.task('conclude')).toMatchObject({ powers: '0-1' });
  town.caller.rebuild();
});

test('a ledger in which an ending answers what it does not stand for is found out', () => {
  const town = together({ count: 1 });
  const task = toHearing(town);
  const called = { matter: 'm', state: 'unfavourable', seq: 2, hash: 'h' };
  const answered = { task: task.id, step: 'hear', party: 'system', office: 'system', outcomes: { favourable: '0' } };
  const entry = { kind: 'ended', key: 'k', by: 'system', at: town.caller.now(), ...answered, called } as const;
  expect(() => town.caller.takeRaw(entry)).toThrow('does not answer hear with favourable');
});

test('another ending is another answer, and what is asked again calls again', () => {
  const town = together({ count: 1 });
  const first = toHearing(town);
  town.carryAll();
  opine(town, 'unfavourable');
  town.carryAll();
  expect(endings(town)[0]?.outcomes).toEqual({ unfavourable: '0' });
  const second = toHearing(town);
  expect(second.id).not.toBe(first.id);
  town.carryAll();
  expect(town.called.size).toBe(2);
});

test('what is withdrawn there answers as declared; whatever else it ends in too', () => {
  const town = together({ count: 1 });
  toHearing(town);
  town.carryAll();
  theOpinion(town).takeBack('withdraw', [0]);
  town.carryAll();
  expect(endings(town)[0]).toMatchObject({ outcomes: { unheard: '0' }, called: { state: 'withdrawn' } });
});

test('withdrawing the caller withdraws what it called, when nothing is left that waits for it', () => {
  const town = together({ count: 2 });
  toHearing(town);
  town.carryAll();
  town.caller.takeBack('withdraw', [0]);
  expect(town.errands()).toEqual([]);
  town.caller.takeBack('withdraw', [1]);
  expect(town.errands()).toMatchObject([{ kind: 'withdraw' }]);
  town.carryAll();
  expect(theOpinion(town).states()).toEqual(['withdrawn']);
  expect(endings(town)).toEqual([]);
});

test('suspending the caller suspends what it called; an ending of before waits', () => {
  const town = together({ count: 1 });
  toHearing(town);
  town.carryAll();
  town.caller.suspend(true);
  town.carryAll();
  expect(theOpinion(town).stand().suspended()).toBe(true);
  town.caller.suspend(false);
  town.carryAll();
  expect(theOpinion(town).stand().suspended()).toBe(false);
  opine(town);
  town.caller.suspend(true);
  expect(town.errands()).toEqual([]);
  town.caller.suspend(false);
  expect(town.errands()).toMatchObject([{ kind: 'ended' }]);
});

describe('an ending is refused', () => {
  const ending: CalledEnding = { matter: 'm', state: 'favourable', seq: 3, hash: 'h' };

  test('of a task that calls nothing, and of one that is not open', () => {
    const { caller } = together({ count: 1 });
    expect(caller.ended(caller.task('lodge')?.id ?? '', ending)).toMatchObject({
      code: 'calls-nothing',
      detail: { step: 'lodge' },
    });
    expect(caller.ended('launch/hear@system:system', ending)?.code).toBe('not-open');
  });

  test('while the caller stands still, and a second time', () => {
    const town = together({ count: 1 });
    const { id } = toHearing(town);
    town.caller.suspend(true);
    expect(town.caller.ended(id, ending)).toMatchObject({ code: 'suspended', sure: false });
    town.caller.suspend(false);
    expect(town.caller.ended(id, ending)).toBeNull();
    expect(town.caller.ended(id, { ...ending, state: 'withdrawn' })?.code).toBe('already-completed');
  });

  test('from anybody but the system, who cannot answer the task either', () => {
    const town = together({ count: 1 });
    const task = toHearing(town);
    const asked = { ...answer(task), person: { id: 'x', office: 'coordination', role: 'coordinator' as const } };
    expect(town.caller.answer(asked)?.code).toBe('not-yours');
    expect(town.caller.task('hear')).toEqual(task);
  });
});

test('a call that contradicts itself is found', () => {
  const withCall = (calls: typeof hear.calls, more: object = {}) => ({
    ...petition,
    steps: petition.steps.map((step) => (step === hear ? { ...step, calls, ...more } : step)),
  });
  expect(declarationFaults(petition)).toEqual([]);
  expect(declarationFaults(opinion)).toEqual([]);
  expect(callFaults([petition, opinion])).toEqual([]);
  expect(callFaults([petition])).toEqual([{ place: 'petition/steps/hear/calls', fault: 'no procedure opinion' }]);
  const never = withCall({ ...hear.calls, endings: { lost: 'unheard' } });
  expect(callFaults([never, opinion])).toMatchObject([{ place: 'petition/steps/hear/calls/lost' }]);
  const all = { ...petition, steps: petition.steps.map((step) => (step === hear ? { ...step, outcomes: {} } : step)) };
  expect(declarationFaults(all)).toContainEqual({ place: 'steps/hear/calls/unheard', fault: 'no such outcome' });
  expect(declarationFaults(withCall(hear.calls, { joins: true }))).toMatchObject([{ place: 'steps/hear/calls' }]);
  expect(declarationFaults(withCall(hear.calls, { parties: { desk: 'coordinator' } }))).toMatchObject([
    { place: 'steps/hear/calls', fault: 'people are asked, and another matter' },
  ]);
});

test('whatever people and time do in both, and whenever errands are carried, they go together', () => {
  const moves = fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.record({ in: fc.constant('caller' as const), what: move }) },
      { weight: 4, arbitrary: fc.record({ in: fc.constant('called' as const), which: fc.nat(), what: move }) },
      { weight: 3, arbitrary: fc.record({ in: fc.constant('between' as const), count: fc.nat({ max: 3 }) }) },
    ),
    { minLength: 80, maxLength: 240, size: 'max' },
  );
  const hoped = new Set(['favourable', 'unfavourable', 'unheard', 'withdrawn']);
  const property = fc.property(moves, (all) => {
    const town = together({ count: 4, lodgers: ['kaihua', 'wolong'], dayMs: 50 });
    const { caller } = town;
    for (const one of all) {
      if (one.in === 'between') town.carrySome(one.count);
      else if (one.in === 'caller')
        makeBy(caller, one.what, stepOf, (task, { outcome, powers }) => answer(task, { outcome, items: powers }));
      else {
        const walks = [...town.called.values()];
        const walk = walks[one.which % (walks.length || 1)];
        const declared = (code: string) => opinion.steps.find((step) => step.code === code) ?? stepOf(code);
        if (walk) makeBy(walk, one.what, declared, (task, { outcome }) => opining(task, outcome));
      }
    }
    town.carryAll();
    caller.rebuild();
    const waiting = caller.tasks().filter(({ step }) => step === 'hear');
    for (const { id } of caller.stand().suspended() ? [] : waiting)
      expect(town.called.get(id)?.stand().over()).toBe(false);
    for (const [task, walk] of town.called) {
      walk.rebuild();
      if (walk.stand().over()) continue;
      expect(waiting.map(({ id }) => id)).toContain(task);
      expect(walk.stand().suspended()).toBe(caller.stand().suspended());
    }
    for (const { task, called, outcomes } of endings(town)) {
      const [outcome = ''] = Object.keys(outcomes);
      expect(town.called.get(task)?.stand().overall().state).toBe(called.state);
      expect(outcome).toBe(called.state === 'withdrawn' ? 'unheard' : called.state);
      hoped.delete(outcome);
    }
    for (const walk of town.called.values()) if (walk.state(0) === 'withdrawn') hoped.delete('withdrawn');
  });
  for (let round = 0; round === 0 || (hoped.size > 0 && round < 20); round++) fc.assert(property, { numRuns: 40 });
  expect([...hoped]).toEqual([]);
});
