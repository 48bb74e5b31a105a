/**
 * Everything at once: the checker decides afterwards. `FUQUAN_STORM_SECONDS` makes it long and tells its figures,
 * `FUQUAN_STORM_SEED` draws what an earlier one drew, `FUQUAN_STORM_COUNT` lets so many follow each other, each with the
 * next seed, `FUQUAN_STORM_LOAD` puts so many endless loops beside them.
 */
import pino from 'pino';
import { createRecord } from '../../activities/record';
import { createHealer } from '../../src/api/engine/healer';
import { rebuildsOf } from '../../src/database/rebuild-repository';
import type { Inspection } from '../../src/domain/procedure/message';
import { freshKey } from '../builders/answers';
import { check } from './checker';
import { command, coordinator, eventually, foundCity, notYet, openTasks, type City } from './city';
import { chance, seed, some, sow } from './dice';
import { checkHistories } from './histories';
import { busyLoops } from './load';
import { peopleOf } from './people';
import { openProxy } from './proxy';
import { clerk, launchForStorm, type Storming } from './storm';
import { weather } from './weather';

const seconds = Number(process.env.FUQUAN_STORM_SECONDS ?? 8);
const storms = Array.from({ length: Number(process.env.FUQUAN_STORM_COUNT ?? 1) }, (_, i) => seed + i);

let city: City;
beforeAll(async () => {
  // each storm launches six transfers of 75 powers at most
  city = await foundCity(1_500 + 500 * storms.length);
});
afterAll(() => city.stop());

/** Nothing moves any longer, and the procedure has come to where its ledger ends. */
async function calm({ launch, people }: Storming, heal: () => Promise<unknown>): Promise<Inspection> {
  const { transfer } = launch;
  await people.send('suspendTransfer', {
    key: freshKey(),
    digest: 'digest',
    person: coordinator,
    detail: { reason: '平息' },
  });
  return eventually(`${transfer} comes to rest`, async () => {
    await heal();
    const inspection = await city.engine
      .compareWithLedger(transfer)
      .then(() => city.engine.inspect(transfer))
      .catch(notYet);
    const { rows } = await city.database.query<{ seq: number }>('select seq from head where transfer = $1', [transfer]);
    return inspection !== undefined && rows[0]?.seq === inspection.seq && inspection;
  });
}

/** Runs a storm beside the load that was asked for; where it fails, its seed is told. */
async function stormy(from: number, storm: () => Promise<void>): Promise<void> {
  sow(from);
  const load = busyLoops(Number(process.env.FUQUAN_STORM_LOAD ?? 0));
  try {
    await storm();
  } catch (error) {
    console.error(`drawn by FUQUAN_STORM_SEED=${from}`);
    throw error;
  } finally {
    await load.stop();
  }
}

it.each(storms)(
  'a storm of answers, acts and deaths leaves ledger, lists and procedures in agreement (%i)',
  (from) =>
    stormy(from, async () => {
      const counts: { [what: string]: number } = {};
      const launcher = await city.worker();
      const transfers: Storming[] = [];
      // continues as new after so many answers
      for (const linesPerRun of [4, 5, 6, 12, 25, 40])
        transfers.push(await launchForStorm(city, 15 + some(60), 25 + some(30), linesPerRun));
      await launcher.kill();
      const begun = Date.now();
      const acknowledged = () => transfers.reduce((sum, { people }) => sum + people.acknowledged.size, 0);
      // until it is time and there was something to see, however slow the machine
      const seen = () => acknowledged() > 40 && counts['temporal'] !== undefined && counts['postgres'] !== undefined;
      const over = () => Date.now() - begun > seconds * (seen() ? 1_000 : 30_000);
      let tell: () => void = () => undefined;
      let death = new Promise<void>((resolve) => (tell = resolve));
      const died = () => {
        tell();
        death = new Promise<void>((resolve) => (tell = resolve));
      };
      const never = new Promise<void>(() => undefined);
      const crowd = () => (chance(0.3) ? death : never);
      const clerks = Array.from({ length: 12 }, () => clerk(city, transfers, over, crowd));
      await weather(city, seconds, { over, acknowledged, died }, counts);
      // who still waits for an answer is given one
      const last = await city.worker();
      await Promise.all(clerks);

      // as the API does it in production: the engine's library has faults of its own
      const log = pino({ level: 'silent' });
      const healer = createHealer({ database: city.database, engine: city.engine, log }, { lookAgainMs: 2_000 });
      const wrong: string[] = [];
      const healed: string[] = [];
      const figures = {
        entries: 0,
        sent: 0,
        acknowledged: 0,
        refused: 0,
        late: 0,
        adopted: 0,
        runs: 0,
        lost: 0,
        longest: 0,
        rebuilt: 0,
      };
      for (const transfer of transfers) {
        const { launch, people } = transfer;
        const inspection = await calm(transfer, () => healer.heal());
        wrong.push(...(await check(city.database, launch.transfer, inspection, people)));
        const rebuilds = await rebuildsOf(city.database, launch.transfer);
        figures.rebuilt += rebuilds.length;
        const given = new Set(rebuilds.map(({ run }) => run));
        const histories = await checkHistories(city.client, city.programs, launch.transfer, given);
        wrong.push(...histories.wrong);
        figures.entries += inspection.seq;
        figures.adopted += inspection.adopted;
        figures.sent += people.sent.size;
        figures.acknowledged += people.acknowledged.size;
        figures.refused += people.refused.size;
        // whose senders had gone
        figures.late += inspection.keys.filter((key) => people.sent.has(key) && !people.acknowledged.has(key)).length;
        figures.runs += histories.runs;
        figures.lost += histories.lost;
        healed.push(...histories.healed);
        figures.longest = Math.max(figures.longest, histories.longest);
      }
      await last.kill();
      if (process.env.FUQUAN_STORM_SECONDS)
        console.log(
          JSON.stringify({
            seed: from,
            seconds,
            tookMs: Date.now() - begun,
            ...counts,
            ...figures,
            wrong: wrong.length,
          }),
        );
      if (healed.length > 0) console.warn(`failed once and healed:\n${healed.join('\n')}`);
      expect(wrong).toEqual([]);
      // it was a storm
      expect(figures.acknowledged).toBeGreaterThan(40);
      expect(figures.runs).toBeGreaterThan(transfers.length);
      expect(Object.keys(counts)).toEqual(expect.arrayContaining(['temporal', 'postgres']));
    }),
  seconds * 30_000 + 900_000,
);

