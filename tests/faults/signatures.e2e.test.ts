/**
 * The switch to required signatures on a live engine, as after an upgrade: `fuquan admin require-signatures` while commands
 * come unsigned from before it and signed from after it, workers die around a record, and a procedure goes from run to run.
 */
import { createEngine } from '../../src/api/engine/engine';
import { commandKeys } from '../../src/database/command-key-repository';
import { transfersInTrouble } from '../../src/database/trouble-repository';
import type { RecordLine } from '../../src/domain/procedure/record';
import { isSigned, signatureFaultOf } from '../../src/ledger/command-signature';
import { freshKey } from '../builders/answers';
import { fuquan } from '../cli/terminal';
import { check } from './checker';
import { command, coordinator, eventually, foundCity, notYet, openTasks, type City, type SigningEngine } from './city';
import { peopleOf } from './people';

const recorded = { receipt: expect.objectContaining({ seq: expect.any(Number) }) };
const notSent = { refused: 'not-sent-by-api' };
const queue = 'switch';

let city: City;
beforeAll(async () => {
  city = await foundCity(40, { signsNothingYet: true });
  await city.worker({ queues: [queue] });
});
afterAll(() => city.stop());

/** The engine as an API of before used it. */
const unsigned = (): SigningEngine => ({ ...createEngine(city.client), sign: (_name, _transfer, sent) => sent });

/** A transfer, with people whose API signs and people whose API does not. */
async function scene(at: string, linesPerRun?: number) {
  const launch = await city.launch({ count: 6, ...(linesPerRun === undefined ? {} : { linesPerRun }) }, at);
  const { transfer } = launch;
  const now = peopleOf(city.client, city.engine, transfer);
  const before = peopleOf(city.client, unsigned(), transfer);
  const note = () => ({
    ...{ key: freshKey(), digest: 'digest', person: coordinator, powers: '0', code: 'comment' },
    detail: { form: { text: '备注' } },
  });
  const task = async () => {
    const [open] = await openTasks(city.database, transfer);
    if (!open) throw new Error('no task');
    return open;
  };
  const everybody = () => ({
    sent: new Set([...now.sent, ...before.sent]),
    acknowledged: new Map([...now.acknowledged, ...before.acknowledged]),
    refused: new Set([...now.refused, ...before.refused]),
  });
  const wrong = async () => {
    const inspection = await city.engine.inspect(transfer);
    return inspection ? check(city.database, transfer, inspection, everybody()) : [`${transfer} is gone`];
  };
  return { launch, transfer, now, before, note, task, wrong };
}

/** Entries up to the switch, and what is wrong with signatures after it. */
async function signatures(transfer: string) {
  const { database } = city;
  const { rows } = await database.query<{ seq: number; content: string; until: number | null }>(
    `select l.seq, l.content, h.unsigned_until as until from ledger l join head h on h.transfer = l.transfer
      where l.transfer = $1 order by l.seq`,
    [transfer],
  );
  const keys = await commandKeys(database);
  const found = rows.map(({ seq, content, until }) => {
    // what the ledger holds is what a record once wrote
    const line = JSON.parse(content) as RecordLine;
    const fault = isSigned(line.entry) ? signatureFaultOf(transfer, line, keys) : undefined;
    return { fault, after: until === null || seq > until };
  });
  return {
    unsignedBefore: found.filter(({ fault, after }) => fault === 'none' && !after).length,
    signedAfter: found.filter(({ fault, after }) => fault === undefined && after).length,
    wrong: found.filter(({ fault, after }) => fault !== undefined && (after || fault !== 'none')),
  };
}

const requireThem = () =>
  fuquan(['admin', 'require-signatures', '--yes'], { environment: { DATABASE_URL: city.servers.databaseUrl } });

