/** A store is lost for a moment or comes back as it was before: the ledger stays what it is, and what is said is true. */
import { execFileSync } from 'node:child_process';
import pino from 'pino';
import { z } from 'zod';
import { createSweeper } from '../../src/api/engine/sweeper';
import { rebuild } from '../../src/cli/rebuild';
import { fuquan } from '../cli/terminal';
import { accessTo } from '../setup/sealing';
import { startApi, type ApiProcess } from './api-process';
import { eventually, foundCity, type City } from './city';
import { launchThrough, type Launched } from './launched';
import type { MortalWorker } from './processes';

const problem = z.looseObject({ code: z.string() });
const report = z.looseObject({ verdict: z.string(), checked: z.array(z.looseObject({ what: z.string() })) });
const troubleList = z.looseObject({
  items: z.array(
    z.looseObject({ kind: z.string(), code: z.string(), transfer: z.looseObject({ id: z.string() }).nullable() }),
  ),
});
const recorded = { receipt: expect.objectContaining({ seq: expect.any(Number) }) };

let city: City;
let api: ApiProcess;
let worker: MortalWorker;
let coordinator: string;
let auditor: string;
beforeAll(async () => {
  city = await foundCity(20);
  worker = await city.worker();
  api = await startApi(city);
  coordinator = await api.signIn('coordinator');
  auditor = await api.signIn('auditor');
});
afterAll(async () => {
  await api.kill();
  await city.stop();
});

let used = 0;
/** A transfer of one power, which no other has. */
const launch = (): Promise<Launched> => launchThrough(api, city, coordinator, [`MR-${`${++used}`.padStart(3, '0')}`]);
const described = ({ id }: Launched) => city.client.workflow.getHandle(id).describe();
const verify = () => api.json(report, '/api/verification?signatures=true', { token: auditor });
const verdict = async () => (await verify()).verdict;
/** What somebody is told who comments on a transfer: status and code. */
async function comment({ id }: Pick<Launched, 'id'>): Promise<string> {
  const body = { code: 'comment', text: '备注' };
  const response = await api.call(`/api/transfers/${id}/notes`, { token: coordinator, body });
  return response.ok ? `${response.status}` : `${response.status} ${problem.parse(await response.json()).code}`;
}
/** Troubles of transfers, as the coordinator is told of them. */
async function troubles(...of: readonly Launched[]): Promise<string[]> {
  const { items } = await api.json(troubleList, '/api/troubles', { token: coordinator });
  return of.flatMap(({ id }) =>
    items.filter(({ transfer }) => transfer?.id === id).map(({ kind, code }) => `${kind} ${code}`),
  );
}
/** Sweeps as a process does that has just started, until it is so. */
async function sweepUntil(what: string, look: () => Promise<boolean>): Promise<void> {
  const log = pino({ level: 'silent' });
  const sweeper = createSweeper(
    { database: city.database, engine: city.engine, log },
    { settledMs: 0, lookAgainMs: 0, runsEveryMs: 0 },
  );
  await eventually(what, async () => {
    await sweeper.sweep();
    return look();
  });
}
const rebuildAll = async () => {
  const { databaseUrl, temporalAddress, folder } = city.servers;
  return (await rebuild({ databaseUrl, temporal: accessTo(temporalAddress), data: folder })).map(
    ({ transfer, result, why }) => `${transfer} ${result}${why === undefined ? '' : `: ${why}`}`,
  );
};

/** Where a transfer's ledger ends. */
async function end({ id }: Launched): Promise<{ readonly seq: number; readonly hash: string }> {
  const { rows } = await city.database.query<{ seq: number; hash: string }>(
    'select seq, hash from head where transfer = $1',
    [id],
  );
  if (!rows[0]) throw new Error(`${id} has no head`);
  return rows[0];
}
/** What was looked at, without the system's ledger: that goes on by itself. */
const ofMatters = ({ checked }: z.output<typeof report>) => checked.filter(({ what }) => what !== 'system-ledger');
/** What whoever runs the system does with a workflow. */
const operator = (act: 'terminate' | 'delete', { id }: Launched, ...more: readonly string[]) =>
  execFileSync(city.servers.temporalProgram, [
    ...['workflow', act, '--workflow-id', id, '--address', city.servers.temporalAddress, ...more],
  ]);

