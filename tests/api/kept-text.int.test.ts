/** One character that cannot be kept stops nothing: it is refused with its field, wherever it is sent, and nothing is recorded. */
import { canonical } from '../../src/ledger/canonical';
import { peopleOf } from './people';
import { upload as table, workbook } from './sheets';
import { expectProblem, startSystem, type Reply, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

const half = '断开\ud83d';
const entries = async (): Promise<number> =>
  (await system.database.owner.query('select from ledger')).rowCount ?? Number.NaN;

/** A file under a name that is percent-encoded as RFC 5987 has it. */
const named = (encoded: string): Promise<Reply> =>
  system.ask('POST', '/api/files', {
    as: 'kaihua-office',
    raw: `--b\r\ncontent-disposition: form-data; name="file"; filename*=UTF-8''${encoded}\r\ncontent-type: application/pdf\r\n\r\n%PDF-\r\n--b--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });

test('in any part of an answer: refused with its field, nothing is recorded, and the transfer goes on', async () => {
  const id = await people.launch(['AG-001', 'AG-002']);
  const task = await people.only('kaihua-chief', id);
  const before = await entries();
  const right = people.answer(task);
  const refused: [unknown, string][] = [
    [{ ...right, outcomes: [{ power: 'AG-001', outcome: 'notNeeded', reason: half }] }, '/outcomes/0/reason'],
    [{ ...right, comment: half }, '/comment'],
    [{ ...right, comment: '零\u0000' }, '/comment'],
    [{ ...right, comment: '竖\u000b' }, '/comment'],
    [{ ...right, form: { ...right.form, premises: half } }, '/form/premises'],
    [{ ...right, form: { ...right.form, [half]: 1 } }, '/form/断开\ufffd'],
    [{ ...right, outcomes: [{ power: half, outcome: 'needed' }] }, '/outcomes/0/power'],
    [{ ...right, evidence: [half] }, '/evidence/0'],
  ];
  for (const [body, field] of refused)
    expectProblem(await people.complete('kaihua-chief', task, body), 422, 'invalid-content', field);
  const bulk = await system.ask('POST', '/api/tasks/complete', {
    as: 'kaihua-chief',
    body: { tasks: [{ id: task.id, ...right, comment: half }] },
  });
  expect(bulk.text).toContain('/comment');
  const act = (path: string, body: unknown) =>
    system.ask('POST', `/api/transfers/${id}/${path}`, { as: 'coordinator', body });
  for (const path of ['suspend', 'withdraw']) {
    expectProblem(await act(path, { reason: half }), 422, 'invalid-content', '/reason');
    expectProblem(await act(path, { reason: '好', powers: [half] }), 422, 'invalid-content', '/powers/0');
  }
  expectProblem(await act('notes', { code: 'comment', text: '备\ud83d' }), 422, 'invalid-content', '/text');
  expect(await entries()).toBe(before);

  // what a keyboard can type passes, and comes back as it was
  const comment = '表情😀、𠮷、制表\t换行\n，\u200b零宽';
  const done = await people.complete('kaihua-chief', task, { ...right, comment });
  expect(done.status).toBe(200);
  const history = await system.ask('GET', `/api/transfers/${id}/history`, { as: 'auditor' });
  // a line of the ledger is JSON in a text
  expect(history.text).toContain(JSON.stringify(JSON.stringify(comment)).slice(3, -3));
  expect((await system.ask('GET', `/api/transfers/${id}/verification`, { as: 'auditor' })).text).toContain('"intact"');
}, 60_000);

test('in a launch, in settings, in people and places', async () => {
  const launch = { title: half, subDistrict: 'kaihua', powers: ['AG-003'] };
  const ask = (method: 'POST' | 'PUT' | 'PATCH', url: string, as: string, body: unknown) =>
    system.ask(method, url, { as, body });
  expectProblem(await ask('POST', '/api/transfers', 'coordinator', launch), 422, 'invalid-content', '/title');
  const scoped = { ...launch, title: '好', powers: [{ code: 'AG-003', scope: { territory: 'x', reserved: [half] } }] };
  const at = '/powers/0/scope/reserved/0';
  expectProblem(await ask('POST', '/api/transfers', 'coordinator', scoped), 422, 'invalid-content', at);
  expectProblem(await ask('POST', '/api/launches/preview', 'coordinator', scoped), 422, 'invalid-content', at);
  const officer = { name: half, fields: ['culture'] };
  expectProblem(await ask('POST', '/api/officers', 'kaihua-office', officer), 422, 'invalid-content', '/name');
  const place = { name: { zh: half, en: 'x' } };
  expectProblem(await ask('PATCH', '/api/organisations/kaihua', 'admin', place), 422, 'invalid-content', '/name/zh');
  const day = { date: '2027-01-18', kind: 'off', name: { zh: half, en: 'x' } };
  expectProblem(await ask('POST', '/api/calendar/local-days', 'coordinator', day), 422, 'invalid-content', '/name/zh');
  expectProblem(await ask('PUT', '/api/settings', 'coordinator', { [half]: 1 }), 422, 'invalid-content');
  const nobody = { username: '\u0000', password: half };
  expectProblem(await system.ask('POST', '/api/sessions', { body: nobody }), 422, 'invalid-content', '/password');
});

test('in addresses: before the first byte of a list, of an export, of anything', async () => {
  for (const list of ['transfers', 'tasks', 'powers', 'officers', 'register', 'transfers.xlsx', 'register.csv'])
    expectProblem(await system.ask('GET', `/api/${list}?q=a%00`, { as: 'coordinator' }), 422, 'invalid-content', '/q');
  for (const address of ['/api/tasks/x%00', '/api/transfers/x%01/history', '/api/powers/%00'])
    expectProblem(await system.ask('GET', address, { as: 'coordinator' }), 422, 'invalid-content');
  const cursor = Buffer.from(canonical('a\u0000')).toString('base64url');
  const paged = await system.ask('GET', `/api/officers?cursor=${cursor}`, { as: 'coordinator' });
  expectProblem(paged, 422, 'cursor-invalid', '/cursor');
});

test('in names of files, in fields beside them, in cells of tables', async () => {
  expectProblem(await named('a%00.pdf'), 422, 'invalid-content', '/file');
  expect((await named('%F0%9F%98%80.pdf')).body).toMatchObject({ name: '😀.pdf' });
  const officers = (file: Buffer | string) =>
    system.ask('POST', '/api/officers/import', { as: 'kaihua-office', ...table(file) });
  const list = (name: string) => [
    ['姓名', '执法领域'],
    ['好人', '文化市场'],
    [name, '文化市场'],
  ];
  for (const name of ['刘_xD83D_', '刘_x0001_'])
    expectProblem(await officers(await workbook(...list(name))), 422, 'import-refused', '/rows/3/name');
  const csv = (name: string) =>
    list(name)
      .map((cells) => cells.join())
      .join('\n');
  expectProblem(await officers(csv('刘\u0001')), 422, 'import-refused', '/rows/3/name');
  expectProblem(await officers(csv('刘\u0000')), 422, 'import-refused', '/rows/3/name');
  expect((await system.ask('GET', '/api/officers?q=好人', { as: 'kaihua-office' })).body.items).toEqual([]);
  const preview = (content: Buffer | string, fields = {}) =>
    system.ask('POST', '/api/launches/preview', { as: 'coordinator', ...table(content, fields) });
  const launch = await workbook(['事项编码', '街道', '地域范围'], ['AG-003', '开化', '东_xDE00_']);
  const looked = await preview(launch);
  expect(looked.body).toMatchObject({
    ok: false,
    rows: [{ row: 2, errors: [{ field: '/territory', code: 'not-keepable' }] }],
  });
  expect(looked.text).toContain('U+DE00');
  expect(looked.text).not.toContain('"request"');
  expectProblem(await preview('code\nAG-003', { title: '\u000b题' }), 422, 'invalid-content', '/title');
});

test('bytes that are no UTF-8 are not read as other characters', async () => {
  const gb = Buffer.concat([Buffer.from('{"username":"'), Buffer.from([0xc1, 0xf5]), Buffer.from('","password":"x"}')]);
  expectProblem(await system.ask('POST', '/api/sessions', { raw: gb }), 400, 'malformed-json');
});