describe('the ledger has what the procedure never heard of', () => {
  /** Notes that were recorded in the name of the transfer's own run, whose answer never came. */
  async function unheardOf(count: number, settings: { readonly hidesWhatWasMissed?: true } = {}) {
    const queue = freshKey();
    await city.worker({ queues: [queue], ...settings });
    const launch = await city.launch({ count: 6 }, queue);
    const { transfer } = launch;
    const people = peopleOf(city.client, city.engine, transfer);
    const known = await city.engine.inspect(transfer);
    const { runId: run } = await city.client.workflow.getHandle(transfer).describe();
    if (!known) throw new Error(`${transfer} is gone`);
    const records = Array.from({ length: count }, (_, i) => {
      const note = { powers: '0', code: 'comment', person: coordinator, detail: { form: { text: `${i}` } } };
      const { key, digest, person, detail, powers, code } = city.engine.sign('addNote', transfer, {
        key: freshKey(),
        digest: 'd',
        ...note,
      });
      const entry = { kind: 'note', key, digest, by: person.id, at: Date.now(), powers, code } as const;
      return { entry, command: { person, ...detail }, put: [], gone: [], states: {} };
    });
    const overall = { state: 'in-progress', suspended: false, dayMs: launch.dayMs };
    const { seq, hash } = known;
    const told = await createRecord({ database: city.database })({ transfer, run, seq, hash, overall, records });
    if (!('head' in told)) throw new Error('nobody else writes');
    const everybody = () => ({
      sent: new Set([...people.sent, ...records.map(({ entry }) => entry.key)]),
      refused: people.refused,
      acknowledged: people.acknowledged,
    });
    const wrong = async () => {
      const inspection = await city.engine.inspect(transfer);
      if (!inspection) throw new Error(`${transfer} is gone`);
      return check(city.database, transfer, inspection, everybody());
    };
    const [task] = await openTasks(city.database, transfer);
    if (!task) throw new Error('no task');
    return { launch, people, task, wrong };
  }

  it('more than fifty entries: it takes them before it answers', async () => {
    const { launch, people, task, wrong } = await unheardOf(120);
    expect(await people.send('completeStep', command(launch, task, { by: 'x' }))).toMatchObject({
      receipt: { seq: 122 },
    });
    const next = (await openTasks(city.database, launch.transfer))[0];
    expect(next && (await people.send('completeStep', command(launch, next)))).toMatchObject({ receipt: { seq: 123 } });
    expect(await wrong()).toEqual([]);
  });

  it('sabotage: where the record hides what was missed, the checker finds it', async () => {
    const { launch, people, task, wrong } = await unheardOf(1, { hidesWhatWasMissed: true });
    const lied = command(launch, task, { by: 'y' });
    expect(await people.send('completeStep', lied)).toMatchObject({ receipt: {} });
    const found = (await wrong()).join('\n');
    expect(found).toContain(`acknowledged ${lied.key} is in the ledger 0 times`);
    expect(found).toContain('the journal differs from the ledger');
  });
});

describe('the connection to the database breaks at the commit', () => {
  it.each(['before', 'after'] as const)('%s it: the step is recorded once and answered', async (when) => {
    const proxy = await openProxy(city.servers.databaseUrl);
    try {
      const queue = freshKey();
      const worker = await city.worker({ queues: [queue], databaseUrl: proxy.url });
      const launch = await city.launch({ count: 6 }, queue);
      const people = peopleOf(city.client, city.engine, launch.transfer);
      for (let broken = 1; broken <= 3; broken++) {
        const [task] = await openTasks(city.database, launch.transfer);
        if (!task) throw new Error('no task');
        proxy.breakNext(when);
        expect(await people.send('completeStep', command(launch, task, { by: `p${broken}` }))).toMatchObject({
          receipt: {},
        });
        expect(proxy.broken()).toBe(broken);
      }
      const inspection = await city.engine.inspect(launch.transfer);
      if (!inspection) throw new Error('gone');
      expect(await check(city.database, launch.transfer, inspection, people)).toEqual([]);
      await worker.kill();
    } finally {
      await proxy.stop();
    }
  });
});
