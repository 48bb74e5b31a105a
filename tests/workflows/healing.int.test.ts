/** A run that no worker can read any more is ended, and its procedure started anew from the ledger, by itself. */
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { join } from 'node:path';
import { createEngine } from '../../src/api/engine/engine';
import { createHealer } from '../../src/api/engine/healer';
import { rebuildsOf } from '../../src/database/rebuild-repository';
import { aLaunch } from '../builders/launch';
import { temporalAddress } from '../setup/temporal';
import { realEngine } from './engine';
import { foundTown, type Affair, type Town } from './town';

let own: Connection;
let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
beforeAll(async () => {
  own = await Connection.connect({ address: temporalAddress() });
  engine = await realEngine();
  town = await foundTown(engine, { taskTimeout: '1s', workflows: join(__dirname, 'astray.ts') });
});
afterAll(async () => {
  await town.stop();
  await engine.close();
  await own.close();
});

const healerOf = (perMinute: number) =>
  createHealer(
    {
      database: town.database.app,
      engine: createEngine(new Client({ connection: own }), { taskQueue: town.taskQueue }),
      log: pino({ level: 'silent' }),
    },
    { perMinute, settledMs: 100, lookAgainMs: 0 },
  );
const troubles = async ({ launch }: Affair): Promise<readonly string[]> => {
  const { rows } = await town.database.app.query<{ kind: string }>('select kind from trouble where transfer = $1', [
    launch.transfer,
  ]);
  return rows.map(({ kind }) => kind);
};
const recorded = async ({ launch }: Affair, kind: string): Promise<number> => {
  const { rowCount } = await town.database.app.query('select from ledger where transfer = $1 and kind = $2', [
    launch.transfer,
    kind,
  ]);
  return rowCount ?? 0;
};
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('where nobody sends anything: a limit comes, the run cannot go on, and it is healed', async () => {
  // given: a run that today's code cannot carry on, of which a limit is to come, and no worker
  const limits = { 'declare-need': 1, 'assess-capacity': 1 };
  const affair = await town.launch(aLaunch({ count: 4, dayMs: 6_000, limits, transfer: `healed-${process.pid}` }));
  const { runId } = await affair.handle.describe();
  await town.closes();
  expect(await recorded(affair, 'clock')).toBe(0);
  await until(async () => {
    const { rowCount } = await town.database.app.query('select from task where due < now()');
    return rowCount === 1;
  });
  const healer = healerOf(10);

  // a worker that is away is no reason to end a run, however often it is looked at
  for (let looks = 0; looks < 5; looks++) expect(await healer.heal()).toEqual({ rebuilt: 0, waiting: 0 });
  expect(await troubles(affair)).toEqual([]);

  // when: today's worker is there, and nothing may be started anew yet
  await town.opens();
  const held = healerOf(0);
  await until(async () => (await held.heal()).waiting === 1);
  expect(await troubles(affair)).toEqual(['run-does-not-replay']);
  expect(await rebuildsOf(town.database.app, affair.launch.transfer)).toEqual([]);
  expect((await affair.handle.describe()).runId).toBe(runId);

  // then: it is ended with the reason, started anew, and knows all
  await until(async () => (await healer.heal()).rebuilt === 1);
  expect(await troubles(affair)).toEqual([]);
  const [rebuild, ...more] = await rebuildsOf(town.database.app, affair.launch.transfer);
  expect(more).toEqual([]);
  expect(rebuild).toMatchObject({ run: runId, why: expect.stringMatching(/TMPRL1100/) });
  expect(rebuild?.finished).toBeInstanceOf(Date);
  const ended = await engine.client.getHandle(affair.launch.transfer, runId).describe();
  expect(ended.status.name).toBe('TERMINATED');
  expect((await affair.inspect()).adopted).toBeGreaterThan(0);
  // the limit that came meanwhile is recorded, and the work goes on
  await until(async () => (await recorded(affair, 'clock')) === 1);
  await affair.say('declare-need');
  await affair.audited();
  for (let looks = 0; looks < 3; looks++) expect(await healer.heal()).toEqual({ rebuilt: 0, waiting: 0 });
});
