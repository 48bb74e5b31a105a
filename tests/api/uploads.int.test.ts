/** Uploads: how much a person and an office may take up, what is removed again, and what is no whole upload. */
import { createStorageWatch } from '../../src/api/engine/storage-watch';
import { freeFiles } from '../../src/database/file-repository';
import { upload } from './files';
import { expectProblem, startSystem, type System } from './system';

const mib = 1024 * 1024;
const block = (letter: string, size: number) => Buffer.alloc(size * mib, letter);

let system: System;
beforeAll(async () => {
  system = await startSystem({ uploads: { person: 3 * mib, office: 5 * mib, days: 30 } });
});
afterAll(() => system.stop());

const kept = async (): Promise<string[]> => {
  const { rows } = await system.database.owner.query<{ name: string }>('select name from file order by name');
  return rows.map(({ name }) => name);
};

test('a person and an office have room for so much that no entry names, and are told how much and what to do', async () => {
  expect((await upload(system, 'kaihua-office', block('a', 2), { name: 'a.pdf', key: 'first' })).status).toBe(201);
  const over = await upload(system, 'kaihua-office', block('b', 2), { name: 'b.pdf', language: 'en' });
  expectProblem(over, 422, 'quota-of-person', '/file');
  expect(over.body.detail).toMatch(/come to 2 MiB; with this one \(2 MiB\).* 3 MiB.* 30 days/);
  // what is kept already is no new upload
  expect((await upload(system, 'kaihua-office', block('a', 2), { name: 'a.pdf', key: 'first' })).status).toBe(201);
  expect((await upload(system, 'kaihua-chief', block('c', 2), { name: 'c.pdf' })).status).toBe(201);
  expectProblem(await upload(system, 'kaihua-chief', block('d', 2), { name: 'd.pdf' }), 422, 'quota-of-person');
  expect((await upload(system, 'kaihua-chief', block('d', 1), { name: 'd.pdf' })).status).toBe(201);
  expectProblem(await upload(system, 'kaihua-office', block('e', 1), { name: 'e.pdf' }), 422, 'quota-of-office');
  // another office has room of its own
  expect((await upload(system, 'wolong-office', block('f', 2), { name: 'f.pdf' })).status).toBe(201);
  expect(await kept()).toEqual(['a.pdf', 'c.pdf', 'd.pdf', 'f.pdf']);
});

test('what no entry names is removed some days after somebody last asked for it', async () => {
  const { owner, app } = system.database;
  await owner.query(`update file set wanted = now() - interval '31 days' where name in ('a.pdf', 'c.pdf')`);
  const { rows } = await owner.query<{ id: string }>(`select id from file where name = 'c.pdf'`);
  // a form that still holds it
  expect((await system.ask('GET', `/api/files/${rows[0]?.id}`, { as: 'kaihua-office' })).status).toBe(200);
  expect(await freeFiles(app, 30, 10)).toEqual({ files: 1, bytes: 2 * mib });
  expect(await kept()).toEqual(['c.pdf', 'd.pdf', 'f.pdf']);
  expect((await upload(system, 'kaihua-office', block('e', 1), { name: 'e.pdf' })).status).toBe(201);
});

test('uploads sent at once do not pass the limit together', async () => {
  const sent = await Promise.all(
    ['g', 'h', 'i', 'j'].map((letter) => upload(system, 'xinping-office', block(letter, 2), { name: `${letter}.pdf` })),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
});

const multipart = (raw: string | Buffer, type = 'multipart/form-data; boundary=b') =>
  system.ask('POST', '/api/files', { as: 'wolong-chief', raw, headers: { 'content-type': type } });
const part = (name: string, content: string) =>
  `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n`;

test('what is cut off, has no boundary or more than one file is refused, and nothing of it is kept', async () => {
  const before = await kept();
  const whole = `${part('一.txt', 'x')}--b--\r\n`;
  for (let length = 1; length < whole.length - 4; length += 7) {
    const reply = await multipart(whole.slice(0, length));
    expect([400, 422]).toContain(reply.status);
  }
  expectProblem(await multipart(part('一.txt', 'x').slice(0, -2)), 400, 'upload-incomplete', '/file');
  expectProblem(await multipart(whole, 'multipart/form-data'), 400, 'upload-incomplete', '/file');
  const two = `${part('一.txt', 'x')}${part('二.txt', 'y')}--b--\r\n`;
  expectProblem(await multipart(two), 422, 'one-file-only', '/file');
  expect(await kept()).toEqual(before);
  expect((await multipart(whole)).status).toBe(201);
});

test('a name that was not sent in UTF-8 is refused: what it was is lost', async () => {
  const before = await kept();
  const [head = '', tail = ''] = part('NAME.txt', 'x').split('NAME');
  const gbk = Buffer.from('b2c4c1cf', 'hex');
  expectProblem(
    await multipart(Buffer.concat([Buffer.from(head), gbk, Buffer.from(`${tail}--b--\r\n`)])),
    422,
    'file-name-unreadable',
    '/file',
  );
  expect(await kept()).toEqual(before);
});

test('uploads are refused while the disk is nearly full; all else goes on', async () => {
  const lowStorage = createStorageWatch({ folder: process.cwd(), leastFree: Number.MAX_SAFE_INTEGER });
  const full = await startSystem({ lowStorage });
  try {
    expectProblem(await upload(full, 'kaihua-office', 'x'), 503, 'storage-full');
    expect((await full.ask('GET', '/api/transfers', { as: 'coordinator' })).status).toBe(200);
    // it cannot be a row of the database's: it is told all the same
    const told = await full.ask('GET', '/api/troubles', { as: 'coordinator' });
    expect(told.body.items).toMatchObject([{ kind: 'storage-low', transfer: null, times: 1 }]);
    const { body: ready } = await full.ask('GET', '/readyz');
    expect(ready['troubles']).toMatchObject([{ kind: 'storage-low', count: 1 }]);
    expect((await full.ask('GET', '/metrics')).text).toContain('fuquan_troubles{kind="storage-low"} 1');
    // the database's own word for it
    await full.database.owner.query(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await full.database.owner.query(
      'create trigger no_room before insert on matter for each row execute function no_room()',
    );
    const body = { title: 'x', subDistrict: 'kaihua', powers: ['MR-001'] };
    expectProblem(await full.ask('POST', '/api/transfers', { as: 'coordinator', body }), 503, 'storage-full');
  } finally {
    await full.stop();
  }
});
