/**
 * Whether procedures that are running today can be carried on by the code of this commit: the histories of every path run
 * through it once more, and the ledgers that they wrote come out of its prose entry by entry.
 *
 * Both are needed. The engine compares the order of what a workflow asked for (records, timers, answers), not what was in
 * them; what is in them is what the ledger holds.
 */
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { powerTransferCourse } from '../../workflows/power-transfer';
import type { Course } from '../../workflows/procedure/case';
import { beginning, takeStand } from '../../workflows/procedure/stand';
import { currentEdition } from '../../src/domain/power-transfer/launch-rules';
import * as steps from '../../src/domain/power-transfer/steps';
import type { Change } from '../../src/domain/procedure/record';
import type { Ending } from '../../src/domain/power-transfer/states';
import { pathNames, readNotReplaying, readStored, storedPaths, unpackRun, type Stored } from './stored';

const todays = join(__dirname, '..', '..', 'workflows', 'index.ts');
const another = join(__dirname, 'another-prose.ts');
const stored = storedPaths().map((path) => ({ path, ...readStored(path) }));

beforeAll(() => {
  // what fails here on purpose need not be told
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } });
});

/** Names of the runs that do not come out the same, with the reason. */
async function failing(workflowsPath: string, some = stored): Promise<Map<string, string>> {
  const histories = some.flatMap(({ path, runs }) =>
    runs.map((run, i) => ({ workflowId: `${path} ${i + 1}`, history: unpackRun(run) })),
  );
  const failures = new Map<string, string>();
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowsPath }, histories)) {
    replayed++;
    if (error) failures.set(workflowId, error.message);
  }
  expect(replayed).toBe(histories.length);
  return failures;
}

/** The first entry of a ledger that does not come out of a course; undefined where all do. */
function differing({ launch, ledger }: Stored, course: Course<TransferLaunch, Ending>): number | undefined {
  const stand = takeStand(beginning, launch, course);
  for (const [i, { entry, put, gone, states }] of ledger.entries()) {
    const change = taken(() => stand.take(entry));
    if (JSON.stringify(change && sorted(change)) !== JSON.stringify(sorted({ put, gone, states }))) return i + 1;
  }
  return undefined;
}
/** Null where the prose refuses. */
function taken(take: () => Change): Change | null {
  try {
    return take();
  } catch {
    return null;
  }
}
const sorted = ({ put, gone, states }: Pick<Stored['ledger'][number], 'put' | 'gone' | 'states'>) => [
  put.map((task) => Object.entries(task).sort(([a], [b]) => (a < b ? -1 : 1))),
  gone,
  Object.entries(states).sort(([a], [b]) => (a < b ? -1 : 1)),
];

test('every path that is declared is stored', () => {
  expect(storedPaths()).toEqual([...pathNames].sort());
});

describe('of today’s edition', () => {
  const answers = stored
    .filter(({ launch }) => launch.edition === currentEdition)
    .flatMap(({ ledger }) => ledger.flatMap(({ entry }) => ('outcomes' in entry ? [entry] : [])));

  test('every step of the procedure is in a stored path', () => {
    const answered = new Set(answers.map(({ step }) => step));
    expect([...answered].sort()).toEqual(steps.transferSteps.map(({ code }) => code).sort());
  });

  test('every outcome of every step is in a stored path', () => {
    const given = new Set(answers.flatMap(({ step, outcomes }) => Object.keys(outcomes).map((o) => `${step} ${o}`)));
    const declared = steps.transferSteps.flatMap(({ code, outcomes }) =>
      Object.keys(outcomes).map((o) => `${code} ${o}`),
    );
    expect(declared.filter((one) => !given.has(one))).toEqual([]);
  });

  test('every answer says as which party it was given', () => {
    expect(answers.filter(({ party }) => party === undefined)).toEqual([]);
  });
});

describe('today’s procedure', () => {
  test('carries on every stored history', async () => {
    expect(await failing(todays)).toEqual(new Map());
  });

  test.each(stored)('says what the ledger of “$path” says', (path) => {
    expect(differing(path, powerTransferCourse)).toBeUndefined();
  });
});

test('a run that a stalled worker left is seen not to replay, where it parts from the ledger’s answer', async () => {
  const replay = Worker.runReplayHistory({ workflowsPath: todays }, readNotReplaying(), 'stalled');
  await expect(replay).rejects.toThrow(/\[recorded-otherwise\] the ledger was given 1 lines after 5, and not these 4/);
});

describe('these checks can fail', () => {
  test('a procedure that publishes nothing does not carry on what is stored', async () => {
    const some = stored.filter(({ path }) => path === 'rework' || path === 'ledger-adopted');
    const failures = await failing(another, some);
    expect(failures.get('rework 1')).toMatch(/\[recorded-otherwise\]/);
    expect(failures.get('ledger-adopted 1')).toMatch(/does not come out/);
  });

  test('one refusal more in the workflow stops procedures that are running, and so does one less', async () => {
    const seen = stored.filter(({ path }) => path === 'rework' || path === 'transition-before');
    const failures = await failing(join(__dirname, 'stricter-rule.ts'), seen);
    expect([...failures.keys()].sort()).toEqual(['rework 1', 'transition-before 1']);
    const [refused] = stored.filter(({ path }) => path === 'refused-in-turn-and-by-the-database');
    expect([...(await failing(join(__dirname, 'milder-rule.ts'), refused ? [refused] : [])).values()]).toEqual([
      expect.stringContaining('[recorded-otherwise]'),
    ]);
  });

  test('a procedure that asks for one step more says something else than the ledger', () => {
    const longer: Course<TransferLaunch, Ending> = {
      ...powerTransferCourse,
      carry: (power) =>
        powerTransferCourse.carry({
          ...power,
          *step(step, party, particulars) {
            if (step.code === 'see-ready') yield* power.step(steps.confirmReturn, 'department');
            return yield* power.step(step, party, particulars);
          },
        }),
    };
    const seen = stored.filter(({ ledger }) => ledger.some(({ entry }) => 'step' in entry && entry.step === 'ready'));
    for (const path of seen) {
      const ready = path.ledger.findIndex(({ entry }) => 'outcomes' in entry && entry.outcomes['ready'] !== undefined);
      expect(differing(path, longer)).toBe(ready + 1);
    }
    expect(seen.length).toBeGreaterThan(5);
  });
});
