/** Lists go out as files and come back; a file with anything wrong changes nothing. */
import { z } from 'zod';
import { officerColumns, powerColumns } from '../../src/documents/power-transfer/columns';
import { readTable } from '../../src/documents/tables/sheet-reader';
import { cell, rows, workbook } from '../documents/tables/workbooks';
import { download, upload } from './sheets';
import { expectProblem, startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const changes = async (query = ''): Promise<readonly { readonly [field: string]: unknown }[]> =>
  (await system.ask('GET', `/api/changes?limit=500${query}`, { as: 'auditor' })).body.items ?? [];
const power = (code: string) => system.ask('GET', `/api/powers/${code}`, { as: 'auditor' });
const powersFile = (...rows: string[]) =>
  upload(['code,nameZh,nameEn,type,field,department,legalBasis,devolve', ...rows].join('\n'));
const importPowers = (file: ReturnType<typeof upload>, query = '') =>
  system.ask('POST', `/api/powers/import${query}`, { as: 'coordinator', ...file });

describe('exports', () => {
  test.each(['xlsx', 'csv'])('the catalogue as %s has what the list has, under the list’s filters', async (format) => {
    const list = await system.ask('GET', '/api/powers?field=culture&limit=500', { as: 'auditor' });
    const { status, content } = await download(system, `/api/powers.${format}?field=culture&limit=5`, 'auditor');
    expect(status).toBe(200);
    const { rows } = await readTable(content, powerColumns);
    expect(rows.map(({ cells }) => cells.code)).toEqual(list.body.items?.map(({ code }) => code));
    expect(rows.length).toBeGreaterThan(5);
  });
  test('officers come masked, and a sub-district’s own only', async () => {
    const { content } = await download(system, '/api/officers.csv', 'kaihua-office');
    expect(content.toString()).toContain('*');
    expect(content.toString()).not.toMatch(/\d{15}/);
    expect(content.toString()).not.toContain('卧龙');
    expect((await download(system, '/api/officers.csv?organisation=wolong', 'kaihua-office')).status).toBe(404);
    expect((await download(system, '/api/officers.xlsx', 'coordinator')).status).toBe(200);
  });
  test('transfers are those that one may see; CSV has one table, XLSX both', async () => {
    const body = { title: '=开化', subDistrict: 'kaihua', powers: ['MR-001', 'MR-002'] };
    expect((await system.ask('POST', '/api/transfers', { as: 'coordinator', body })).status).toBe(201);
    const own = (await download(system, '/api/transfers.csv', 'kaihua-office')).content.toString();
    expect(own).toContain("'=开化");
    expect((await download(system, '/api/transfers.csv', 'wolong-office')).content.toString()).not.toContain('开化');
    const powers = (await download(system, '/api/transfers.csv?sheet=powers', 'kaihua-office')).content.toString();
    expect(powers).toContain('MR-002');
    expect((await download(system, '/api/transfers.csv?state=ended', 'auditor')).content.toString()).not.toContain(
      '开化',
    );
    expect((await download(system, '/api/transfers.xlsx', 'auditor')).content.subarray(0, 2).toString()).toBe('PK');
  });
  test('the register is public, the others are not', async () => {
    expect((await download(system, '/api/register.csv')).status).toBe(200);
    for (const list of ['transfers', 'powers', 'officers'])
      expect((await download(system, `/api/${list}.csv`)).status).toBe(401);
  });
  test('templates have the headings that imports take', async () => {
    const { content } = await download(system, '/api/templates/powers.xlsx?language=en', 'coordinator');
    expect((await readTable(content, powerColumns)).rows).toEqual([]);
    const officers = await download(system, '/api/templates/officers.csv', 'kaihua-office');
    expect((await readTable(officers.content, officerColumns)).rows).toEqual([]);
  });
});

describe('the import of the catalogue', () => {
  test('makes what is new and changes what is different, with a history of both', async () => {
    const mr = z
      .looseObject({ name: z.object({ zh: z.string(), en: z.string() }), legalBasis: z.string() })
      .parse((await power('MR-003')).body);
    const same = `MR-003,${mr.name.zh},${mr.name.en},penalty,market-regulation,market,${mr.legalBasis},演示省级赋权决定`;
    const file = powersFile(
      'ZZ-001,新的处罚,New penalty,行政处罚,市场监管,文山市市场监督管理局,某法第一条,演示省级赋权决定',
      same.replace(mr.legalBasis, '另一法条'),
    );
    const reply = await importPowers(file);
    expect(reply.body).toMatchObject({ rows: 2, created: 1, updated: 1, unchanged: 0 });
    expect((await power('ZZ-001')).body).toMatchObject({
      type: 'penalty',
      field: 'market-regulation',
      department: 'market',
    });
    const history = await changes('&kind=power');
    expect(history.find(({ subject }) => subject === 'ZZ-001')).toMatchObject({
      created: true,
      by: 'coordinator',
      via: 'import',
    });
    expect(history.find(({ subject }) => subject === 'MR-003')?.['changes']).toContainEqual({
      field: 'legalBasis',
      before: mr.legalBasis,
      after: '另一法条',
    });
    const launched = { title: '新', subDistrict: 'wolong', powers: ['ZZ-001'] };
    expect((await system.ask('POST', '/api/transfers', { as: 'coordinator', body: launched })).status).toBe(201);
  });
  test('of what was exported changes nothing', async () => {
    for (const url of ['/api/powers.xlsx', '/api/powers.csv?language=en']) {
      const before = await changes();
      const reply = await importPowers(upload((await download(system, url, 'coordinator')).content));
      expect(reply.body).toMatchObject({ created: 0, updated: 0 });
      expect(reply.body['unchanged']).toBeGreaterThan(40);
      expect(await changes()).toEqual(before);
    }
  });
  test('with one bad row changes nothing, and names every bad cell', async () => {
    const before = await changes();
    const reply = await importPowers(
      powersFile(
        'ZZ-002,好的,Good,penalty,culture,culture,某法,',
        'zz-3,,X,fine,nowhere,kaihua,,',
        'ZZ-002,又,X,penalty,culture,culture,某法,',
      ),
    );
    expectProblem(reply, 422, 'import-refused');
    expect(reply.body.errors?.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        '/rows/3/code',
        '/rows/3/nameZh',
        '/rows/3/type',
        '/rows/3/field',
        '/rows/3/department',
        '/rows/3/legalBasis',
        '/rows/4/code',
      ]),
    );
    expectProblem(await power('ZZ-002'), 404, 'not-found');
    expect(await changes()).toEqual(before);
  });
  test('can be tried first', async () => {
    const file = powersFile('ZZ-004,试,Try,penalty,culture,culture,某法,');
    expect((await importPowers(file, '?check=true')).body).toMatchObject({ created: 1 });
    expectProblem(await power('ZZ-004'), 404, 'not-found');
  });
  test('is the coordinator’s', async () => {
    for (const as of ['admin', 'auditor', 'kaihua-chief'])
      expectProblem(await system.ask('POST', '/api/powers/import', { as, ...powersFile() }), 403, 'not-your-role');
  });
});

