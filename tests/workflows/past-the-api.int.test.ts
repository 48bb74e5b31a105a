/** Whatever the engine is told past the API: nothing of it is in the ledger, it is told, and the transfer goes on. */
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { createEngine } from '../../src/api/engine/engine';
import { createSweeper } from '../../src/api/engine/sweeper';
import { rebuild } from '../../src/cli/rebuild';
import { loseCommandKey, replaceCommandKey } from '../../src/database/command-key-repository';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import { messages, type Inspection } from '../../src/domain/procedure/message';
import { newKeys } from '../../src/ledger/checkpoint';
import { longestUnderWayMs, signCommand, type SignedCommand } from '../../src/ledger/command-signature';
import { freshKey } from '../builders/answers';
import { aLaunch, type LaunchChoice } from '../builders/launch';
import { accessTo, sealing } from '../setup/sealing';
import { temporalAddress } from '../setup/temporal';
import { realEngine } from './engine';
import { coordinator, foundTown, refused, type Affair, type Town } from './town';

let own: Connection;
let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
let sweeper: ReturnType<typeof createSweeper>;
beforeAll(async () => {
  own = await Connection.connect({ address: temporalAddress() });
  engine = await realEngine(undefined, sealing);
  town = await foundTown(engine, { signs: true, sealed: true, taskTimeout: '2s' });
  const api = createEngine(new Client({ connection: own, dataConverter: sealing }), {
    taskQueue: town.taskQueue,
    patienceMs: 5_000,
  });
  const log = pino({ level: 'silent' });
  const soon = { settledMs: 100, lookAgainMs: 0, runsEveryMs: 0 };
  sweeper = createSweeper({ database: town.database.app, engine: api, log }, soon);
});
afterAll(async () => {
  await town.stop();
  await engine.close();
  await own.close();
});

let transfers = 0;
async function launched(choice: LaunchChoice = {}): Promise<Affair> {
  const affair = await town.launch(
    aLaunch({ count: 4, dayMs: null, transfer: `past-${process.pid}-${++transfers}`, ...choice }),
  );
  // as the API notes it
  await town.database.app.query('update matter set started = now() where id = $1', [affair.launch.transfer]);
  return affair;
}
const troubles = async ({ launch }: Affair): Promise<string[]> => {
  const { rows } = await town.database.app.query<{ what: string }>(
    `select kind || ' ' || code as what from trouble where transfer = $1 order by 1`,
    [launch.transfer],
  );
  return rows.map(({ what }) => what);
};
async function until(what: string, so: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await so());) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const tells = (affair: Affair, what: string) => until(what, async () => (await troubles(affair)).includes(what));
/** The sweeper goes round until the trouble is over. */
const mended = (affair: Affair, what: string) =>
  until(`${what} is over`, async () => {
    await sweeper.sweep();
    return !(await troubles(affair)).includes(what);
  });
const note = (more: object = {}) => ({
  key: freshKey(),
  digest: 'd',
  person: coordinator,
  detail: { form: { text: '?' } },
  powers: '',
  code: 'comment',
  ...more,
});
/** It goes on: somebody answers, and all that is recorded comes out. */
async function goesOn(affair: Affair): Promise<void> {
  await affair.say('declare-need');
  await affair.audited();
  expect(await kinds(affair)).toEqual(['launch', 'complete']);
}
const kinds = async (affair: Affair) => (await affair.entries()).map(({ kind }) => kind);

