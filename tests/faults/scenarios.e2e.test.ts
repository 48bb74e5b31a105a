/**
 * The worker dies at a named point of a step, its command's sender gives up, and then something arrives: with the
 * Temporal server alive (it delivers the command once more) and killed as well (it has forgotten it).
 */
import { Client } from '@temporalio/client';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { FaultPoint } from '../../activities/record';
import { createEngine } from '../../src/api/engine/engine';
import { createSweeper } from '../../src/api/engine/sweeper';
import { endOvercome, transfersInTrouble } from '../../src/database/trouble-repository';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { CompleteStep } from '../../src/domain/procedure/message';
import { unpack } from '../../src/domain/procedure/ranges';
import type { Task } from '../../src/domain/procedure/record';
import { createPayloadCodec, payloadKeyId } from '../../src/engine/payload-codec';
import { payloadKeys } from '../../src/runtime/payload-keys';
import { testPayloadKey } from '../setup/sealing';
import { check } from './checker';
import { type City, command, eventually, foundCity, openTasks, signing } from './city';
import { checkHistories } from './histories';
import { peopleOf, type People, type Told } from './people';

interface Scene {
  readonly launch: TransferLaunch;
  readonly people: People;
  /** The task that X answered, and X's command. */
  readonly task: Task;
  readonly sent: CompleteStep;
  /** Answers a task (or a part of its powers) as somebody else. */
  answer(task: Task, powers?: readonly number[]): Promise<Told>;
  /** The first task in the list that is not X's own. */
  next(): Promise<Task>;
}

interface Scenario {
  readonly name: string;
  readonly point: FaultPoint | 'after-answer';
  /** Powers that X answered; all of the task's without it. */
  readonly part?: readonly number[];
  /** The step at which it happens: the first one without it. */
  readonly step?: string;
  /** What arrives, and what must come of it; the checker decides the rest. */
  readonly then: (scene: Scene, restarted: boolean) => Promise<void>;
}

const recorded = { receipt: expect.objectContaining({ seq: expect.any(Number) }) };
const alreadyCompleted = { refused: 'already-completed' };
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const scenarios: readonly Scenario[] = [
  {
    name: 'after the write, the same command comes again: it is answered and has one effect',
    point: 'after-write',
    then: async ({ people, sent }) => {
      const [first, second] = await Promise.all([people.send('completeStep', sent), people.send('completeStep', sent)]);
      expect([first, second]).toEqual([recorded, recorded]);
      expect(await people.send('completeStep', sent)).toEqual(recorded);
    },
  },
  {
    name: 'after the write, somebody else answers the same task: it was answered already',
    point: 'after-write',
    then: async ({ task, answer }) => expect(await answer(task)).toEqual(alreadyCompleted),
  },
  {
    name: 'after the write of a part, others answer across it and beside it: only what was left is taken',
    point: 'after-write',
    part: range(0, 4),
    then: async ({ task, answer }) => {
      expect(await answer(task, range(3, 7))).toEqual(alreadyCompleted);
      expect(await answer(task, range(5, 9))).toEqual(recorded);
    },
  },
  {
    name: 'after the write, the next office answers the task that only the ledger knows',
    point: 'after-write',
    then: async ({ answer, next }) => expect(await answer(await next())).toEqual(recorded),
  },
  {
    name: 'after the write, nobody comes: the sweeper tells the procedure',
    point: 'after-write',
    then: async ({ launch }) => {
      const sweeper = createSweeper(
        { database: city.database, engine: city.engine, log: pino({ level: 'silent' }) },
        { settledMs: 0 },
      );
      await eventually('the sweeper confirms the head', async () => {
        await sweeper.sweep();
        const { rows } = await city.database.query<{ seq: number; confirmed: number }>(
          'select seq, confirmed from head where transfer = $1',
          [launch.transfer],
        );
        return rows[0]?.seq === rows[0]?.confirmed;
      });
    },
  },
  {
    name: 'after the write, the same task and the next one are answered at once',
    point: 'after-write',
    then: async ({ task, answer, next }) => {
      const following = await next();
      expect(await Promise.all([answer(task), answer(following)])).toEqual([alreadyCompleted, recorded]);
    },
  },
  {
    name: 'before the write, somebody else answers the same task: one of the two is taken',
    point: 'before-write',
    then: async ({ task, answer }, restarted) => {
      const told = await answer(task);
      // a server that is alive may deliver X's command first, though X has gone
      if (restarted) expect(told).toEqual(recorded);
      else expect([recorded, alreadyCompleted]).toContainEqual(told);
    },
  },
  {
    name: 'after the answer, it stays answered',
    point: 'after-answer',
    then: async ({ people, sent, task, answer }) => {
      expect(people.acknowledged.has(sent.key)).toBe(true);
      expect(await answer(task)).toEqual(alreadyCompleted);
    },
  },
  {
    name: 'after the write of a decision, it is published once',
    point: 'after-write',
    step: 'decide',
    then: async ({ launch, people, sent }) => {
      expect(await people.send('completeStep', sent)).toEqual(recorded);
      const { rows } = await city.database.query('select from publication where transfer = $1', [launch.transfer]);
      expect(rows).toHaveLength(1);
    },
  },
];