describe('the database is killed during a verification', () => {
  let transfer: Launched;
  let whole: z.output<typeof report>;
  beforeAll(async () => {
    transfer = await launch();
    expect(await transfer.answer()).toEqual(recorded);
    whole = await verify();
    expect(whole.verdict).toBe('intact');
  });

  it.each([
    ['while it reads the ledger', 'ledger', 'ledger_reader'],
    ['while it compares the tables', 'completion', 'completion'],
  ])('%s: nobody is told a verdict, and afterwards it is the same as before', async (_when, table, statement) => {
    // whoever holds the table lets everybody come just so far
    const blocker = await city.database.connect();
    await blocker.query('begin');
    await blocker.query(`lock table ${table} in access exclusive mode`);
    const answer = api.call('/api/verification', { token: auditor });
    const environment = { FUQUAN_SERVER: api.address, FUQUAN_TOKEN: auditor };
    const throughServer = fuquan(['verify'], { environment });
    const direct = fuquan(['verify', '--database', city.servers.databaseUrl]);
    await eventually('both wait for the table', async () => {
      const { rows } = await city.database.query(
        `select distinct application_name from pg_stat_activity where wait_event_type = 'Lock' and query like $1`,
        [`%${statement}%`],
      );
      return rows.length === 2;
    });
    await city.servers.postgres.kill();
    blocker.release(true);

    const response = await answer;
    const body = await response.text();
    expect({ status: response.status, ...problem.parse(JSON.parse(body)) }).toMatchObject({
      status: 503,
      code: 'database-unavailable',
    });
    expect(body).not.toContain('verdict');
    for (const said of [await throughServer, await direct]) {
      expect(said.exit).toBe(3);
      expect(said.out).toBe('');
      expect(said.err).not.toMatch(/intact|broken|\n\s+at /);
    }
    // and while it is away
    expect((await api.call('/api/verification', { token: auditor })).status).toBe(503);

    await city.servers.postgres.start();
    await eventually('the API has its database again', async () => (await api.call('/readyz')).ok);
    const again = await verify();
    expect(again.verdict).toBe('intact');
    expect(ofMatters(again)).toEqual(ofMatters(whole));
    expect((await fuquan(['verify', '--database', city.servers.databaseUrl])).exit).toBe(0);
  });
});

