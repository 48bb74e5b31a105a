/** Keys that the API signs with, and the day from which on everybody's acts must be signed. */
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commandKeys,
  listCommandKeys,
  loseCommandKey,
  requireSignatures,
  signaturesRequiredSince,
} from '../../src/database/command-key-repository';
import { chain } from '../../src/ledger/chain';
import { isSigned, signatureFaultOf, signCommand } from '../../src/ledger/command-signature';
import { keyIdOf } from '../../src/ledger/checkpoint';
import type { Recording, RecordLine } from '../../src/domain/procedure/record';
import { makeCommandKey, provideCommandKey, readCommandKey, whetherToSign } from '../../src/runtime/command-key';
import { freshKey } from '../builders/answers';
import { aLaunch } from '../builders/launch';
import { cityDatabase } from '../activities/laid-down';
import { recordedWalk } from '../activities/recorded-walk';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { unusedKeyOf } from '../setup/signing';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuquan-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const notesOf = async ({ owner }: TestDatabase): Promise<string[]> => {
  const { rows } = await owner.query<{ kind: string }>(
    `select kind from system_note where kind like 'key-%' or kind = 'signatures-required' order by id`,
  );
  return rows.map(({ kind }) => kind);
};

test('the first start makes the key, for its owner alone, and signatures are required; none is made in its place', async () => {
  const database = await freshDatabase();
  const file = join(folder, 'keys', 'commands');
  try {
    await provideCommandKey(database.url, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readCommandKey(file);
    expect([...(await commandKeys(database.owner)).keys()]).toEqual([keyIdOf(key)]);
    expect(await notesOf(database)).toEqual(['key-made', 'signatures-required']);
    await provideCommandKey(database.url, file);
    await whetherToSign(database.app, key, file);
    await expect(whetherToSign(database.app, null, null)).rejects.toThrow(/FUQUAN_COMMAND_KEY_FILE/);

    renameSync(file, `${file}.away`);
    await expect(provideCommandKey(database.url, file)).rejects.toThrow(/command-key lost/);
    expect(existsSync(file)).toBe(false);
    expect(await loseCommandKey(database.owner, keyIdOf(key))).toBe(true);
    expect(await loseCommandKey(database.owner, keyIdOf(key))).toBe(false);
    renameSync(`${file}.away`, file);
    await expect(provideCommandKey(database.url, file)).rejects.toThrow(/retired or is lost/);

    const next = await makeCommandKey(database.owner, file);
    await provideCommandKey(database.url, file);
    await makeCommandKey(database.owner, file);
    const listed = await listCommandKeys(database.owner);
    expect(listed.filter(({ retired, lost }) => retired === null && lost === null)).toHaveLength(1);
    expect(listed.find(({ id }) => id === next)?.retired).toBeInstanceOf(Date);
    expect(await notesOf(database)).toEqual([
      ...['key-made', 'signatures-required', 'key-lost', 'key-made', 'key-retired', 'key-made'],
    ]);
  } finally {
    await database.drop();
  }
});

describe('signatures are required', () => {
  let database: TestDatabase;
  let privateKey: KeyObject;
  beforeAll(async () => {
    database = await cityDatabase();
    privateKey = await unusedKeyOf(database.owner);
  });
  afterAll(() => database.drop());

  const note = (transfer: string, signs: boolean): RecordLine => {
    const person = { id: 'coordinator', office: 'coordination', role: 'coordinator' } as const;
    const bare = { key: freshKey(), digest: 'd', person, detail: { form: { text: '?' } }, powers: '', code: 'comment' };
    const { detail, ...rest } = signs ? signCommand(transfer, 'addNote', bare, Date.now(), privateKey) : bare;
    const { key, digest, powers, code } = rest;
    const entry = { kind: 'note', key, digest, by: person.id, at: Date.now(), powers, code } as const;
    return { entry, command: { person, ...detail }, put: [], gone: [], states: {} };
  };

  test('while commands are in flight: what was recorded before stays, and from there on every entry is signed', async () => {
    const laidDown = await recordedWalk(database, aLaunch({ count: 2, transfer: 'in-flight' }));
    // a launch that may have been laid down unsigned comes first
    expect(await requireSignatures(database.owner)).toEqual({ done: false, why: 'launching' });
    await laidDown.written();
    const { launch, record } = laidDown;
    const call = (signs: boolean, from = laidDown.head()): Recording => ({
      ...laidDown.recording(from),
      ...from,
      records: [note(launch.transfer, signs)],
    });
    let head = laidDown.head();
    let refused: unknown;
    let unsigned = 0;
    const writing = (async () => {
      while (refused === undefined) {
        const told = await record(call(false, head));
        if ('refused' in told) refused = told;
        else if ('head' in told) {
          head = told.head;
          unsigned++;
        } else throw new Error('nobody else writes');
      }
    })();
    while (unsigned < 3) await new Promise((resolve) => setImmediate(resolve));
    expect(await requireSignatures(database.owner)).toMatchObject({ done: true });
    await writing;
    expect(refused).toEqual({ refused: { code: 'signature-none' } });
    const told = await record(call(true, head));
    expect(told).toMatchObject({ head: { seq: head.seq + 1 } });
    if (!('head' in told)) throw new Error('it was refused');
    // a record that knows the key from before: the statement itself sees that its time is over
    const ago = (minutes: number) =>
      database.owner.query(
        `update command_key set made = now() - interval '1 day', retired = now() - make_interval(mins => $1)`,
        [minutes],
      );
    await ago(14);
    const onItsWay = await record(call(true, told.head));
    if (!('head' in onItsWay)) throw new Error('it was refused within its time');
    await ago(16);
    expect(await record(call(true, onItsWay.head))).toEqual({ refused: { code: 'signature-retired' } });
    expect(await signaturesRequiredSince(database.app)).toBeInstanceOf(Date);
    expect(await requireSignatures(database.owner)).toEqual({ done: false, why: 'already' });

    const { rows: notes } = await database.owner.query<{ heads: { transfer: string; seq: number }[] }>(
      `select content -> 'heads' as heads from system_note where kind = 'signatures-required'`,
    );
    const from = notes[0]?.heads.find(({ transfer }) => transfer === launch.transfer)?.seq ?? 0;
    expect(from).toBe(head.seq);
    const { rows } = await database.app.query<{ content: string }>(
      'select content from ledger where transfer = $1 and seq > $2 order by seq',
      [launch.transfer, from],
    );
    const lines = rows.map(({ content }) => JSON.parse(content) as RecordLine);
    expect(lines).toHaveLength(2);
    await database.owner.query('update command_key set retired = null');
    const keys = await commandKeys(database.app);
    for (const line of lines) {
      expect(isSigned(line.entry)).toBe(true);
      expect(signatureFaultOf(launch.transfer, line, keys)).toBeUndefined();
    }

    // somebody who has the store writes an entry of a person's, with the chain computed right: whoever is told of it stops
    const { owner } = database;
    const { rows: heads } = await owner.query<{ seq: number; hash: string }>(
      'select seq, hash from head where transfer = $1',
      [launch.transfer],
    );
    const [stale = { seq: 0, hash: '' }] = heads;
    const [forged] = chain({ transfer: launch.transfer, ...stale }, [note(launch.transfer, false)], Date.now());
    if (!forged) throw new Error('nothing was forged');
    await owner.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run, said_by, kind)
       values ($1, $2, $3, $4, $5, $6, 'r', 'coordinator', 'note')`,
      [launch.transfer, forged.seq, forged.key, forged.previous, forged.hash, forged.content],
    );
    await owner.query('update head set seq = $2, hash = $3 where transfer = $1', [
      ...[launch.transfer, forged.seq, forged.hash],
    ]);
    for (let tried = 0; tried < 2; tried++)
      await expect(record({ ...call(true, stale), records: [] })).rejects.toMatchObject({ type: 'entry-not-signed' });
    const { rows: troubles } = await owner.query(
      `select kind, code, detail ->> 'seq' as seq from trouble where transfer = $1 and kind = 'entry-not-signed'`,
      [launch.transfer],
    );
    expect(troubles).toEqual([{ kind: 'entry-not-signed', code: 'signature-none', seq: String(forged.seq) }]);
    const { rows: alarms } = await owner.query(
      `select from system_note where kind = 'alarm' and content ->> 'alarm' = 'entry-not-signed'`,
    );
    expect(alarms).toHaveLength(1);
  });
});
