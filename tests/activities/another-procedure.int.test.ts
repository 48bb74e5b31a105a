/** A procedure that is not the transfer of powers, recorded by the real activity: the tables that all have, and no others. */
import { createRecord } from '../../activities/record';
import { insertMatter } from '../../src/database/launch-repository';
import { powerTransferDossier } from '../../src/domain/power-transfer/dossier';
import { participantsOf } from '../../src/domain/procedure/participants';
import type { Head } from '../../src/domain/procedure/record';
import { aPetition, petition, petitionCourse } from '../builders/petition';
import { answer, type Saying } from '../builders/petition-answers';
import type { TestDatabase } from '../setup/database';
import { walkAlong } from '../workflows/procedure/walk';
import { cityDatabase } from './laid-down';
import { columnOf, rowsOfTransfer } from './rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

const served = [{ ...powerTransferDossier, procedure: petition, workflow: 'petition' }];

/** Petitions that are laid down, and a way to answer and record. */
async function petitions(transfer: string, lodgers: readonly string[]) {
  const launch = aPetition({ transfer, lodgers, count: lodgers.length });
  const document = { procedure: petition.code, title: transfer };
  await insertMatter(database.app, {
    ...{ id: transfer, procedure: petition, title: transfer, launchedBy: 'coordinator', digest: '', document, launch },
    items: lodgers.map((lodger, position) => ({
      position,
      subject: `${transfer} ${position}`,
      name: { zh: lodger, en: lodger },
    })),
    participants: participantsOf(petition, launch),
  });
  const walk = walkAlong(petitionCourse, launch);
  const record = createRecord({ database: database.worker, dossiers: served });
  let head: Head = { seq: 0, hash: '' };
  async function written(): Promise<void> {
    const records = walk.entries.slice(head.seq).flatMap((entry, i) => {
      const change = walk.changes[head.seq + i];
      return change ? [{ entry, ...change }] : [];
    });
    const told = await record({ transfer, run: 'a-run', ...head, overall: walk.stand().overall(), records });
    if (!('head' in told)) throw new Error(JSON.stringify(told));
    head = told.head;
  }
  await written();
  return {
    walk,
    written,
    async say(step: string, saying: Saying = {}): Promise<void> {
      const task = walk.task(step);
      if (!task) throw new Error(`no ${step} is open`);
      const refused = walk.answer(answer(task, saying));
      if (refused) throw new Error(JSON.stringify(refused));
      await written();
    },
    rows: (table: string, columns: string, order: string) =>
      rowsOfTransfer(database.app, transfer, table, columns, order),
  };
}

const inOwnTables = async (matter: string): Promise<number[]> => {
  const tables =
    'power_transfer power_transfer_item decision training handover_confirmation publication register renewal'.split(
      ' ',
    );
  const counts = tables.map((table) =>
    database.app.query<{ count: number }>(`select count(*)::int as count from ${table} where ${columnOf(table)} = $1`, [
      matter,
    ]),
  );
  return (await Promise.all(counts)).flatMap(({ rows }) => rows.map(({ count }) => count));
};

test('is laid down with its items, in its own first state, and with who takes part', async () => {
  const { rows } = await petitions('laid-down', ['kaihua', 'culture']);
  expect(await rows('matter', 'procedure, title', '1')).toEqual([{ procedure: 'petition', title: 'laid-down' }]);
  expect(await rows('item', 'position, subject, name_zh, state', 'position')).toEqual([
    { position: 0, subject: 'laid-down 0', name_zh: 'kaihua', state: 'open' },
    { position: 1, subject: 'laid-down 1', name_zh: 'culture', state: 'open' },
  ]);
  expect(await rows('head', 'seq, state, over', '1')).toEqual([{ seq: 1, state: 'open', over: false }]);
  expect(await rows('participant', `party || ' ' || organisation as who`, '1')).toEqual(
    [
      'desk coordination',
      'government government',
      'lodger culture',
      'lodger kaihua',
      'reviewer culture',
      'reviewer kaihua',
    ].map((who) => ({ who })),
  );
  expect(await rows('task', 'step, party, organisation', 'organisation')).toEqual([
    { step: 'lodge', party: 'lodger', organisation: 'culture' },
    { step: 'lodge', party: 'lodger', organisation: 'kaihua' },
  ]);
});

test('an office that an answer names takes part from its first task on, and no sooner', async () => {
  const { say, rows } = await petitions('named', ['kaihua']);
  const handlers = async () =>
    (await rows('participant', 'organisation, party', '1')).filter(({ party }) => party === 'handler');
  await say('lodge');
  expect(await handlers()).toEqual([]);
  await say('assign', { office: 'culture' });
  expect(await handlers()).toEqual([{ organisation: 'culture', party: 'handler' }]);
  // nobody else has come in by that
  expect(await rows('participant', 'organisation', '1')).toHaveLength(5);
});

test('a task that must lie open says until when, and its whole way leaves no row of a transfer', async () => {
  const { walk, say, written, rows } = await petitions('whole-way', ['kaihua']);
  await say('lodge');
  await say('assign');
  await say('handle');
  const [open] = walk.tasks();
  expect(open?.openUntil).toBeGreaterThan(walk.now());
  expect(await rows('task', 'step, open_until', '1')).toEqual([
    { step: 'lay-open', open_until: new Date(open?.openUntil ?? 0) },
  ]);
  walk.pass(open?.openUntil ?? 0);
  await say('lay-open');
  await say('look-at');
  walk.assemble('conclude');
  await written();
  await say('conclude', { outcome: 'refused' });
  expect(await rows('item', 'state', 'position')).toEqual([{ state: 'refused' }]);
  expect(await rows('head', 'state, over', '1')).toEqual([{ state: 'over', over: true }]);
  expect((await rows('completion', 'step, outcome', 'seq')).map(({ step }) => step)).toEqual([
    ...['lodge', 'assign', 'handle', 'lay-open', 'look-at', 'conclude'],
  ]);
  expect(await rows('task', 'id', '1')).toEqual([]);
  expect(await inOwnTables('whole-way')).toEqual(Array(8).fill(0));
});

test('is not recorded by a version that does not know the procedure', async () => {
  const launch = aPetition({ transfer: 'unknown', count: 1 });
  const document = { procedure: petition.code, title: 'unknown' };
  await insertMatter(database.app, {
    ...{
      id: 'unknown',
      procedure: petition,
      title: 'unknown',
      launchedBy: 'coordinator',
      digest: '',
      document,
      launch,
    },
    items: [{ position: 0, subject: 'x' }],
    participants: participantsOf(petition, launch),
  });
  const walk = walkAlong(petitionCourse, launch);
  const records = walk.entries.map((entry, i) => ({
    entry,
    ...(walk.changes[i] ?? { put: [], gone: [], states: {} }),
  }));
  const record = createRecord({ database: database.worker });
  await expect(
    record({ transfer: 'unknown', run: 'a-run', seq: 0, hash: '', overall: walk.stand().overall(), records }),
  ).rejects.toThrow('of an unknown procedure petition');
});