describe('the engine’s store is put back to an older copy', () => {
  it('what it forgot it takes from the ledger, what it never knew is told, and everybody goes on', async () => {
    const [untouched, remembered, ahead] = [await launch(), await launch(), await launch()];
    const [over, renewed] = [await launch(), await launch()];
    const putBack = await city.servers.temporal.backUp();
    const early = await launch();
    const all = [untouched, remembered, ahead, over, renewed, early];
    for (const one of [remembered, ahead]) for (let i = 0; i < 2; i++) expect(await one.answer()).toEqual(recorded);
    expect(await over.withdraw()).toEqual(recorded);
    expect(await renewed.answer()).toEqual(recorded);
    // another run than the copy knows
    const { runId } = await described(renewed);
    expect((await city.engine.startAnew(renewed, runId, 'drill', await end(renewed))).whole).toBe(true);
    // nobody waits to be looked at any more
    await sweepUntil('all is known to be known', async () => {
      const { rows } = await city.database.query('select from head where confirmed < seq');
      return rows.length === 0;
    });
    const before = await Promise.all(all.map((one) => one.ledger()));
    const { historyLength } = await described(ahead);

    await putBack();
    expect((await described(ahead)).historyLength).toBeLessThan(historyLength);
    // the worker has in its memory what the engine has not
    expect(await remembered.answer()).toEqual(recorded);
    await worker.kill();
    worker = await city.worker();
    const seqOf = async ({ id }: Launched) => (await city.engine.inspect(id).catch(() => undefined))?.seq;
    await sweepUntil('what it forgot is told to it', async () => (await seqOf(ahead)) === 3);
    await sweepUntil('the run of before is replaced', async () => (await seqOf(renewed)) === 2);
    await sweepUntil('what is over ends', async () => (await city.engine.state(over.id)) === 'ended');
    await sweepUntil('what it never knew is told', async () => (await troubles(early)).length === 1);
    expect(await troubles(early)).toEqual(['engine-lost not-found']);
    expect(await comment(early)).toBe('503 engine-lost');
    expect(await comment(over)).toBe('409 closed');
    const [, ofRemembered = [], ...others] = before;
    expect(await Promise.all([untouched, ahead, over, renewed, early].map((one) => one.ledger()))).toEqual([
      before[0],
      ...others,
    ]);
    expect((await remembered.ledger()).slice(0, -1)).toEqual(ofRemembered);

    for (const one of [untouched, ahead, renewed]) expect(await one.answer()).toEqual(recorded);
    expect((await rebuildAll()).filter((line) => !line.endsWith('there'))).toEqual([`${early.id} rebuilt`]);
    expect(await early.answer()).toEqual(recorded);
    await sweepUntil('nothing is left', async () => (await troubles(...all)).length === 0);
    for (const one of [untouched, remembered, ahead, renewed, early]) expect(await one.wrong()).toEqual([]);
    expect(await verdict()).toBe('intact');
  });
});

describe('the database is put back to an older copy', () => {
  it('nothing is invented, everybody is told, others go on, and what the operator is to do brings it back', async () => {
    const [untouched, behind, over] = [await launch(), await launch(), await launch()];
    expect(await behind.answer()).toEqual(recorded);
    const putBack = await city.servers.postgres.backUp();
    const all = [untouched, behind, over];
    const copied = await Promise.all(all.map((one) => one.ledger()));
    await eventually('the API has its database again', async () => (await api.call('/readyz')).ok);
    const early = await launch();
    expect(await behind.answer()).toEqual(recorded);
    expect(await over.withdraw()).toEqual(recorded);

    await putBack();
    await eventually('the API has its database again', async () => (await api.call('/readyz')).ok);
    expect(await comment(behind)).toBe('503 ledger-behind');
    expect(await comment(over)).toBe('503 ledger-behind');
    expect(await comment(early)).toBe('404 not-found');
    expect(await comment(untouched)).toBe('201');
    await sweepUntil('all three are told', async () => (await troubles(behind, over, early)).length >= 3);
    expect(await troubles(behind)).toEqual(['ledger-behind entries-missing']);
    expect(await troubles(over)).toEqual(['ledger-behind ended']);
    expect(await troubles(early)).toEqual(['ledger-behind transfer-unknown']);
    expect(await Promise.all([behind, over].map((one) => one.ledger()))).toEqual(copied.slice(1));

    // docs/operations/ledger-behind-the-engine.md
    operator('terminate', behind, '--reason', 'ledger restored');
    operator('terminate', early, '--reason', 'ledger restored');
    operator('delete', over);
    await eventually('it is gone', async () => (await city.engine.state(over.id)) === undefined);
    const rebuilt = (await rebuildAll()).filter((line) => !line.endsWith('there'));
    expect(rebuilt.sort()).toEqual([`${behind.id} rebuilt`, `${over.id} rebuilt`].sort());
    await sweepUntil('nothing is left', async () => (await troubles(...all, early)).length === 0);
    for (const one of all) expect(await one.answer()).toEqual(recorded);
    expect(await over.withdraw()).toEqual(recorded);
    expect(await verdict()).toBe('intact');
  });
});