let city: City;
beforeAll(async () => {
  city = await foundCity(400);
});
afterAll(() => city.stop());

/** Up to the death, and X's going away. */
async function prepare({ point, part, step }: Scenario, queue: string): Promise<Scene> {
  const worker = await city.worker({ queues: [queue] });
  const launch = await city.launch({ count: 10 }, queue);
  const people = peopleOf(city.client, city.engine, launch.transfer);
  const tasks = () => openTasks(city.database, launch.transfer);
  const answer: Scene['answer'] = (task, powers) =>
    people.send('completeStep', command(launch, task, powers ? { powers, by: 'y' } : { by: `y-${task.step}` }));
  let [task] = await tasks();
  for (; task && step && task.step !== step; [task] = await tasks()) expect(await answer(task)).toEqual(recorded);
  if (!task) throw new Error('no task');
  const { id, powers } = task;
  const sent = command(launch, task, { by: 'x', powers: part ?? unpack(powers) });
  if (point === 'after-answer') {
    expect(await people.sendOnce('completeStep', sent, worker.gone)).toEqual(recorded);
    await worker.kill();
  } else {
    await worker.dieAt(point);
    expect(await people.sendOnce('completeStep', sent, worker.gone)).toBe('gave-up');
  }
  const next = async () => {
    const following = (await tasks()).find((other) => other.id !== id);
    if (!following) throw new Error('no further task');
    return following;
  };
  return { launch, people, task, sent, answer, next };
}

/** Nothing is wrong, the histories replay, and the work goes on. */
async function conclude({ launch, people, answer }: Scene): Promise<void> {
  const { transfer } = launch;
  const [open] = await openTasks(city.database, transfer);
  if (!open) throw new Error('nothing left to do');
  expect(await answer(open)).toEqual(recorded);
  const inspection = await city.engine.inspect(transfer);
  if (!inspection) throw new Error(`${transfer} is gone`);
  expect(await check(city.database, transfer, inspection, people)).toEqual([]);
  expect((await checkHistories(city.client, city.programs, transfer)).wrong).toEqual([]);
}

describe.each([
  ['with the server alive', false],
  ['with the server killed as well', true],
])('a worker dies, %s', (company, restarted) => {
  const scenes = new Map<string, Scene>();
  beforeAll(async () => {
    await Promise.all(scenarios.map(async (one, i) => scenes.set(one.name, await prepare(one, `${restarted}-${i}`))));
    if (restarted) {
      await city.servers.temporal.kill();
      await city.servers.temporal.start();
    }
    await city.worker({ queues: scenarios.map((_, i) => `${restarted}-${i}`) });
  });

  it.each(scenarios)('$name', async ({ name, then }) => {
    const scene = scenes.get(name);
    if (!scene) throw new Error(`${company}: ${name} was not prepared`);
    await then(scene, restarted);
    await conclude(scene);
  });
});

describe('what the engine keeps is sealed', () => {
  const newer = Buffer.alloc(32, 5).toString('base64');
  const both = `${newer},${testPayloadKey}`;
  const queue = 'sealed';

  it('a worker without the key: an alarm names it, nothing is lost, and who has both keys goes on', async () => {
    const worker = await city.worker({ queues: [queue] });
    const { transfer, ...launch } = await city.launch({ count: 2 }, queue);
    const [task] = await openTasks(city.database, transfer);
    if (!task) throw new Error('no task');
    // the API's key is changed before the worker has it
    const payloadCodecs = [createPayloadCodec(payloadKeys.parse(both))];
    const client = new Client({ connection: city.client.connection, dataConverter: { payloadCodecs } });
    const people = peopleOf(client, signing(createEngine(client), city.signingKey), transfer);
    const secret = '群众举报人王某某的电话';
    const answer = command({ ...launch, transfer }, task, { by: 'x' });
    const told = people.send('completeStep', { ...answer, detail: { form: { comment: secret } } });
    const trouble = await eventually('the alarm', async () => {
      const [found] = await transfersInTrouble(city.database, ['payload-key-missing']);
      return found;
    });
    expect(trouble).toMatchObject({ transfer });
    const { rows: codes } = await city.database.query<{ code: string }>(
      'select code from trouble where transfer = $1',
      [transfer],
    );
    expect(codes).toEqual([{ code: payloadKeyId(Buffer.from(newer, 'base64')) }]);
    const ledger = () =>
      city.database.query<{ content: string }>('select content from ledger where transfer = $1 order by seq', [
        transfer,
      ]);
    expect((await ledger()).rows).toHaveLength(1);

    await worker.kill();
    await city.worker({ queues: [queue], payloadKeys: both });
    expect(await told).toEqual(recorded);
    expect((await ledger()).rows[1]?.content).toContain(secret);
    await endOvercome(city.database);
    expect(await transfersInTrouble(city.database, ['payload-key-missing'])).toEqual([]);

    // the engine's store has the procedure, and nothing of what was said in it
    const store = ['', '-wal']
      .map((end) => join(city.servers.folder, `temporal.db${end}`))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file));
    expect(store.some((bytes) => bytes.includes(transfer))).toBe(true);
    expect(store.some((bytes) => bytes.includes(secret))).toBe(false);
    // an older history is read on with the older key, and replays
    const { wrong } = await checkHistories(client, city.programs, transfer);
    expect(wrong.filter((what) => !/is missing: FUQUAN_PAYLOAD_KEY/.test(what))).toEqual([]);
  });
});

