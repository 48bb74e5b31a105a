import { messages } from '../../src/domain/procedure/message';
import { aLaunch, cultureGroup, marketGroup, type LaunchChoice } from '../builders/launch';
import { realEngine } from './engine';
import { asked, foundTown, inState, refused, type Affair, type Town } from './town';

let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
beforeAll(async () => {
  engine = await realEngine();
  town = await foundTown(engine);
});
afterAll(async () => {
  await town.stop();
  await engine.close();
});

let transfers = 0;
const launched = (choice: LaunchChoice = {}): Promise<Affair> =>
  town.launch(
    aLaunch({
      count: 4,
      groups: [marketGroup, cultureGroup],
      linesPerRun: 2,
      transfer: `run-${process.pid}-${++transfers}`,
      ...choice,
    }),
  );

describe('a procedure that continues as new every few entries', () => {
  test('loses nothing that is pending: tasks, limits, states, half-answered tasks', async () => {
    const affair = await launched();
    await affair.say('declare-need', { powers: [0, 1, 2] });
    await affair.say('assess-capacity', { office: 'market', powers: [1] });
    const before = await affair.settled();
    await affair.carryUntil(({ runs }) => runs > before.runs + 1);
    const walk = await affair.audited();
    const seen = await affair.settled();
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect([...seen.tasks].sort(byId)).toEqual(walk.tasks().sort(byId));
    expect(seen.states).toEqual(walk.stand().states());
  });

  test('comes to the same end as one that does it in a single run', async () => {
    const looks: string[] = [];
    for (const linesPerRun of [2, 1_000]) {
      const affair = await launched({ linesPerRun });
      const { runs } = await affair.carryUntil(inState('trial', '0-3'));
      const steps = (await affair.entries()).map((entry) =>
        'outcomes' in entry
          ? `${entry.step}@${entry.office}${entry.about ?? ''} ${JSON.stringify(entry.outcomes)}`
          : entry.kind,
      );
      looks.push(steps.sort().join('\n'));
      expect(runs > 5).toBe(linesPerRun === 2);
      await affair.audited();
    }
    expect(looks[0]).toBe(looks[1]);
  });

  test('knows in a later run the keys of an earlier one: the same command is answered, another under its key refused', async () => {
    // the launch, the first answer, and one more
    const affair = await launched({ linesPerRun: 3 });
    const first = affair.answering(await affair.theTask('declare-need'), { powers: [0, 1] });
    const receipt = await affair.send(messages.completeStep, first);
    // in the same run
    expect(await affair.send(messages.completeStep, first)).toEqual(receipt);
    const { runs } = await affair.settled();
    const { seq } = await affair.carryUntil((seen) => seen.runs > runs + 1);
    expect(await affair.send(messages.completeStep, first)).toMatchObject({ key: first.key, again: true });
    expect(await refused(affair.send(messages.completeStep, { ...first, digest: 'another' }))).toBe(
      'idempotency-key-reused',
    );
    expect((await affair.settled()).seq).toBe(seq);
    expect((await affair.entries()).filter(({ key }) => key === first.key)).toHaveLength(1);
  });

  test('answers whoever comes while it continues: offices at once, each with a part of its powers', async () => {
    const affair = await launched({ count: 40, linesPerRun: 3 });
    const task = await affair.theTask('declare-need');
    const parts = Array.from({ length: 20 }, (_, i) => affair.answering(task, { powers: [i, 20 + i] }));
    const receipts = await Promise.all(parts.map((part) => affair.send(messages.completeStep, part)));
    // a command may have been recorded by a run that was gone before it could answer: then it is told so
    const keys = (await affair.entries()).map(({ key }) => key);
    receipts.forEach(({ key, seq, again }, i) => {
      expect(key).toBe(parts[i]?.key);
      expect(seq).toBe(again ? 0 : keys.indexOf(key) + 1);
    });
    expect(new Set(keys).size).toBe(keys.length);
    const seen = await affair.settled();
    expect(seen.keys.filter((key) => parts.some((part) => part.key === key))).toHaveLength(20);
    expect(asked('declare-need')(seen)).toBe(false);
    await affair.audited();
  });

  test('two of one office who answer the same at once: one is recorded, the other is told by whom', async () => {
    const affair = await launched();
    const task = await affair.theTask('declare-need');
    const rivals = ['zhang', 'li'].map((by) => affair.answering(task, { by }));
    const outcomes = await Promise.all(rivals.map((rival) => refused(affair.send(messages.completeStep, rival))));
    expect(outcomes.sort()).toEqual(['already-completed', 'it was not refused']);
    expect((await affair.entries()).filter(({ kind }) => kind === 'complete')).toHaveLength(1);
  });

  test('a suspension outlives the run that it was ordered in', async () => {
    const affair = await launched();
    await affair.say('declare-need', { powers: [0] });
    await affair.act('suspendTransfer');
    await affair.act('addNote', { powers: '', code: 'comment' });
    const { runs } = await affair.settled();
    await affair.act('addNote', { powers: '', code: 'comment' });
    await affair.act('addNote', { powers: '', code: 'comment' });
    const seen = await affair.settled();
    expect(seen.runs).toBeGreaterThan(0);
    expect(seen.runs).toBeGreaterThanOrEqual(runs);
    expect(seen.suspended).toBe(true);
    expect(await refused(affair.say('assess-capacity'))).toBe('suspended');
    await affair.act('resumeTransfer');
    await affair.say('assess-capacity');
    await affair.audited();
  });

  test('paced time runs on across runs: a year of working days, each limit at its own instant', async () => {
    const affair = await launched({ count: 2, groups: [marketGroup], dayMs: 5, linesPerRun: 4 });
    await affair.carryUntil(
      (seen) => inState('in-force', '0-1')(seen) && asked('evaluate')(seen),
      async () => undefined,
    );
    const seen = await affair.carryUntil(
      (now) => inState('in-force', '0-1')(now) && now.tasks.length === 0,
      async () => undefined,
    );
    expect(seen.runs).toBeGreaterThan(3);
    await affair.audited();
  });
});