it('what came before counts, what comes unsigned after it is refused, and nothing is lost on the way', async () => {
  const flowing = await scene(queue, 4);
  /** Runs that have recorded; a procedure that is never at rest is not asked. */
  const runs = async () => {
    const { rows } = await city.database.query<{ runs: number }>(
      'select count(distinct run)::int as runs from ledger where transfer = $1',
      [flowing.transfer],
    );
    return rows[0]?.runs ?? 0;
  };
  // workers that die around the record of an unsigned command
  const atDeath = async (point: 'before-write' | 'after-write') => {
    const mortal = await city.worker({ queues: [point] });
    const dying = await scene(point);
    expect(await dying.before.send('completeStep', command(dying.launch, await dying.task()))).toEqual(recorded);
    expect(await dying.now.send('completeStep', command(dying.launch, await dying.task()))).toEqual(recorded);
    const sent = command(dying.launch, await dying.task());
    await mortal.dieAt(point);
    expect(await dying.before.sendOnce('completeStep', sent, mortal.gone)).toBe('gave-up');
    return { ...dying, sent };
  };
  const [lost, written] = await Promise.all([atDeath('before-write'), atDeath('after-write')]);

  // people of both kinds write without a pause, over the switch
  let refused: unknown;
  let over = false;
  let most = Infinity;
  const count = { unsigned: 0, signed: 0 };
  const ofBefore = (async () => {
    for (; refused === undefined && count.unsigned < most; count.unsigned++) {
      const told = await flowing.before.send('addNote', flowing.note());
      if (typeof told !== 'object' || !('receipt' in told)) refused = told;
    }
  })();
  const ofNow = (async () => {
    for (; !over; count.signed++) expect(await flowing.now.send('addNote', flowing.note())).toEqual(recorded);
  })();
  const more = async (kind: 'unsigned' | 'signed', by: number) => {
    const enough = count[kind] + by;
    await eventually(`${by} more`, () => Promise.resolve(count[kind] >= enough));
  };
  await Promise.all([more('unsigned', 5), more('signed', 5)]);
  const runsBefore = await runs();
  expect(await requireThem()).toMatchObject({ exit: 0, out: expect.stringMatching(/3/) });
  // should they never be refused, that is said
  most = count.unsigned + 20;
  await ofBefore;
  expect(refused).toEqual(notSent);
  await more('signed', 10);
  over = true;
  await ofNow;
  expect(runsBefore).toBeGreaterThan(1);
  expect(await runs()).toBeGreaterThan(runsBefore);

  // who was on the way when a worker died: in the ledger before the switch, or refused
  await city.worker({ queues: ['before-write', 'after-write'] });
  expect(await lost.before.send('completeStep', lost.sent)).toEqual(notSent);
  expect(await written.before.send('completeStep', written.sent)).toEqual(recorded);
  const all = [flowing, lost, written];
  for (const one of all) {
    expect(await one.before.send('addNote', one.note())).toEqual(notSent);
    expect(await one.now.send('completeStep', command(one.launch, await one.task()))).toEqual(recorded);
    expect(await one.wrong()).toEqual([]);
    const { unsignedBefore, signedAfter, wrong } = await signatures(one.transfer);
    expect(wrong).toEqual([]);
    expect({ unsignedBefore: unsignedBefore > 0, signedAfter: signedAfter > 0 }).toEqual({
      unsignedBefore: true,
      signedAfter: true,
    });
  }
  const alarmed = (await transfersInTrouble(city.database, ['not-sent-by-api'])).map(({ transfer }) => transfer);
  expect(alarmed.sort()).toEqual(all.map(({ transfer }) => transfer).sort());
  expect((await requireThem()).exit).not.toBe(0);

  // from the ledger anew: what is unsigned from before is no obstacle
  for (const { transfer, launch } of [flowing, written]) {
    await city.client.workflow.getHandle(transfer).terminate('drill');
    await city.client.workflow.start('powerTransfer', { taskQueue: queue, workflowId: transfer, args: [launch] });
    await eventually('it has all', async () => {
      const known = await city.engine.compareWithLedger(transfer).catch(notYet);
      return known !== undefined && known > 1;
    });
  }
  for (const one of all) {
    expect(await one.now.send('completeStep', command(one.launch, await one.task()))).toEqual(recorded);
    expect(await one.wrong()).toEqual([]);
  }
});