describe('an update that the API did not send', () => {
  test('is refused without a signature, and told at once; beside it another is recorded', async () => {
    const affair = await launched();
    const bare = affair.answering(await affair.theTask('declare-need'), { powers: [0] });
    const forged = refused(affair.handle.executeUpdate(messages.completeStep, { args: [bare] }));
    const true_ = affair.say('declare-need', { powers: [1, 2, 3] });
    expect(await forged).toBe('not-sent-by-api');
    await true_;
    expect(await troubles(affair)).toEqual(['not-sent-by-api signature-none']);
    expect(await kinds(affair)).toEqual(['launch', 'complete']);
    const { rows } = await town.database.owner.query(
      `select content from system_note where kind = 'alarm' and content ->> 'transfer' = $1`,
      [affair.launch.transfer],
    );
    expect(rows).toHaveLength(1);
  });

  test('is refused where it was kept back for a day, and the same answered in time is recorded beside it', async () => {
    const affair = await launched();
    const { transfer } = affair.launch;
    const key = town.signingKey;
    if (!key) throw new Error('nobody signs');
    const answer = affair.answering(await affair.theTask('declare-need'), { powers: [0] });
    const signed = Date.now() - longestUnderWayMs - 60_000;
    const old = signCommand(transfer, messages.completeStep, answer, signed, key);
    const late = refused(affair.handle.executeUpdate(messages.completeStep, { args: [old] }));
    const inTime = affair.say('declare-need', { powers: [1, 2, 3] });
    expect(await late).toBe('command-too-old');
    await inTime;
    expect(await troubles(affair)).toEqual(['command-kept-back signature-too-old']);
    expect(await kinds(affair)).toEqual(['launch', 'complete']);
    // whoever sent it does it again, today
    await affair.say('declare-need', { powers: [0] });
    await affair.audited();
  });

  test('is refused where it was signed for another transfer, another message, other content, or by a lost key', async () => {
    const [affair, other] = [await launched(), await launched()];
    const { transfer } = affair.launch;
    const key = town.signingKey;
    if (!key) throw new Error('nobody signs');
    const act = { key: freshKey(), digest: 'd', person: coordinator, detail: { reason: '理由' } };
    const sign = <C extends SignedCommand>(matter: string, message: string, command: C) =>
      signCommand(matter, message, command, Date.now(), key);
    const send = (name: keyof typeof messages, command: object) =>
      refused(affair.handle.executeUpdate<unknown, [object]>(messages[name], { args: [command] }));
    expect(await send('suspendTransfer', sign(other.launch.transfer, 'suspendTransfer', act))).toBe('not-sent-by-api');
    expect(await send('suspendTransfer', sign(transfer, 'resumeTransfer', act))).toBe('not-sent-by-api');
    const good = sign(transfer, 'addNote', note());
    expect(await send('addNote', { ...good, code: 'question' })).toBe('not-sent-by-api');
    const strangers = signCommand(transfer, 'addNote', note(), Date.now(), newKeys().privateKey);
    expect(await send('addNote', strangers)).toBe('not-sent-by-api');
    // the very one is taken, once, however often it is sent
    expect(await send('addNote', good)).toBe('it was not refused');
    expect(await send('addNote', good)).toBe('it was not refused');
    expect(await kinds(affair)).toEqual(['launch', 'note']);

    const lost = newKeys();
    const id = await keyOf(lost.publicKey);
    const before = signCommand(transfer, 'addNote', note(), Date.now(), lost.privateKey);
    expect(await send('addNote', before)).toBe('it was not refused');
    await loseCommandKey(town.database.owner, id);
    const after = signCommand(transfer, 'addNote', note(), Date.now(), lost.privateKey);
    expect(await send('addNote', after)).toBe('not-sent-by-api');
    expect(await troubles(affair)).toEqual(['not-sent-by-api signature-lost']);
    // what it signed before stays good: the whole ledger is taken anew
    await affair.handle.terminate();
    await engine.client.start('powerTransfer', {
      workflowId: transfer,
      taskQueue: town.taskQueue,
      args: [affair.launch],
    });
    expect((await affair.settled()).adopted).toBe(3);
  });
  /** Another key beside the town's own, which goes on to sign within the time that a retired one has. */
  async function keyOf(publicKey: ReturnType<typeof newKeys>['publicKey']): Promise<string> {
    await replaceCommandKey(town.database.owner, publicKey, () => undefined);
    const { rows } = await town.database.owner.query<{ id: string }>(
      'select id from command_key where retired is null',
    );
    return rows[0]?.id ?? '';
  }
});

test('a signal and a cancellation change nothing and are told', async () => {
  const affair = await launched();
  await affair.handle.signal('anything', { by: 'nobody' });
  await tells(affair, 'not-sent-by-api signal');
  await affair.handle.cancel();
  await tells(affair, 'not-sent-by-api cancel');
  await goesOn(affair);
});

