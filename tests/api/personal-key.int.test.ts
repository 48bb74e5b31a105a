/** The key of personal data, and what it sealed, as the API finds them at its start. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { usePersonalKey } from '../../src/api/city/personal-key';
import { createOfficerView } from '../../src/api/city/officer-view';
import { officerById } from '../../src/database/officer-repository';
import { knownPersonalKey, losePersonalKey } from '../../src/database/personal-key-repository';
import { loadSeed } from '../../src/database/seed/seed';
import { inTransaction } from '../../src/database/transaction';
import { transfersInTrouble } from '../../src/database/trouble-repository';
import { isBound, personalKeyId } from '../../src/runtime/personal-data';
import { freshDatabase, type TestDatabase } from '../setup/database';

const key = Buffer.alloc(32, 7);
const other = Buffer.alloc(32, 8);
const id = 'kaihua-01';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await loadSeed(database.owner, { demonstration: true, key });
});
afterEach(() => database.drop());

const shown = async (officer: string, opener = key) => {
  const found = await officerById(database.app, officer);
  if (!found) throw new Error(officer);
  return createOfficerView({ database: database.app, key: opener, now: Date.now }).show(found, true);
};
const unreadable = () => transfersInTrouble(database.app, ['personal-data-unreadable']);
const lose = (here: Buffer | null) =>
  inTransaction(database.app, (client) => losePersonalKey(client, here && personalKeyId(here)));

test('the first key is noted, the same one is taken again, and another one is refused with what to do', async () => {
  await usePersonalKey(database.app, key);
  await usePersonalKey(database.app, key);
  expect(await knownPersonalKey(database.app)).toBe(personalKeyId(key));
  const { rows } = await database.owner.query('select kind, content from system_note');
  expect(rows).toEqual([{ kind: 'key-made', content: { key: personalKeyId(key), for: 'personal-data' } }]);
  await expect(usePersonalKey(database.app, other)).rejects.toThrow(/back from the backup/);
});

test('given a database of before keys were noted, a key that opens nothing of it is refused as well', async () => {
  await expect(usePersonalKey(database.app, other)).rejects.toThrow(/not the key of personal data/);
  expect(await knownPersonalKey(database.app)).toBeNull();
});

test('what was sealed without its place is sealed anew; a value that somebody moved then opens nowhere', async () => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update('000000198001010001'), cipher.final()]);
  await database.owner.query('update officer set id_number = $2 where id = $1', [
    id,
    Buffer.concat([nonce, cipher.getAuthTag(), sealed]),
  ]);
  await usePersonalKey(database.app, key);
  const anew = await officerById(database.app, id);
  expect(isBound(anew?.idNumber ?? Buffer.alloc(0))).toBe(true);
  expect((await shown(id)).idNumber).toBe('000000198001010001');
  expect(await unreadable()).toEqual([]);

  await database.owner.query(
    'update officer o set id_number = f.id_number from officer f where o.id = $1 and f.id = $2',
    ['kaihua-02', id],
  );
  expect(await shown('kaihua-02')).toMatchObject({ idNumber: null, unreadable: ['idNumber'] });
  expect(await shown(id)).not.toHaveProperty('unreadable');
  await usePersonalKey(database.app, key);
  expect(await unreadable()).toHaveLength(1);
});

test('a key that is lost is noted once, never while it is there; then another one is taken, and what it cannot read is told', async () => {
  await usePersonalKey(database.app, key);
  await expect(lose(key)).rejects.toThrow(/it is not lost/);
  expect(await lose(null)).toBe(personalKeyId(key));
  await expect(lose(null)).rejects.toThrow(/none to lose/);
  await usePersonalKey(database.app, other);
  expect(await knownPersonalKey(database.app)).toBe(personalKeyId(other));
  expect(await shown(id, other)).toMatchObject({ idNumber: null, phone: null, unreadable: ['idNumber', 'phone'] });
  expect(await unreadable()).toHaveLength(1);
});
