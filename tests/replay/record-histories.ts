/**
 * `npm run histories`: drives every path on the engine and stores its histories. A path that is stored already is left
 * alone, since what was stored is what running procedures may hold; `npm run histories -- -t NAME` after removing a file.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import { aLaunch } from '../builders/launch';
import { realEngine } from '../workflows/engine';
import { foundTown, type Affair, type Town } from '../workflows/town';
import { drivenBy, unstorable } from './driving';
import { paths, type Path } from './paths';
import { folder, packRun, pathNames, storedPaths, type Stored } from './stored';

const realDay = 86_400_000;
let engine: Awaited<ReturnType<typeof realEngine>>;
const towns = new Map<Path['losing'], Town>();

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  engine = await realEngine();
});
afterAll(async () => {
  for (const town of towns.values()) await town.stop();
  await engine.close();
});

/** The database refuses what holds a word. */
const refusing = (real: ProcedureActivities): ProcedureActivities => ({
  ...real,
  record: (recording) =>
    JSON.stringify(recording.records).includes(unstorable)
      ? Promise.resolve({ refused: { code: '22P02' } })
      : real.record(recording),
});

/** Every other record is written, and its answer lost on the way to the workflow. */
const losing =
  (what: 'answers' | 'memory') =>
  (real: ProcedureActivities): ProcedureActivities => {
    let calls = 0;
    return {
      ...real,
      async record(recording) {
        const told = await real.record(recording);
        if (recording.records.length === 0 || calls++ % 2 === 0) return told;
        if (what === 'answers') throw new Error('the answer is lost');
        // as where the command comes again to a worker that never heard of the record
        return real.record({ ...recording, records: [] });
      },
    };
  };

async function townOf({ losing: what }: Path): Promise<Town> {
  const there = towns.get(what);
  if (there) return there;
  const around = what === 'what cannot be stored' ? refusing : what && losing(what);
  const founded = await foundTown(engine, around ? { around } : {});
  towns.set(what, founded);
  return founded;
}

/** The histories of all runs. */
async function runsOf({ handle }: Affair): Promise<object[]> {
  const { raw } = await handle.describe();
  const first = raw.workflowExecutionInfo?.firstRunId ?? '';
  const runs: object[] = [];
  for (let run: string | null | undefined = first; run;) {
    const history = await engine.client.getHandle(handle.workflowId, run).fetchHistory();
    runs.push(packRun(history));
    run = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

const missing = () => paths.filter(({ name }) => !existsSync(join(folder, `${name}.json`)));

// nothing to do is no fault
(missing().length > 0 ? test : test.skip).each(missing().length > 0 ? missing() : paths)('$name', async (path) => {
  const { name, drive } = path;
  const city = await townOf(path);
  const launch = aLaunch({ dayMs: realDay, transfer: `path-${name}`, ...path.launch });
  const affair = await city.launch(launch);
  const startAnew = async () => {
    await engine.client.start('powerTransfer', {
      workflowId: launch.transfer,
      taskQueue: city.taskQueue,
      args: [launch],
    });
  };
  await drive(drivenBy(affair, startAnew));
  const stored: Stored = { launch, runs: await runsOf(affair), ledger: await affair.ledger() };
  if (launch.linesPerRun !== undefined) expect(stored.runs.length).toBeGreaterThan(2);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(stored)}\n`);
});

test('every path is stored', () => {
  expect(storedPaths()).toEqual([...pathNames].sort());
});
