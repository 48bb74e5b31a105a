/**
 * What the database's superuser can do, kind by kind, and what verification says of it. V: as the API verifies, with the
 * checkpoints' public key; K: with checkpoints that were kept elsewhere beside it; F: an export of all, offline with the keys
 * of checkpoints and commands. Elsewhere: 12a, bytes of evidence (api/launch-plan); 15, a key that is missing (cli/whole); 20, a
 * database set back as a whole, which is found by the engine's memory alone (ledger/engine-comparison) and said to be not proved.
 */
import type { PoolClient } from 'pg';
import { commandKeys } from '../../src/database/command-key-repository';
import { openDatabase, type Pool } from '../../src/database/connection';
import { createSystemLedgerWriter } from '../../src/database/system-ledger';
import { newKeys, signCheckpoint, type Checkpoint } from '../../src/ledger/checkpoint';
import { exportLines } from '../../src/ledger/export';
import { readCheckpoints, readLedger, takeCheckpoint } from '../../src/ledger/stored';
import { verifyFile } from '../../src/verification/file';
import { verifyIn } from '../../src/verification/whole';
import type { Report } from '../../src/verification/report';
import { cityDatabase } from '../activities/laid-down';
import { recordedWalk, type RecordedWalk } from '../activities/recorded-walk';
import { aLaunch, cultureGroup, marketGroup } from '../builders/launch';
import { superuserAddress, type TestDatabase } from '../setup/database';
import { signingKeyOf } from '../setup/signing';
import { cutOff, fabricate, insertAfter, pastTriggers, rewrite, wipe } from './forging';

const { privateKey, publicKey } = newKeys();
const foreign = newKeys().privateKey;
const personalKey = Buffer.alloc(32, 7);
const minute = 60_000;

let database: TestDatabase;
let superuser: Pool;
let one: RecordedWalk;
const kept: Checkpoint[] = [];
/** The last entry of `tx-one` that checkpoints pin. */
let pinned = 0;