it('a worker keeps no traces of promises: the engine’s library takes it that there can be none', async () => {
  await city.worker({ queues: ['untraced'] });
  const { transfer } = await city.launch({ transfer: 'untraced', count: 1 }, 'untraced');
  await expect(city.client.workflow.getHandle(transfer).query('__stack_trace')).rejects.toThrow(/not enabled/);
});

/** The checker can fail: what is spoilt in the database behind everybody's back is found, each in its own place. */
describe('the checker finds', () => {
  const spoilt: readonly (readonly [string, string, RegExp])[] = [
    ['a task that is gone', `delete from task where transfer = $1`, /tasks of the database/],
    ['a task that was changed', `update task set powers = '{[0,1)}' where transfer = $1`, /tasks of the database/],
    [
      'a state that nobody entered',
      `update item set state = 'trial' where matter = $1 and position = 0`,
      /states of the database.*|register/,
    ],
    ['an answer that is missing', `delete from completion where transfer = $1 and seq = 2`, /completions/],
    ['a form that is missing', `delete from completed_form where transfer = $1 and seq = 2`, /rows of completed_form/],
    [
      'a holder that nobody decided',
      `insert into register (power, sub_district, holder, exercised_by, mode, scope, since, transfer, position, decision)
      select power, sub_district, sub_district, sub_district, mode, scope, now(), matter, position, '{}' from power_transfer_item where matter = $1 and position = 0`,
      /register/,
    ],
    ['a head that stands elsewhere', `update head set seq = seq - 1 where transfer = $1`, /chain is broken|stands at/],
    [
      'a publication without its task',
      `insert into publication (transfer, task, step, powers, title_zh, title_en, body, published, filing_due)
      values ($1, 'nobody', 'publish', '{}', '-', '-', '{}', now(), now())`,
      /never asked/,
    ],
  ];
  let transfer: string;
  let people: People;
  beforeAll(async () => {
    await city.worker();
    const launch = await city.launch({ count: 4 });
    ({ transfer } = launch);
    people = peopleOf(city.client, city.engine, transfer);
    const [task] = await openTasks(city.database, transfer);
    if (!task) throw new Error('no task');
    await people.send('completeStep', command(launch, task));
  });
  const inspect = async () => {
    const inspection = await city.engine.inspect(transfer);
    if (!inspection) throw new Error('gone');
    return inspection;
  };

  it.each(spoilt)('%s', async (_name, sql, finding) => {
    const client = await city.database.connect();
    try {
      expect(await check(client, transfer, await inspect(), people)).toEqual([]);
      await client.query('begin');
      await client.query(sql, [transfer]);
      const wrong = await check(client, transfer, await inspect(), people);
      expect(wrong).not.toEqual([]);
      expect(wrong.join('\n')).toMatch(finding);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('an answer without its entry, a refusal with one, and an entry of nobody', async () => {
    const [key = ''] = people.sent;
    const receipt = { key: 'lost', seq: 9, opened: [] };
    const all = await inspect();
    const found = async (correspondence: Parameters<typeof check>[3]) =>
      (await check(city.database, transfer, all, correspondence)).join();
    expect(await found({ ...people, acknowledged: new Map([['lost', receipt]]) })).toMatch(
      /acknowledged lost is in the ledger 0 times/,
    );
    expect(await found({ ...people, refused: new Set([key]) })).toMatch(/refused .* is in the ledger/);
    expect(await found({ ...people, sent: new Set() })).toMatch(/nobody sent complete/);
  });
});
