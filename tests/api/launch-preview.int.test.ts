/** A launch can be looked at before it is one: what is wrong row by row, what would come of it, and nothing is launched. */
import { z } from 'zod';
import { rows, workbook } from '../documents/tables/workbooks';
import { upload } from './sheets';
import { expectProblem, startSystem, type Ask, type System } from './system';

const wrong = z.array(z.object({ field: z.string(), code: z.string(), message: z.string() }));
const previewSchema = z.looseObject({
  ok: z.boolean(),
  errors: wrong,
  rows: z.array(
    z.looseObject({
      row: z.number(),
      code: z.string(),
      subDistrict: z.string(),
      scope: z.object({ territory: z.string(), reserved: z.array(z.string()) }).nullable(),
      errors: wrong,
    }),
  ),
  notes: z.array(z.object({ code: z.string(), message: z.string() })),
  launches: z.array(
    z.looseObject({
      subDistrict: z.string(),
      ok: z.boolean(),
      errors: wrong,
      request: z.unknown().optional(),
      fields: z.array(z.looseObject({ code: z.string(), officers: z.number(), needed: z.number() })),
      steps: z.array(
        z.looseObject({
          step: z.string(),
          days: z.number().nullable(),
          latest: z.string().nullable(),
          organisations: z.array(z.looseObject({ id: z.string(), role: z.string(), powers: z.number() })),
        }),
      ),
      warnings: z.array(z.looseObject({ code: z.string(), powers: z.array(z.string()) })),
    }),
  ),
});

let system: System;
beforeAll(async () => {
  // with nobody to carry it on: what is launched stays where it is
  system = await startSystem();
});
afterAll(() => system.stop());

async function preview(ask: Ask): Promise<z.output<typeof previewSchema>> {
  const reply = await system.ask('POST', '/api/launches/preview', { as: 'coordinator', ...ask });
  expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({ status: 200, text: '' });
  return previewSchema.parse(reply.body);
}
const count = async (): Promise<unknown> =>
  (await system.database.owner.query('select count(*)::int as n from matter')).rows[0];
const errorsOf = ({ rows }: z.output<typeof previewSchema>) =>
  rows.flatMap(({ row, errors }) => errors.map(({ field, code }) => ({ row, field, code })));

