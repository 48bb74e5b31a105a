import { createPublicKey } from 'node:crypto';
import { chain, hashOf, type LedgerRow } from '../../src/ledger/chain';
import { newKeys, vouchedFor } from '../../src/ledger/checkpoint';
import { exportLines, verifyExport } from '../../src/ledger/export';
import { inSnapshot, readCheckpoints, readLedger, takeCheckpoint } from '../../src/ledger/stored';
import { verifyAll, type Verdict } from '../../src/ledger/verify';
import { bareTransfer } from '../setup/bare-transfer';
import { freshDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
const { privateKey, publicKey } = newKeys();

const rowsOf = (transfer: string, count: number): LedgerRow[] =>
  chain(
    { transfer, seq: 0, hash: '' },
    Array.from({ length: count }, (_, i) => ({
      entry: { kind: 'suspend', key: `k${i}`, by: 'coordinator', at: 1_700_000_000_000 + i },
      command: { reason: '理由 reason' },
      put: [],
      gone: [],
      states: {},
    })),
    Date.now(),
  );

async function write(transfer: string, count: number): Promise<LedgerRow[]> {
  const rows = rowsOf(transfer, count);
  await bareTransfer(database.owner, transfer);
  for (const { seq, key, previous, hash, content } of rows) {
    await database.owner.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run, said_by, kind)
       values ($1, $2, $3, $4, $5, $6, 'w/r', 'coordinator', 'suspend')`,
      [transfer, seq, key, previous, hash, content],
    );
  }
  const last = rows.at(-1);
  await database.owner.query('update head set seq = $2, hash = $3 where transfer = $1', [
    transfer,
    last?.seq ?? 0,
    last?.hash ?? '',
  ]);
  return rows;
}

/** What the owner of the tables could do on purpose: put the triggers out of the way. */
const behindTheTriggers = async (sql: string, values: readonly unknown[] = []): Promise<void> => {
  await database.owner.query('alter table ledger disable trigger user');
  await database.owner.query('alter table checkpoint disable trigger user');
  await database.owner.query(sql, [...values]);
  await database.owner.query('alter table ledger enable trigger user');
  await database.owner.query('alter table checkpoint enable trigger user');
};

const verdict = (keyed = false): Promise<Verdict> =>
  inSnapshot(database.app, async (client) => {
    const { pins, faults } = vouchedFor(await readCheckpoints(client), [], keyed ? [publicKey] : []);
    expect(faults).toEqual([]);
    return verifyAll(readLedger(client), pins);
  });

beforeEach(async () => {
  database = await freshDatabase();
  await database.owner.query(
    `insert into organisation values ('kaihua', 'sub-district', 'x', 'x'), ('coordination', 'coordination', 'x', 'x')`,
  );
  await database.owner.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role)
     values ('coordinator', '', 'x', 'x', 'coordination', 'coordinator')`,
  );
});
afterEach(() => database.drop());

test('given two thousand entries, then they are read in order, in parts, and are intact', async () => {
  await write('tb', 3);
  await write('ta', 1100);
  await write('tempty', 0);
  expect(await verdict()).toEqual({ verdict: 'intact', entries: 1103, transfers: 2 });
});

test.each(['ledger', 'checkpoint'])(
  'neither the application nor the owner changes or removes what is in %s',
  async (table) => {
    await write('ta', 2);
    await takeCheckpoint(database.owner, privateKey, new Date());
    for (const sql of [`update ${table} set content = ''`, `delete from ${table}`, `truncate ${table} cascade`]) {
      await expect(database.app.query(sql)).rejects.toMatchObject({ code: '42501' });
      await expect(database.owner.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  },
);

describe('given someone who gets past the triggers', () => {
  test('a back-dated entry is named', async () => {
    await write('ta', 5);
    await behindTheTriggers(`update ledger set content = replace(content, '"at":1700000000002', '"at":1600000000002')`);
    expect((await verdict()).firstBroken).toEqual({ transfer: 'ta', seq: 3, why: 'hash' });
  });
  test.each(['said_by', 'kind', 'step', 'office'])(
    'an entry that is to be found as another (%s) is named',
    async (column) => {
      await write('ta', 3);
      await behindTheTriggers(`update ledger set ${column} = 'other' where seq = 2`);
      expect((await verdict()).firstBroken).toEqual({ transfer: 'ta', seq: 2, why: 'content' });
    },
  );
  test('a removed one, and the last one removed, are named', async () => {
    await write('ta', 5);
    await behindTheTriggers('delete from ledger where seq = 5');
    expect((await verdict()).firstBroken).toEqual({ transfer: 'ta', seq: 5, why: 'missing' });
    await behindTheTriggers('delete from ledger where seq = 2');
    expect((await verdict()).firstBroken).toEqual({ transfer: 'ta', seq: 2, why: 'missing' });
  });
  test('a chain that was cut off, head and all, is found by the checkpoint alone', async () => {
    await write('ta', 5);
    await takeCheckpoint(database.owner, privateKey, new Date());
    await behindTheTriggers('delete from ledger where seq > 3');
    await database.owner.query('update head set seq = 3, hash = (select hash from ledger where seq = 3)');
    expect((await verdict()).verdict).toBe('intact');
    expect((await verdict(true)).firstBroken).toEqual({ transfer: 'ta', seq: 4, why: 'missing', checkpoint: 1 });
  });
  test('a chain that was computed anew is found by the checkpoint alone, and by one that was kept elsewhere', async () => {
    const rows = await write('ta', 2);
    const kept = await takeCheckpoint(database.owner, privateKey, new Date());
    const [first, second] = rows;
    if (!first || !second) throw new Error('two rows');
    const content = first.content.replace('"at":1700000000000', '"at":1600000000000');
    const hash = hashOf('', content);
    const next = hashOf(hash, second.content);
    await behindTheTriggers('update ledger set content = $1, hash = $2 where seq = 1', [content, hash]);
    await behindTheTriggers('update ledger set previous = $1, hash = $2 where seq = 2', [hash, next]);
    await database.owner.query('update head set hash = $1', [next]);
    expect((await verdict()).verdict).toBe('intact');
    expect((await verdict(true)).firstBroken).toEqual({ transfer: 'ta', seq: 2, why: 'rewritten', checkpoint: 1 });
    await behindTheTriggers('delete from checkpoint');
    const found = await inSnapshot(database.app, (client) =>
      verifyAll(readLedger(client), vouchedFor([], [kept], [publicKey]).pins),
    );
    expect(found.firstBroken).toEqual({ transfer: 'ta', seq: 2, why: 'rewritten', checkpoint: 1 });
  });
});

test('an export verifies offline with the public key', async () => {
  await write('ta', 3);
  await write('tb', 2);
  await takeCheckpoint(database.owner, privateKey, new Date());
  await takeCheckpoint(database.owner, privateKey, new Date());
  const lines: string[] = [];
  await inSnapshot(database.app, async (client) => {
    const checkpoints = await readCheckpoints(client);
    for await (const line of exportLines(readLedger(client), checkpoints, new Date())) lines.push(line.trimEnd());
  });
  async function* text(): AsyncGenerator<string> {
    for (const line of lines) yield await Promise.resolve(line);
  }
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  expect(await verifyExport(text(), [key])).toMatchObject({
    verdict: 'intact',
    entries: 5,
    transfers: 2,
    checkpoints: 2,
    vouched: 2,
  });
});