beforeAll(async () => {
  database = await cityDatabase();
  superuser = openDatabase(superuserAddress(database), { max: 1 });
  const writer = createSystemLedgerWriter(database.app, personalKey);
  await writer.write();
  const signingKey = await signingKeyOf(database.owner);
  const evidence = { id: 'f-evidence', sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' };
  await database.owner.query(
    `insert into file (id, sha256, name, media_type, size, organisation, uploaded_by, content)
     values ($1, $2, 'x.txt', 'text/plain', 3, 'kaihua', 'kaihua-chief', 'foo')`,
    [evidence.id, evidence.sha256],
  );
  const start = Date.now() - 40 * 24 * 60 * minute;
  one = await recordedWalk(
    database,
    aLaunch({ count: 4, groups: [marketGroup, cultureGroup], transfer: 'tx-one', dayMs: minute, linesPerRun: 100 }),
    start,
    signingKey,
  );
  await one.say('declare-need', { detail: { evidence: [evidence], comment: '附照片' } });
  await one.carryUntil(() => one.walk.task('certify') !== undefined, 3);
  await one.say('certify', {
    detail: { form: { number: 'C-2', validFrom: '2026-01-01', validUntil: '2030-01-01' } },
  });
  await one.carryUntil(() => one.walk.state(0) === 'trial' && one.walk.state(2) === 'trial', 3);
  const two = await recordedWalk(
    database,
    aLaunch({ count: 2, groups: [cultureGroup], transfer: 'tx-two', dayMs: minute, linesPerRun: 100 }),
    start + minute,
    signingKey,
  );
  await two.carryUntil(() => two.walk.task('review-legality') !== undefined);
  // outcomes in another order than their names have: the ledger's canonical form does not keep it
  await two.say('review-legality', { outcomes: { lawful: [0], amend: [1] } });
  pinned = one.head().seq;
  for (let i = 0; i < 3; i++) kept.push(await takeCheckpoint(database.owner, privateKey, new Date(one.walk.now() + i)));
  // entries after the last checkpoint, of which the last is somebody's answer
  await one.carryUntil(() => one.walk.entries.length > pinned && one.walk.entries.at(-1)?.kind === 'complete');
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

interface Found {
  readonly v: Report;
  readonly k: Report;
  readonly f: Report;
}

/** Does something past all triggers, verifies in three ways, and undoes it. */
async function after(manipulate: (client: PoolClient) => Promise<unknown>, withKept = true): Promise<Found> {
  const client = await superuser.connect();
  try {
    await client.query('begin isolation level repeatable read');
    await pastTriggers(client, () => manipulate(client));
    const lines: string[] = [];
    for await (const line of exportLines(readLedger(client), await readCheckpoints(client), new Date(0)))
      lines.push(line.trimEnd());
    async function* text(): AsyncGenerator<string> {
      for (const line of lines) yield await Promise.resolve(line);
    }
    const running = (transfers: readonly string[]) =>
      Promise.resolve(new Set(transfers.filter((transfer) => transfer === 'tx-one' || transfer === 'tx-two')));
    const looking = { keys: [publicKey], key: personalKey, running, signatures: true };
    const f = await verifyFile(text(), { keys: [publicKey], commandKeys: await commandKeys(database.owner) });
    await client.query('savepoint verified');
    const v = await verifyIn(client, looking);
    await client.query('rollback to savepoint verified');
    const k = withKept ? await verifyIn(client, { ...looking, kept }) : v;
    return { v, k, f };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** What does not hold, in short: `what where: why`. */
const faultsOf = ({ checked }: Report): string[] =>
  checked.flatMap(({ what, broken }) => broken.map(({ where, why }) => `${what} ${where}: ${why}`));

const sql =
  (...statements: string[]) =>
  async (client: PoolClient): Promise<void> => {
    for (const statement of statements) await client.query(statement);
  };

test('0: what nobody touched is intact in all ways', async () => {
  const { v, k, f } = await after(() => Promise.resolve());
  expect([v, k, f].map(faultsOf)).toEqual([[], [], []]);
  expect([v, k, f].map(({ verdict, vouched }) => ({ verdict, vouched }))).toEqual(
    Array.from({ length: 3 }, () => ({ verdict: 'intact', vouched: 3 })),
  );
});

interface Row {
  readonly name: string;
  readonly by: (client: PoolClient) => Promise<unknown>;
  /** What each way must name; it may name more. `undefined`: nothing at all. */
  readonly v?: string;
  readonly k?: string;
  readonly f?: string;
}

const inContent = (seq: number, from: string, to: string) =>
  `update ledger set content = replace(content, '${from}', '${to}') where transfer = 'tx-one' and seq = ${seq}`;
const backDated = (content: string) =>
  content.replace(/"at":(\d+)/, (_, at: string) => `"at":${Number(at) - 3_600_000}`);
const last = () => one.head().seq;
const all = (fault: string) => ({ v: fault, k: fault, f: fault });
const tables = (fault: string) => ({ v: fault, k: fault });
const deleteCheckpoints = (client: PoolClient) => client.query('delete from checkpoint');
const insertCheckpoint = (client: PoolClient, { number, content, signature, keyId }: Checkpoint) =>
  client.query('insert into checkpoint (number, content, signature, key_id) values ($1, $2, $3, $4)', [
    ...[number, content, signature, keyId],
  ]);
/** All heads as they stand, signed again and again, in the place of all checkpoints. */
async function signAnew(client: PoolClient, key: typeof privateKey): Promise<void> {
  await deleteCheckpoints(client);
  const { rows } = await client.query<{ transfer: string; seq: number; hash: string }>(
    `select transfer, seq, hash from head`,
  );
  let before: Checkpoint | undefined;
  for (let i = 0; i < 3; i++) {
    before = signCheckpoint(rows, before, new Date(one.walk.now() + i), key);
    await insertCheckpoint(client, before);
  }
}

/** The last entry said to be somebody else's, and whatever else is done to its content; chain, columns and answers go with it. */
async function actedBy(client: PoolClient, who: string, change: (content: string) => string): Promise<void> {
  const { rows } = await client.query<{ by: string }>(
    `select said_by as by from ledger where transfer = 'tx-one' and seq = ${last()}`,
  );
  const by = rows[0]?.by ?? '';
  await rewrite(client, 'tx-one', last(), (content) => change(content.replaceAll(`"${by}"`, `"${who}"`)));
  await client.query(`update ledger set said_by = $1 where transfer = 'tx-one' and seq = ${last()}`, [who]);
  await client.query(`update completion set by_person = $1 where transfer = 'tx-one' and seq = ${last()}`, [who]);
}

const rows = (): Row[] => [
  { name: '1 content of #20 edited', by: sql(inContent(20, '"by":"', '"by":"x')), ...all('chain tx-one #20: hash') },
  {
    name: '2 #20 deleted',
    by: sql(`delete from ledger where transfer = 'tx-one' and seq = 20`),
    ...all('chain tx-one #20: missing'),
  },
  {
    // it follows #20, and the next one follows it: that one was hashed with another before it
    name: '3 an entry inserted after #20',
    by: (client) => insertAfter(client, 'tx-one', 20),
    ...all('chain tx-one #22: hash'),
  },
  {
    name: '4 #20 and #21 swapped',
    by: sql(
      `update ledger set seq = seq + 1000 where transfer = 'tx-one' and seq in (20, 21)`,
      `update ledger set seq = 1041 - seq where transfer = 'tx-one' and seq > 1000`,
    ),
    ...all('chain tx-one #20: previous'),
  },
  {
    name: '5 #20 back-dated in its content',
    by: (client) =>
      client.query(
        `update ledger set content = regexp_replace(content, '"at":\\d', '"at":0') where transfer = 'tx-one' and seq = 20`,
      ),
    ...all('chain tx-one #20: hash'),
  },
  {
    name: '5b #20 back-dated beside its content',
    by: sql(`update ledger set written = written - interval '1 day' where transfer = 'tx-one' and seq = 20`),
    ...all('chain tx-one #20: written'),
  },
  {
    name: '6 #5 swapped between two transfers',
    by: sql(
      `update ledger set transfer = 'x' where transfer = 'tx-one' and seq = 5`,
      `update ledger set transfer = 'tx-one' where transfer = 'tx-two' and seq = 5`,
      `update ledger set transfer = 'tx-two' where transfer = 'x'`,
    ),
    ...all('chain tx-one #5: previous'),
  },
  {
    name: '7a the last entry cut off, head left',
    by: sql(`delete from ledger where transfer = 'tx-one' and seq = ${last()}`),
    ...all(`chain tx-one #${last()}: missing`),
  },
  {
    // offline there is the chain alone
    name: '7b the last entry cut off, head set back',
    by: (client) => cutOff(client, 'tx-one', last()),
    ...tables(`answers tx-one ${last()} 1: row-too-many`),
  },
  {
    name: '7c some before it, too',
    by: (client) => cutOff(client, 'tx-one', pinned - 2),
    ...all(`chain tx-one #${pinned - 2}: missing`),
  },
  {
    name: '7d and checkpoints deleted',
    by: async (client) => {
      await cutOff(client, 'tx-one', pinned - 2);
      await deleteCheckpoints(client);
    },
    v: `answers tx-one ${pinned - 2} 1: row-too-many`,
    k: `chain tx-one #${pinned - 2}: missing`,
  },
  { name: '8a a whole transfer deleted', by: (client) => wipe(client, 'tx-two'), ...all('chain tx-two #1: missing') },
  {
    // from the inside nothing is left of it: only a checkpoint that was kept elsewhere knows
    name: '8b and checkpoints deleted',
    by: async (client) => {
      await wipe(client, 'tx-two');
      await deleteCheckpoints(client);
    },
    k: 'chain tx-two #1: missing',
  },
  {
    name: '8c only its head deleted',
    by: sql(`delete from head where transfer = 'tx-one'`),
    ...tables('heads tx-one #1: no-head'),
  },
  {
    name: '8d ledger and head deleted, register left',
    by: (client) => wipe(client, 'tx-one', ['register']),
    ...tables('register tx-one: no-ledger'),
    f: 'chain tx-one #1: missing',
  },
  {
    name: '9a chain rewritten from #20, hashes and head computed anew',
    by: (client) => rewrite(client, 'tx-one', 20, (content, seq) => (seq === 20 ? backDated(content) : content)),
    ...all(`chain tx-one #${pinned}: rewritten`),
  },
  {
    name: '9b and checkpoints deleted',
    by: async (client) => {
      await rewrite(client, 'tx-one', 20, (content, seq) => (seq === 20 ? backDated(content) : content));
      await deleteCheckpoints(client);
    },
    // the procedure cannot have set the limits that it says
    v: 'prose tx-one #20: does-not-come-out',
    k: `chain tx-one #${pinned}: rewritten`,
    f: 'prose tx-one #20: does-not-come-out',
  },
  {
    name: '9c the last entry rewritten and computed anew',
    by: (client) =>
      rewrite(client, 'tx-one', last(), (content) =>
        content.replaceAll('"by":"', '"by":"x-').replaceAll('"id":"', '"id":"x-'),
      ),
    ...all(`signatures tx-one #${last()}: signature-wrong`),
  },
  {
    // beside the hashed content: the engine's own history has it (engine-comparison)
    name: '9d the run that wrote #20',
    by: sql(`update ledger set run = 'nowhere' where transfer = 'tx-one' and seq = 20`),
  },
  {
    name: '9e the last entry rewritten and computed anew, and the run that wrote it',
    by: async (client) => {
      await rewrite(client, 'tx-one', last(), (content) => content.replaceAll('"by":"', '"by":"x-'));
      await client.query(`update ledger set run = 'nowhere' where transfer = 'tx-one' and seq = ${last()}`);
    },
    ...all(`signatures tx-one #${last()}: signature-wrong`),
  },
  {
    // its tables, too, and the engine's memory of it is lost: nothing but the signature is left to tell
    name: '9f who acted last, rewritten in chain and tables',
    by: (client) => actedBy(client, 'x-y', (content) => content),
    ...all(`signatures tx-one #${last()}: signature-wrong`),
  },
  {
    name: '9g and its time, an hour back',
    by: (client) => actedBy(client, 'x-y', backDated),
    ...all(`signatures tx-one #${last()}: signature-wrong`),
  },
  {
    name: '10a column said_by of #20',
    by: sql(`update ledger set said_by = 'x' where transfer = 'tx-one' and seq = 20`),
    ...tables('chain tx-one #20: content'),
  },
  {
    name: '10b column key of #20',
    by: sql(`update ledger set key = 'x' where transfer = 'tx-one' and seq = 20`),
    ...all('chain tx-one #20: content'),
  },
  {
    name: '11a register: another holder',
    by: sql(`update register set holder = 'wolong' where transfer = 'tx-one' and position = 0`),
    ...tables('register tx-one 0 1: row-differs'),
  },
  {
    name: '11b register: moved to another sub-district',
    by: sql(`update register set sub_district = 'wolong' where transfer = 'tx-one' and position = 1`),
    ...tables('register tx-one 1 1: row-differs'),
  },
  {
    name: '11c register: an entry removed',
    by: sql(`delete from register where transfer = 'tx-one' and position = 0`),
    ...tables('register tx-one 0 1: row-missing'),
  },
  {
    name: '11d a limit moved by a year',
    by: sql(`update task set due = due + interval '1 year' where transfer = 'tx-two'`),
    ...tables('tasks tx-two '),
  },
  {
    name: '11e a task given to another office',
    by: sql(`update task set organisation = 'wolong' where transfer = 'tx-two'`),
    ...tables('tasks tx-two '),
  },
  {
    name: '11e a task asked as another party',
    by: sql(`update task set party = 'coordinator' where transfer = 'tx-two'`),
    ...tables('tasks tx-two '),
  },
  {
    name: '11f an officer renamed',
    by: sql(`update officer set name = '王五' where id = 'kaihua-01'`),
    ...tables('system-ledger officer kaihua-01: system-stands'),
  },
  {
    name: '11f a certificate that an entry gave extended',
    by: sql(`update certificate set valid_until = '2040-01-01' where number = 'C-2'`),
    ...tables('certificates '),
  },
  {
    name: '11g what somebody answered',
    by: sql(`update completion set by_person = 'x' where transfer = 'tx-one' and seq = 20`),
    ...tables('answers tx-one 20 1: row-differs'),
  },
  {
    name: '11g a form',
    by: sql(`update completed_form set comment = '改' where transfer = 'tx-one'`),
    ...tables('forms tx-one 2: row-differs'),
  },
  {
    name: '11h a note that nobody wrote',
    by: sql(
      `insert into note (transfer, seq, code, organisation, by_person, at, powers, body)
       values ('tx-one', 20, 'comment', 'kaihua', 'kaihua-chief', now(), '{[0,1)}', '{}')`,
    ),
    ...tables('notes tx-one 20: row-too-many'),
  },
  {
    name: '11i title of a transfer',
    by: sql(`update matter set title = 'x' where id = 'tx-one'`),
    ...tables('launches tx-one: row-differs'),
  },
  {
    name: '11i its sub-district',
    by: sql(`update power_transfer set sub_district = 'wolong' where matter = 'tx-one'`),
    ...tables('launches tx-one: row-differs'),
  },
  {
    // it would see what it has no part in
    name: '11i an office that takes no part',
    by: sql(`insert into participant values ('tx-one', 'wolong', 'subDistrict')`),
    ...tables('launches tx-one wolong subDistrict: row-too-many'),
  },
  {
    name: '11i an office that takes part, removed',
    by: sql(`delete from participant where matter = 'tx-one' and organisation = 'culture'`),
    ...tables('launches tx-one culture department: row-missing'),
  },
  {
    name: '11i state of a power',
    by: sql(`update item set state = 'in-force' where matter = 'tx-one' and position = 0`),
    ...tables('states tx-one 0: row-differs'),
  },
  {
    name: '11i scope of a power',
    by: sql(`update power_transfer_item set scope = '{}' where matter = 'tx-one' and position = 0`),
    ...tables('states tx-one 0: row-differs'),
  },
  {
    // it would be free for another transfer
    name: '11i that a power is in a transfer',
    by: sql(`update power_transfer_item set living = not living where matter = 'tx-one' and position = 0`),
    ...tables('states tx-one 0: row-differs'),
  },
  {
    name: '11i which procedure it goes through',
    by: sql(`update matter set procedure = 'another' where id = 'tx-one'`),
    ...tables('launches tx-one: row-differs'),
  },
  {
    name: '11j a published notice',
    by: sql(`update publication set title_zh = 'x' where transfer = 'tx-one'`),
    ...tables('notices tx-one '),
  },
  {
    name: '11k a handover confirmation',
    by: sql(`update handover_confirmation set inventory = '{}' where transfer = 'tx-one'`),
    ...tables('confirmations tx-one '),
  },
  {
    name: "11k a decision's minutes",
    by: sql(`update decision set minutes = 'x' where transfer = 'tx-one'`),
    ...tables('decisions tx-one '),
  },
  {
    name: '11l what the engine is started with',
    by: sql(`update matter set launch = launch || '{"transition":"before"}' where id = 'tx-one'`),
    ...tables('launches tx-one: row-differs'),
  },
  {
    name: '11l who launched it',
    by: sql(`update matter set launched_by = 'admin' where id = 'tx-one'`),
    ...tables('launches tx-one: row-differs'),
  },
  {
    name: '11m state of the transfer',
    by: sql(`update head set state = 'ended' where transfer = 'tx-one'`),
    ...tables('standing tx-one: row-differs'),
  },
  {
    name: '12b evidence: content and digest replaced',
    by: sql(`update file set content = 'bar', sha256 = encode(sha256('bar'), 'hex')`),
    ...tables('evidence tx-one #2: file-digest'),
  },
  { name: '12c evidence removed', by: sql('delete from file'), ...tables('evidence tx-one #2: file-missing') },
  {
    name: '13a the signature of checkpoint 2 is rubbish',
    by: sql(`update checkpoint set signature = 'AAAA' where number = 2`),
    ...all('checkpoints checkpoint 2: signature'),
  },
  {
    name: '13b checkpoint 2 removed',
    by: sql('delete from checkpoint where number = 2'),
    ...all('checkpoints checkpoint 2: number'),
  },
  {
    // the store does not know that there was a third: whoever kept it does
    name: '13c the last checkpoint removed',
    by: sql('delete from checkpoint where number = 3'),
    k: 'checkpoints checkpoint 3: not-in-store',
  },
  {
    name: '13d all checkpoints removed',
    by: deleteCheckpoints,
    k: 'checkpoints checkpoint 1: not-in-store',
  },
  {
    name: '13e a checkpoint of another key',
    by: async (client) => {
      const { rows: heads } = await client.query<{ transfer: string; seq: number; hash: string }>(
        'select transfer, seq, hash from head',
      );
      await insertCheckpoint(client, signCheckpoint(heads, kept[2], new Date(one.walk.now()), foreign));
    },
    ...all('checkpoints checkpoint 4: unknown-key'),
  },
  {
    name: '14a chain rewritten, all checkpoints of another key',
    by: async (client) => {
      await rewrite(client, 'tx-one', 20, (content, seq) => (seq === 20 ? backDated(content) : content));
      await signAnew(client, foreign);
    },
    v: 'checkpoints checkpoint 1: unknown-key',
    k: `chain tx-one #${pinned}: rewritten`,
    f: 'checkpoints checkpoint 1: unknown-key',
  },
  {
    name: '14b chain rewritten, all checkpoints signed anew with the true key',
    by: async (client) => {
      await rewrite(client, 'tx-one', 20, (content, seq) => (seq === 20 ? backDated(content) : content));
      await signAnew(client, privateKey);
    },
    v: 'prose tx-one #20: does-not-come-out',
    k: `chain tx-one #${pinned}: rewritten`,
    f: 'prose tx-one #20: does-not-come-out',
  },
  {
    name: '16 a whole transfer made up, dated before the checkpoints',
    by: async (client) => {
      await fabricate(client, 'tx-one', 'tx-new', 'wolong');
      await client.query(`update ledger set written = written - interval '41 days' where transfer = 'tx-new'`);
      await rewrite(client, 'tx-new', 1, (content) =>
        content.replace(/"written":(\d+)/, (_, at: string) => `"written":${Number(at) - 41 * 24 * 60 * minute}`),
      );
    },
    ...all('chain tx-new #1: unpinned'),
  },
  {
    name: '17 the record of edits altered',
    by: sql(
      `insert into change_log (kind, subject, by_person, via, after) values ('officer', 'kaihua-01', 'admin', 'edit', '{"name":"x"}')`,
    ),
    ...tables('system-ledger change_log: system-unnoted'),
  },
  {
    name: '18 a setting below its floor',
    by: sql(`update place_settings set own = '{"trialMonths":0}'`),
    ...tables('system-ledger settings '),
  },
  {
    // what is done by it is genuine: the session is what nobody signed in for
    name: '19 a session put in',
    by: sql(
      `insert into session (token_hash, username, expires) values (sha256('known'), 'xinping-chief', now() + interval '12 hours')`,
    ),
    ...tables('sessions xinping-chief '),
  },
  {
    // what is sent to the engine itself is not recorded (workflows/past-the-api); if it were, it would stand there unsigned
    name: '21 an act that did not come through the API',
    by: (client) => rewrite(client, 'tx-one', last(), (content) => content.replace(/,"signed":\{[^}]*\}/, '')),
    ...tables(`signatures tx-one #${last()}: signature-none`),
  },
];

test('the rows of the table: each is found by whom it says, to the entry', async () => {
  const found: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const { name, by, v, k, f } of rows()) {
    // what is found without kept checkpoints is found with them
    const reports = await after(by, v !== k);
    for (const [way, fault] of Object.entries({ v, k, f })) {
      const faults = faultsOf(way === 'v' ? reports.v : way === 'k' ? reports.k : reports.f);
      expected[`${name} ${way}`] = fault ?? 'nothing';
      found[`${name} ${way}`] =
        fault === undefined ? (faults[0] ?? 'nothing') : faults.some((one) => one.includes(fault)) ? fault : faults;
    }
  }
  expect(found).toEqual(expected);
}, 300_000);

test('13f: a forged checkpoint accuses nobody but itself', async () => {
  const { v, k } = await after((client) =>
    insertCheckpoint(
      client,
      signCheckpoint(
        [{ transfer: 'tx-one', seq: 3, hash: 'f'.repeat(64) }],
        kept[2],
        new Date(one.walk.now()),
        foreign,
      ),
    ),
  );
  expect([v, k].map(faultsOf)).toEqual([
    ['checkpoints checkpoint 4: unknown-key'],
    ['checkpoints checkpoint 4: unknown-key'],
  ]);
});

test('16 at its best: a transfer made up today, dated today, has no procedure that runs', async () => {
  const { v } = await after(async (client) => {
    await fabricate(client, 'tx-one', 'tx-new', 'wolong');
    await rewrite(client, 'tx-new', 1, (content) =>
      content.replace(/"at":\d+/, `"at":${one.walk.now() + 60 * minute}`),
    );
  });
  expect(faultsOf(v)).toContain('runs tx-new: no-run');
});

test('what only somebody outside finds is said to be not proved', async () => {
  const { v } = await after(deleteCheckpoints);
  const gaps = v.notProved.map(({ what }) => what);
  expect(gaps).toEqual(
    expect.arrayContaining(['no-checkpoint', 'kept-checkpoints', 'engine-memory', 'evidence-bytes']),
  );
});