describe('a list from a file', () => {
  const good = [
    '事项编码,方式,地域范围,由原部门继续管辖的情形,起期,止期',
    'MR-001,,,,,',
    'CU-001,交由行使,建成区,跨区域案件；重大案件,,',
    'MR-010,委托,,,2026/1/1,2099年12月31日',
  ].join('\n');
  test('is shown row by row, with what it would bring, and can be launched as it is', async () => {
    const before = await count();
    const shown = await preview(upload(good, { title: '开化街道第二批', subDistrict: 'kaihua' }));
    expect(errorsOf(shown)).toEqual([]);
    expect(shown.ok).toBe(true);
    expect(shown.rows[1]).toMatchObject({
      row: 3,
      code: 'CU-001',
      mode: 'devolve',
      scope: { territory: '建成区', reserved: ['跨区域案件', '重大案件'] },
      department: 'culture',
    });
    expect(shown.rows[2]).toMatchObject({ mode: 'entrust', period: { from: '2026-01-01', until: '2099-12-31' } });
    const [launch] = shown.launches;
    expect(launch?.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['declare-need', 'approve-transfer', 'publish-instrument', 'witness-handover']),
    );
    const approve = launch?.steps.find(({ step }) => step === 'approve-transfer');
    expect(approve?.organisations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'culture', powers: 1 }),
        expect.objectContaining({ id: 'market', powers: 2 }),
      ]),
    );
    // a step of two sides asks each in its own role
    const confirm = launch?.steps.find(({ step }) => step === 'confirm-handover')?.organisations;
    expect(new Set(confirm?.map(({ id, role }) => `${id} ${role}`))).toEqual(
      new Set(['kaihua chief', 'culture head', 'market head']),
    );
    const latest = (launch?.steps ?? []).flatMap((step) => step.latest ?? []);
    expect(latest).toEqual(latest.toSorted());
    expect(launch?.fields.find(({ code }) => code === 'market-regulation')).toMatchObject({ powers: 2, needed: 2 });
    expect(await count()).toEqual(before);
    const launched = await system.ask('POST', '/api/transfers', { as: 'coordinator', body: launch?.request });
    expect(launched.status).toBe(201);
  });
  test('with what is wrong names every row, those that cannot be read as well as those that break a rule', async () => {
    const bad = [
      'code,mode,from,until',
      'XX-999,,,',
      'MR-002,sideways,,',
      'MR-003,,,',
      'MR-003,,,',
      'MR-001,,,',
      'EE-001,entrust,,',
      'MR-004,entrust,soon,2099-12-31',
    ].join('\n');
    const shown = await preview(upload(bad, { title: '试', subDistrict: 'kaihua' }));
    expect(errorsOf(shown)).toEqual(
      expect.arrayContaining([
        { row: 2, field: '', code: 'unknown-power' },
        { row: 3, field: '/mode', code: 'not-allowed' },
        { row: 5, field: '', code: 'power-twice' },
        // launched by the test before
        { row: 6, field: '', code: 'power-in-transfer' },
        { row: 7, field: '', code: 'period-missing' },
        { row: 8, field: '/period/from', code: 'wrong-format' },
      ]),
    );
    expect(shown.rows.find(({ row }) => row === 4)?.errors).toEqual([]);
    expect(shown.ok).toBe(false);
    expect(shown.launches.map(({ ok, request }) => ({ ok, request }))).toEqual([{ ok: false, request: undefined }]);
  });
  test('goes to the sub-districts that it names, or to those that are chosen', async () => {
    const named = await preview(
      upload('code,街道\nMR-005,卧龙街道办事处\nMR-006,xinping\nMR-007,nowhere', { title: '试' }),
    );
    expect(named.launches.map(({ subDistrict }) => subDistrict).toSorted()).toEqual(['wolong', 'xinping']);
    expect(errorsOf(named)).toEqual([{ row: 4, field: '/subDistrict', code: 'unknown-sub-district' }]);
    expect(named.ok).toBe(false);
    const chosen = await preview(upload('code\nMR-005', { title: '试', subDistricts: 'wolong,xinping' }));
    expect(chosen).toMatchObject({ ok: true, launches: [{ subDistrict: 'wolong' }, { subDistrict: 'xinping' }] });
  });
  test('without a title says so, and still tries the rules', async () => {
    const shown = await preview(upload('code\nXX-999', { subDistrict: 'wolong' }));
    expect(shown.launches[0]?.errors).toEqual([expect.objectContaining({ field: '/title', code: 'required' })]);
    expect(errorsOf(shown)).toEqual([{ row: 2, field: '', code: 'unknown-power' }]);
  });
  test('messages are in the reader’s language', async () => {
    const ask = { ...upload('code\nXX-999', { title: 'x', subDistrict: 'wolong' }), language: 'en' };
    expect((await preview(ask)).rows[0]?.errors[0]?.message).toMatch(/no power/);
  });
});

describe('a list as JSON', () => {
  test('is previewed for several sub-districts at once', async () => {
    const shown = await preview({
      body: { title: '两街道', subDistricts: ['wolong', 'xinping'], powers: ['MR-008', { code: 'CU-002' }] },
    });
    expect(shown.ok).toBe(true);
    expect(shown.rows).toHaveLength(4);
  });
  test('has the same errors as a launch would have', async () => {
    const body = { title: '试', subDistrict: 'wolong', powers: ['MR-008', 'PS-001'] };
    const shown = await preview({ body });
    expect(errorsOf(shown)).toEqual([{ row: 1, field: '', code: 'freedom-restricting' }]);
    expectProblem(
      await system.ask('POST', '/api/transfers', { as: 'coordinator', body }),
      422,
      'freedom-restricting',
      '/powers/1',
    );
  });
  test('warns of what does not stand against it', async () => {
    const { launches } = await preview({ body: { title: '试', subDistrict: 'wolong', powers: ['EE-001'] } });
    expect(launches[0]?.warnings).toContainEqual(expect.objectContaining({ code: 'above-county', powers: ['EE-001'] }));
  });
});