// how a container of the old Office begins
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

describe('the import of officers', () => {
  const file = (...rows: string[]) => upload(['姓名,执法领域,身份证件号,单位,编号', ...rows].join('\n'));
  const importOfficers = (as: string, sent: ReturnType<typeof upload>) =>
    system.ask('POST', '/api/officers/import', { as, ...sent });
  test('is an office’s for its own people; the same rows again change nothing', async () => {
    const rows = ['测试一,市场监管；文化市场,000000198001010005,,', '测试二,culture,,,new-two'];
    expect((await importOfficers('kaihua-office', file(...rows))).body).toMatchObject({ created: 2 });
    const shown = await system.ask('GET', '/api/officers/new-two', { as: 'kaihua-office' });
    expect(shown.body).toMatchObject({ organisation: 'kaihua', fields: ['culture'] });
    expect((await importOfficers('kaihua-office', file(...rows))).body).toMatchObject({ created: 0, unchanged: 2 });
    const history = await changes('&kind=officer');
    expect(history.filter(({ by }) => by === 'kaihua-office')).toHaveLength(2);
    expect(JSON.stringify(history)).not.toContain('00000019800101');
  });
  test('never brings back masked numbers', async () => {
    const mine = await download(system, '/api/officers.xlsx', 'kaihua-chief');
    expect((await importOfficers('kaihua-chief', upload(mine.content))).body).toMatchObject({ created: 0, updated: 0 });
    const plain = await system.ask('GET', '/api/officers/kaihua-01', { as: 'kaihua-chief' });
    expect(plain.body['idNumber']).not.toContain('*');
  });
  const named = async (name: string) =>
    (await system.ask('GET', `/api/officers?q=${encodeURIComponent(name)}`, { as: 'kaihua-chief' })).body.items ?? [];
  test('tells two people of one name apart by their ID numbers; each keeps their own certificate', async () => {
    expect((await importOfficers('kaihua-office', file('刘洋,culture,000000199003071236,,'))).body).toMatchObject({
      created: 1,
    });
    const [{ id: first } = {}] = await named('刘洋');
    const certificate = { number: 'H-0001', validFrom: '2026-01-01', validUntil: '2031-01-01' };
    const certified = { as: 'justice-certifier', body: certificate };
    expect((await system.ask('POST', `/api/officers/${String(first)}/certificates`, certified)).status).toBe(201);

    const both = file('刘洋,culture,000000198811110024,,', '刘洋,culture；market-regulation,000000 19900307 1236,,');
    expect((await importOfficers('kaihua-office', both)).body).toMatchObject({ created: 1, updated: 1 });
    const people = await named('刘洋');
    expect(people).toHaveLength(2);
    expect(people.find(({ id }) => id === first)).toMatchObject({
      fields: ['culture', 'market-regulation'],
      certificates: [{ number: 'H-0001' }],
    });
    expect(people.find(({ id }) => id !== first)).toMatchObject({ fields: ['culture'], certificates: [] });
    expect((await importOfficers('kaihua-office', both)).body).toMatchObject({ created: 0, unchanged: 2 });
  });
  test('refuses a row whose person cannot be told, and says how to tell them', async () => {
    const before = await changes('&kind=officer');
    const rows = [
      '刘洋,culture,,,',
      '孙丽,culture,,,',
      '孙丽,culture,000000198811110024,,',
      '周平,culture,00000019900307123６,,',
      '吴敏,culture,000000199003071200,,',
      '郑爽,culture,000000199003071236,,',
      '冯亮,culture,E12345678,,',
    ];
    const reply = await importOfficers('kaihua-office', file(...rows));
    expectProblem(reply, 422, 'import-refused');
    expect(reply.body.errors).toMatchObject([
      { field: '/rows/2/idNumber', code: 'person-ambiguous', message: expect.stringContaining('请填写身份证件号') },
      { field: '/rows/6/idNumber', code: 'id-number-mistyped' },
      { field: '/rows/7/idNumber', code: 'row-twice' },
    ]);
    expect(await changes('&kind=officer')).toEqual(before);
    const twice = await importOfficers('kaihua-office', file('孙丽,culture,,,', '孙丽,law,,,', '孙丽,culture,,,'));
    expect(twice.body.errors).toMatchObject([
      { field: '/rows/3/fields' },
      { field: '/rows/4/name', code: 'person-twice', message: expect.stringContaining('身份证件号') },
    ]);
  });
  test.each(['\u202a', '\u202e', '\u2066', '\u2069'])(
    'refuses a name that reads as another, as forms do, by its row (%j)',
    async (sign) => {
      const before = await changes('&kind=officer');
      const rows = ['林好,culture,,,', `张${sign}三,culture,,,`];
      const reply = await importOfficers('kaihua-office', file(...rows));
      expectProblem(reply, 422, 'import-refused');
      expect(reply.body.errors).toEqual([
        { field: '/rows/3/name', code: 'wrong-format', message: expect.stringContaining('不含改变文字方向的控制字符') },
      ]);
      const english = await system.ask('POST', '/api/officers/import', {
        ...file(...rows),
        as: 'kaihua-office',
        language: 'en',
      });
      expect(english.body.errors?.[0]?.message).toContain('turn the direction of writing');
      const typed = { name: `张${sign}三`, fields: ['culture'], organisation: 'kaihua' };
      const form = await system.ask('POST', '/api/officers', { as: 'kaihua-office', body: typed });
      expect([form.status, form.body.errors?.[0]?.code]).toEqual([422, 'wrong-format']);
      expect(await changes('&kind=officer')).toEqual(before);
    },
  );
  test('refuses a number that no cell holds to its last digit, and takes the same as text', async () => {
    const sheet = (idNumber: string) =>
      workbook([{ name: '人员', data: rows(['姓名', '执法领域', '身份证件号'], ['张精度', 'culture', idNumber]) }]);
    const before = await changes('&kind=officer');
    const long = await importOfficers(
      'kaihua-office',
      upload(await sheet('<c r="C2"><v>1.100001990030712e+17</v></c>')),
    );
    expectProblem(long, 422, 'import-refused', '/rows/2/idNumber');
    expect(long.body.errors?.map(({ code }) => code)).toEqual(['cell-number-long']);
    expect(await changes('&kind=officer')).toEqual(before);
    const whole = await importOfficers('kaihua-office', upload(await sheet(cell('C2', '000000198501010028'))));
    expect(whole.body).toMatchObject({ created: 1, notes: [{ code: 'sheet-read' }] });
  });
  test.each([
    ['an old workbook', Buffer.concat([compound, Buffer.alloc(504), Buffer.from('Workbook', 'utf16le')]), 'file-kind'],
    ['one with a password', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]), 'file-password'],
    ['no table at all', Buffer.from([0, 1, 2, 3, 0xff, 0xfe]), 'file-unreadable'],
  ])('says what %s is', async (_, content, code) => {
    const reply = await importOfficers('kaihua-office', upload(content));
    expectProblem(reply, 422, code, '/file');
  });
  test('keeps nobody else waiting: while a large list is read, others are answered first', async () => {
    const list = Array.from({ length: 5_000 }, (_, n) => `人员${n},没有的领域,,,\n`).join('');
    const order: string[] = [];
    const importing = importOfficers('kaihua-office', file(list)).then(({ status }) => order.push(`import ${status}`));
    for (const url of ['/api/organisations', '/api/powers', '/api/transfers'])
      order.push(`${url} ${(await system.ask('GET', url, { as: 'auditor' })).status}`);
    await importing;
    expect(order).toEqual(['/api/organisations 200', '/api/powers 200', '/api/transfers 200', 'import 422']);
  });
  test('does not reach into other offices', async () => {
    const reply = await importOfficers('kaihua-office', file('别人,culture,,wolong,', '抢,culture,,,wolong-01'));
    expectProblem(reply, 422, 'import-refused', '/rows/2/organisation');
    expect(reply.body.errors?.map(({ field }) => field)).toContain('/rows/3/id');
    expect(
      (await importOfficers('admin', file('甲,culture,,wolong,', '乙,culture,,新平街道办事处,'))).body,
    ).toMatchObject({ created: 2 });
    expectProblem(await importOfficers('admin', file('丙,culture,,,')), 422, 'import-refused', '/rows/2/organisation');
    expectProblem(await importOfficers('coordinator', file('丁,culture,,,')), 403, 'not-your-role');
  });
});
