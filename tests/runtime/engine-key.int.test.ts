import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notePayloadKeys, payloadKeysInUse } from '../../src/database/payload-key-repository';
import { payloadKeyId } from '../../src/engine/payload-codec';
import { openDataFolder, type DataFolder } from '../../src/runtime/data-folder';
import { engineKeys } from '../../src/runtime/engine-key';
import { Trouble } from '../../src/runtime/trouble';
import { freshDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
let path: string;
let data: DataFolder;
const keyFile = () => join(path, 'keys', 'payloads');

beforeAll(async () => {
  database = await freshDatabase();
  path = mkdtempSync(join(tmpdir(), 'fuquan-key-'));
  data = await openDataFolder(path, false);
});
afterAll(async () => {
  data.release();
  rmSync(path, { recursive: true, force: true });
  await database.drop();
});

const start = (storeThere: boolean, given: string | null = null) =>
  engineKeys({ given, storeThere }, data, database.url);
const used = (key: string) => notePayloadKeys(database.app, [payloadKeyId(Buffer.from(key, 'base64'))]);
const notes = async () =>
  (await database.owner.query<{ kind: string }>('select kind from system_note order by id')).rows.map(
    ({ kind }) => kind,
  );

test('a key is made once, kept, noted once, and never made in the place of one that is missing beside its store', async () => {
  // an engine's store of before there were keys
  const first = await start(true);
  await used(first);
  await used(first);
  expect(await start(true)).toBe(first);
  expect(await notes()).toEqual(['key-made']);

  rmSync(keyFile());
  await expect(start(true)).rejects.toThrow(Trouble);
  await expect(start(true)).rejects.toThrow(payloadKeyId(Buffer.from(first, 'base64')));
  expect(existsSync(keyFile())).toBe(false);
  // given from elsewhere, it is not looked for
  expect(await start(true, first)).toBe(first);
  expect(await notes()).toEqual(['key-made']);
});

test('where the store was moved away, too, another one is made, and the old one is noted as lost', async () => {
  const second = await start(false);
  await used(second);
  expect(await notes()).toEqual(['key-made', 'key-lost', 'key-made']);
  expect(await payloadKeysInUse(database.app)).toEqual([payloadKeyId(Buffer.from(second, 'base64'))]);
});
