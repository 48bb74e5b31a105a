/** A transfer's documents come from what was recorded, and only to those whose transfer it is. */
import { z } from 'zod';
import { documentsOf } from '../../src/documents/power-transfer/documents';
import { drive } from './driving';
import { peopleOf } from './people';
import { expectProblem, startSystem, type System } from './system';

const documentSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  title: z.string(),
  powers: z.array(z.string()),
  pdf: z.string(),
  docx: z.string(),
  notice: z.string().optional(),
});
type Listed = z.output<typeof documentSchema>;

let system: System;
let people: ReturnType<typeof peopleOf>;
let transfer: string;
const entrusted = { code: 'MR-010', mode: 'entrust', period: { from: '2026-01-01', until: '2099-12-31' } };

beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
  transfer = await people.launch(['MR-002', entrusted, 'CU-001']);
});
afterAll(() => system.stop());

const documentsAs = async (as: string, id = transfer): Promise<Listed[]> =>
  z.array(documentSchema).parse((await system.ask('GET', `/api/transfers/${id}/documents`, { as })).body.items);
const ofKind = async (kind: string): Promise<Listed[]> =>
  (await documentsAs('coordinator')).filter((document) => document.kind === kind);

test('before anything is decided there is none', async () => {
  expect(await documentsAs('kaihua-office')).toEqual([]);
});

test('the notice is there when it is published', async () => {
  await drive(people, transfer, ['confirm-handover']);
  const notices = await documentsAs('kaihua-office');
  // what was decided at different times was published at different times
  expect(notices.flatMap(({ powers }) => powers).toSorted()).toEqual(['CU-001', 'MR-002', 'MR-010']);
  expect(new Set(notices.map(({ kind, status }) => `${kind} ${status}`))).toEqual(new Set(['notice published']));
});

test('the confirmation is there, as a draft, when both sides have confirmed, for each department by itself', async () => {
  await drive(people, transfer, ['witness-handover']);
  const confirmations = await ofKind('handover-confirmation');
  expect(confirmations.map(({ status, powers }) => ({ status, powers: powers.toSorted() }))).toEqual(
    expect.arrayContaining([
      { status: 'draft', powers: ['CU-001'] },
      { status: 'draft', powers: ['MR-002', 'MR-010'] },
    ]),
  );
  expect(confirmations).toHaveLength(2);
  const [instrument] = await ofKind('instrument');
  expect(instrument).toMatchObject({ status: 'draft', powers: ['MR-010'] });
});

test('what the witness sends back stands no longer', async () => {
  const tasks = await people.tasksOf('coordinator', transfer);
  const task = await people.detail('coordinator', tasks.find(({ powers }) => powers.includes('CU-001'))?.id ?? '');
  const sentBack = people.answer(task, { 'CU-001': { outcome: 'sentBack', reason: '清单不全' } }, ['CU-001']);
  expect((await people.complete('coordinator', task, sentBack)).status).toBe(200);
  expect((await ofKind('handover-confirmation')).map(({ powers }) => powers.toSorted())).toEqual([
    ['MR-002', 'MR-010'],
  ]);
  await drive(people, transfer, ['witness-handover']);
  expect(await ofKind('handover-confirmation')).toHaveLength(2);
});

test('and stands when it is witnessed; the instrument is published for both sides', async () => {
  await drive(people, transfer);
  expect((await ofKind('handover-confirmation')).map(({ status }) => status)).toEqual(['standing', 'standing']);
  expect((await ofKind('instrument')).map(({ status }) => status)).toEqual(['published']);
  const published = await ofKind('notice');
  expect(published.flatMap(({ powers }) => powers).toSorted()).toEqual(['CU-001', 'MR-002', 'MR-010', 'MR-010']);
});

test('each comes as PDF and as DOCX, named in the reader’s language', async () => {
  for (const { pdf, docx, title } of await documentsAs('auditor')) {
    const first = await system.ask('GET', pdf, { as: 'auditor' });
    expect(first).toMatchObject({ status: 200, type: 'application/pdf' });
    expect(first.text.startsWith('%PDF-')).toBe(true);
    expect(first.header('content-disposition')).toContain(`attachment; filename*=UTF-8''${encodeURIComponent(title)}`);
    const second = await system.ask('GET', `${docx}?language=en`, { as: 'auditor' });
    expect(second.status).toBe(200);
    expect(second.text.startsWith('PK')).toBe(true);
    expect(second.header('content-disposition')).not.toContain(encodeURIComponent(title));
  }
});