describe('a list as a workbook', () => {
  const list = (...table: readonly (readonly string[])[]) =>
    rows(['事项编码', '街道', '方式', '由原部门继续管辖的情形'], ...table.map((row) => [...row]));
  const previewOf = async (content: Buffer, ask: Ask = {}) =>
    preview({ ...ask, ...upload(content, { title: '清单', subDistrict: 'wolong' }) });

  test('given a formula without a result and an error, then their rows and columns are named, nothing can be launched, and the other rows are judged', async () => {
    const data = list(
      ['MR-001', '', '<c r="C2"><f>"委托"</f></c>'],
      ['MR-002', '', '', '<c r="D3" t="e"><v>#REF!</v></c>'],
      ['MR-999'],
    );
    const shown = await previewOf(await workbook([{ name: '清单', data }]));
    expect(errorsOf(shown)).toEqual([
      { row: 2, field: '/mode', code: 'cell-without-result' },
      { row: 3, field: '/reserved', code: 'cell-error' },
      { row: 4, field: '', code: 'unknown-power' },
    ]);
    expect(shown.ok).toBe(false);
    expect(shown.launches[0]?.request).toBeUndefined();
  });
  test('given a hidden dictionary, a title and 序号, then the list is read, and what was left out is said in the reader’s language', async () => {
    const data = rows(['附件1 赋权事项清单'], ['序号', '事项编码', '备注'], ['1', 'MR-001', '急']);
    const content = await workbook([
      { name: '字典', state: 'hidden', data: rows(['市场监管']) },
      { name: '清单', data },
      { name: '开化', data: list(['MR-002']) },
    ]);
    const shown = await previewOf(content, { language: 'en' });
    expect({ ok: shown.ok, codes: shown.rows.map(({ row, code }) => [row, code]) }).toEqual({
      ok: true,
      codes: [[3, 'MR-001']],
    });
    expect(shown.notes).toEqual([
      { code: 'sheet-read', message: 'The sheet “清单” was read, with its headings in row 2.' },
      { code: 'sheet-hidden', message: 'The sheet “字典” is hidden and was not read.' },
      { code: 'sheet-left', message: 'The sheet “开化” was not read.' },
      { code: 'rows-above', message: 'Above the headings, row(s) 1 were not read.' },
      { code: 'columns-ignored', message: 'The column(s) “序号, 备注” were not read.' },
    ]);
    expect((await previewOf(content)).notes[0]?.message).toBe('读取的是工作表“清单”，表头在第 2 行。');
  });
  test('given codes in full width, lower case or with signs of no width, then they are the catalogue’s; a sign that only looks right is named', async () => {
    const shown = await previewOf(
      await workbook([{ name: 'S', data: list(['ＭＲ－001'], ['mr-002'], ['MR-003\u200b'], ['MR–004']) }]),
    );
    expect(shown.rows.map(({ code }) => code)).toEqual(['MR-001', 'MR-002', 'MR-003', 'MR–004']);
    expect(errorsOf(shown)).toEqual([{ row: 5, field: '', code: 'code-sign' }]);
    expect(shown.rows[3]?.errors[0]?.message).toContain('“–”（U+2013）');
    const json = await preview({
      body: { title: 'x', subDistrict: 'wolong', powers: ['mr-001', { code: 'ｍｒ-002' }] },
    });
    expect(json).toMatchObject({ ok: true, notes: [] });
    expect(json.launches[0]?.request).toMatchObject({ powers: ['MR-001', { code: 'MR-002' }] });
  });
  test('given the same list as UTF-16, with tabs or semicolons, then the same is read, and how is said', async () => {
    const text = (separator: string) =>
      [
        ['事项编码', '由原部门继续管辖的情形'],
        ['MR-001', '跨区域案件；重大案件'],
      ]
        .map((row) => row.join(separator))
        .join('\r\n');
    for (const content of [
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text('\t'), 'utf16le')]),
      Buffer.from(text(';')),
    ]) {
      const shown = await previewOf(content);
      expect(shown.rows[0]?.scope?.reserved).toEqual(['跨区域案件', '重大案件']);
      expect(shown.notes.map(({ code }) => code)).toEqual(['text-read']);
    }
  });
});

test('only the coordinator previews; what is no list is refused', async () => {
  for (const as of ['kaihua-chief', 'auditor', 'admin'])
    expectProblem(await system.ask('POST', '/api/launches/preview', { as, body: {} }), 403, 'not-your-role');
  const as = 'coordinator';
  expectProblem(await system.ask('POST', '/api/launches/preview', { as, body: {} }), 422, 'invalid-content', '/powers');
  expectProblem(
    await system.ask('POST', '/api/launches/preview', { as, body: { powers: ['MR-001'] } }),
    422,
    'invalid-content',
    '/subDistrict',
  );
  expectProblem(
    await system.ask('POST', '/api/launches/preview', { as, ...upload('颜色\n红') }),
    422,
    'headings-missing',
    '/columns',
  );
  expectProblem(
    await system.ask('POST', '/api/launches/preview', { as, ...upload(Buffer.alloc(6 * 1024 * 1024, 65)) }),
    413,
    'too-large',
    '/file',
  );
});