describe('a start past the API', () => {
  const start = (workflowId: string, args: readonly unknown[]) =>
    engine.client.start('powerTransfer', {
      workflowId,
      taskQueue: town.taskQueue,
      args: [...args],
      workflowTaskTimeout: '2s',
    });

  test('under a name that nobody knows records nothing and is told', async () => {
    const affair = await launched();
    const unknown = { ...affair.launch, transfer: `unknown-${process.pid}` };
    const handle = await start(unknown.transfer, [unknown]);
    await tells({ ...affair, launch: unknown }, 'ledger-behind entries-missing');
    expect(await kinds(affair)).toEqual(['launch']);
    await handle.terminate();
  });

  test('of another that says to be the transfer records nothing, is told and ended', async () => {
    const affair = await launched();
    const twin = await start(`${affair.launch.transfer}-twin`, [affair.launch]);
    await tells(affair, 'foreign-run other-workflow');
    await mended(affair, 'foreign-run other-workflow');
    expect((await twin.describe()).status.name).toBe('FAILED');
    await goesOn(affair);
  });

  test.each([
    ['another launch', 'other-launch', (launch: TransferLaunch) => [{ ...launch, subDistrict: 'wolong' }]],
    [
      'a memory that the ledger does not have',
      'other-memory',
      (launch: TransferLaunch, { states, seq, hash, tasks }: Inspection) => {
        const forged = tasks.map((task) => ({ ...task, due: 9_999_999_999_999 }));
        return [launch, { journal: [], tasks: forged, states, now: 0, runs: 0, seq, hash, says: true }];
      },
    ],
    [
      'a memory that nobody can go on with',
      'another-run',
      (launch: TransferLaunch, { states, seq, hash }: Inspection) => [
        launch,
        { journal: [], tasks: [], states, now: 0, runs: 0, seq, hash },
      ],
    ],
  ] as const)('in the place of the transfer’s own, with %s, is told, ended and put right', async (_, code, forge) => {
    const affair = await launched();
    const forged = forge(affair.launch, await affair.inspect());
    await affair.handle.terminate();
    await start(affair.launch.transfer, forged);
    await until('it is told and put right', async () => {
      await sweeper.sweep();
      const { rowCount } = await town.database.app.query(
        'select from rebuild where transfer = $1 and finished is not null',
        [affair.launch.transfer],
      );
      return rowCount === 1;
    });
    const { rows } = await town.database.owner.query<{ code: string }>(
      `select content ->> 'code' as code from system_note where kind = 'alarm' and content ->> 'transfer' = $1`,
      [affair.launch.transfer],
    );
    expect(rows).toEqual([{ code }]);
    expect(await troubles(affair)).toEqual([]);
    await goesOn(affair);
  });

  test('where none of our workers takes it is told, ended and put right', async () => {
    const affair = await launched();
    await affair.handle.terminate();
    await engine.client.start('powerTransfer', {
      workflowId: affair.launch.transfer,
      taskQueue: `${town.taskQueue}-nobody`,
      args: [affair.launch],
    });
    await until('it is found', async () => {
      await sweeper.sweep();
      return (await troubles(affair)).length === 0 && (await affair.handle.describe()).taskQueue === town.taskQueue;
    });
    await goesOn(affair);
  });
});

test('a reset is told and put right', async () => {
  const affair = await launched();
  const { events } = await affair.handle.fetchHistory();
  const done = events?.findLast((event) => event.workflowTaskCompletedEventAttributes);
  const { runId } = await affair.handle.describe();
  await own.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: affair.launch.transfer, runId },
    reason: 'a test',
    requestId: freshKey(),
    workflowTaskFinishEventId: done?.eventId ?? null,
  });
  await until('another run is the newest', async () => (await affair.handle.describe()).runId !== runId);
  await until('it is put right', async () => {
    await sweeper.sweep();
    const { rowCount } = await town.database.app.query(
      'select from rebuild where transfer = $1 and finished is not null',
      [affair.launch.transfer],
    );
    return rowCount === 1;
  });
  await goesOn(affair);
});

test.each(['terminated', 'deleted'] as const)('a run that is %s is told, and rebuilt by command', async (how) => {
  const affair = await launched();
  if (how === 'terminated') await affair.handle.terminate();
  else
    await own.workflowService.deleteWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: affair.launch.transfer },
    });
  await until('it is told', async () => {
    await sweeper.sweep();
    return (await troubles(affair)).some((what) => what.startsWith('engine-lost'));
  });
  const local = {
    databaseUrl: town.database.url,
    temporal: accessTo(temporalAddress()),
    data: '',
  };
  const items = await rebuild(local, undefined, town.taskQueue);
  expect(items.find(({ transfer }) => transfer === affair.launch.transfer)).toMatchObject({ result: 'rebuilt' });
  await goesOn(affair);
});