test('whose transfer it is not finds nothing; nor what is no document', async () => {
  const [document] = await documentsAs('auditor');
  for (const as of ['wolong-office', 'transport-head']) {
    expectProblem(await system.ask('GET', `/api/transfers/${transfer}/documents`, { as }), 404, 'not-found');
    expectProblem(await system.ask('GET', document?.pdf ?? '', { as }), 404, 'not-found');
  }
  expectProblem(await system.ask('GET', document?.pdf ?? ''), 401, 'unauthenticated');
  for (const file of ['nothing.pdf', `${document?.id}.exe`, `${document?.id}`, '..%2F..%2Fpackage.pdf'])
    expectProblem(
      await system.ask('GET', `/api/transfers/${transfer}/documents/${file}`, { as: 'auditor' }),
      404,
      'not-found',
    );
});

test('notices are the public’s', async () => {
  const { items = [] } = (await system.ask('GET', '/api/notices?subDistrict=kaihua')).body;
  expect(items).toHaveLength((await ofKind('notice')).length);
  expect(items.length).toBeGreaterThan(1);
  expect((await system.ask('GET', '/api/notices?subDistrict=wolong')).body.items).toEqual([]);
  const [first] = (await system.ask('GET', '/api/notices?limit=1')).body.items ?? [];
  expect(first).toEqual(items[0]);
  for (const { id, step } of z.array(z.looseObject({ id: z.string(), step: z.string() })).parse(items)) {
    const notice = await system.ask('GET', `/api/notices/${id}`);
    expect(notice.body).toMatchObject({ id, step, subDistrict: 'kaihua' });
    const { entry } = z.looseObject({ entry: z.object({ seq: z.number(), hash: z.string() }) }).parse(notice.body);
    const history = await system.ask('GET', `/api/transfers/${transfer}/history?limit=500`, { as: 'auditor' });
    expect(history.body.items?.find((line) => line['seq'] === entry.seq)).toMatchObject({ step, hash: entry.hash });
    const pdf = await system.ask('GET', `/api/notices/${id}.pdf?inline=true`);
    expect(pdf).toMatchObject({ status: 200, type: 'application/pdf' });
    expect(pdf.header('content-disposition')).toMatch(/^inline/);
  }
  expectProblem(await system.ask('GET', '/api/notices/nothing'), 404, 'not-found');
  expectProblem(await system.ask('GET', '/api/notices/nothing.pdf'), 404, 'not-found');
});

describe('given offices renamed and accounts handed on', () => {
  const readTransfer = z.object({ id: z.string(), title: z.string(), subDistrict: z.string() });
  const stepTitle = (code: string) => ({ zh: code, en: code });
  const itemsOf = async (url: string, as?: string) =>
    (await system.ask('GET', url, as === undefined ? {} : { as })).body.items ?? [];
  /** What the documents say, laid out in any format from this. */
  const documents = async () => {
    const row = readTransfer.parse((await system.ask('GET', `/api/transfers/${transfer}`, { as: 'auditor' })).body);
    const entries = await documentsOf(system.database.app, row, stepTitle);
    return entries.map(({ make, ...entry }) => ({ ...entry, says: make() }));
  };
  const rename = async () => {
    const name = { zh: '城南街道办事处', en: 'Chengnan' };
    expect((await system.ask('PATCH', '/api/organisations/kaihua', { as: 'admin', body: { name } })).status).toBe(200);
    // the catalogue goes on, too: what was decided stands as it was decided
    const power = { name: { zh: '改名后的事项', en: 'renamed power' }, legalBasis: '新的依据' };
    expect((await system.ask('PATCH', '/api/powers/MR-002', { as: 'coordinator', body: power })).status).toBe(200);
    for (const username of ['market-head', 'culture-head', 'kaihua-chief', 'coordinator'])
      expect(
        (
          await system.ask('PATCH', `/api/accounts/${username}`, {
            as: 'admin',
            body: { name: { zh: `继任者${username}`, en: `successor ${username}` } },
          })
        ).status,
      ).toBe(200);
  };
  let underWay: string;
  beforeAll(async () => {
    underWay = await people.launch(['MR-003']);
    expect(
      (
        await system.ask('POST', `/api/transfers/${underWay}/notes`, {
          as: 'kaihua-chief',
          body: { code: 'comment', text: '看一下 @market-head', mentions: ['market-head'] },
        })
      ).status,
    ).toBe(201);
    await drive(people, underWay, ['assess-capacity']);
  });

  test('then what was signed, published, recorded and said before keeps its names', async () => {
    const read = async () => ({
      documents: await documents(),
      notices: await itemsOf('/api/notices?subDistrict=kaihua'),
      history: await itemsOf(`/api/transfers/${transfer}/history?limit=500`, 'auditor'),
      notes: await itemsOf(`/api/transfers/${underWay}/notes`, 'auditor'),
      launched: (await system.ask('GET', `/api/transfers/${transfer}`, { as: 'auditor' })).body['launchedByName'],
      powers: (await system.ask('GET', `/api/transfers/${transfer}`, { as: 'auditor' })).body['powers'],
      register: (await itemsOf('/api/register?power=MR-002&all=true')).map(({ powerName, legalBasis }) => ({
        powerName,
        legalBasis,
      })),
      found: (await itemsOf(`/api/register?q=${encodeURIComponent('改名后的事项')}`)).length,
      sheet: (await system.ask('GET', '/api/transfers.csv', { as: 'auditor' })).text
        .split('\r\n')
        .map((line) => line.split(',')[8]),
    });
    const [task] = await people.tasksOf('market-assessor', underWay);
    const before = { ...(await read()), said: (await people.detail('market-assessor', task?.id ?? '')).before };
    await rename();
    const after = { ...(await read()), said: (await people.detail('market-assessor', task?.id ?? '')).before };
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toMatch(/继任者|城南|改名后|新的依据/);
    expect(before.register).toMatchObject([{ powerName: expect.any(String), legalBasis: expect.any(String) }]);
    expect(before.found).toBe(0);
    expect(before.launched).toBe('改革协调员');
    expect(JSON.stringify(before.documents)).toMatch(/市场监管局负责人于/);
    expect(before.said).toMatchObject([{ by: 'kaihua-chief', byName: '开化街道主任' }]);
    expect(before.history[0]).toMatchObject({ by: 'launch', byName: '改革协调员' });
  });

  test('then what is signed and published later has the new ones, each entry in its own hashed content', async () => {
    await drive(people, underWay, ['confirm-handover']);
    const [notice] = await itemsOf('/api/notices?subDistrict=kaihua&limit=1');
    expect(notice).toMatchObject({ subDistrictName: '城南街道办事处', powers: [{ code: 'MR-003' }] });
    const history = await itemsOf(`/api/transfers/${underWay}/history?limit=500`, 'auditor');
    const content = z.object({ step: z.string().nullable(), byName: z.string(), content: z.string() });
    const approval = content.parse(history.find(({ step }) => step === 'approve-transfer'));
    expect(approval.byName).toBe('继任者market-head');
    expect(JSON.parse(approval.content)).toMatchObject({
      command: {
        person: {
          id: 'market-head',
          role: 'head',
          name: { zh: '继任者market-head', en: 'successor market-head' },
          office: 'market',
          officeName: { zh: expect.any(String), en: expect.any(String) },
        },
      },
    });
    // the auditor finds what a person did by what they were called then
    const found = await itemsOf(`/api/ledger?by=${encodeURIComponent('继任者market')}`, 'auditor');
    expect(new Set(found.map(({ by, transfer: of }) => JSON.stringify([by, of])))).toEqual(
      new Set([JSON.stringify(['market-head', { id: underWay, title: '开化街道赋权' }])]),
    );
    const earlier = await itemsOf(`/api/ledger?by=${encodeURIComponent('市场监管局负责人')}`, 'auditor');
    expect(earlier.length).toBeGreaterThan(0);
    expect(earlier.every((entry) => entry['by'] === 'market-head')).toBe(true);
    expect(JSON.stringify(earlier)).not.toContain(underWay);
  });

  test('then the register has today’s names for what holds today, and those of its time for a day before', async () => {
    const [now] = await itemsOf('/api/register?power=MR-002&subDistrict=kaihua');
    expect(now).toMatchObject({ subDistrictName: '城南街道办事处', exercisedByName: '城南街道办事处' });
    expect(now?.['remedy']).toContain('城南街道办事处');
    const { owner } = system.database;
    // as if it had all been a week ago, and ended the day before the renaming
    await owner.query('alter table register disable trigger user');
    await owner.query(
      `update register set since = since - interval '9 days', until = since - interval '1 day' where power = 'MR-002'`,
    );
    await owner.query('alter table register enable trigger user');
    const [past] = await itemsOf('/api/register?power=MR-002&subDistrict=kaihua&all=true');
    expect(past).toMatchObject({ exercisedByName: '开化街道办事处' });
    expect(past?.['remedy']).toContain('开化街道办事处');
  });
});
