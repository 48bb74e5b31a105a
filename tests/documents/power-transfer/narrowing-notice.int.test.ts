/** The notice of a narrower scope tells the scope that was decided, not the one that was launched. */
import { createRecord } from '../../../activities/record';
import { powersByCode } from '../../../src/database/catalogue-repository';
import { loadSeed } from '../../../src/database/seed/seed';
import { noticesOf } from '../../../src/database/notice-repository';
import { noticeBody } from '../../../src/documents/power-transfer/notice';
import { bareTransfer } from '../../setup/bare-transfer';
import { freshDatabase, type TestDatabase } from '../../setup/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await loadSeed(database.owner, { demonstration: true, key: Buffer.alloc(32, 7) });
  const { owner } = database;
  const powers = await powersByCode(owner, ['MR-001', 'MR-002']);
  await bareTransfer(owner, 't1', {
    title: '开化',
    powers: [...powers.values()].map(({ code: power, department, field }, position) => ({
      ...{ position, power, department, field, mode: 'devolve', scope: { territory: '全部', reserved: [] } },
    })),
  });
  await owner.query(
    `insert into completion (transfer, seq, part, task, step, organisation, by_person, at, outcome, powers, reason, particulars)
     values ('t1', 5, 0, 'e', 'evaluate', 'market', 'market-assessor', now(), 'narrow', '{[0,1)}', '范围过大', '{"territory": "建成区", "reserved": ["跨区域案件"]}')`,
  );
});
afterAll(() => database.drop());

const scopesOf = async (step: string): Promise<unknown> => {
  const notice = (await noticesOf(database.app, 't1')).find((one) => one.step === step);
  if (!notice) throw new Error(`no notice of ${step}`);
  return noticeBody(notice).powers.map(({ code, scope, legalBasis }) => ({
    code,
    territory: scope.territory,
    law: legalBasis,
  }));
};

test('the narrowed power has its new scope; other notices and other powers keep theirs', async () => {
  const record = createRecord({ database: database.worker });
  const at = Date.parse('2026-11-25T02:00:00Z');
  const acts = ['publish-narrowing', 'publish-recall'].map((step) => ({
    entry: {
      ...({ kind: 'act', key: `x/${step}@system!`, by: 'system', at, task: `x/${step}@system`, step } as const),
      ...{ office: 'system', outcomes: { published: '0-1' } },
    },
    ...{ put: [], gone: [], states: {} },
  }));
  const overall = { state: 'in-force', suspended: false, dayMs: null };
  const told = await record({ transfer: 't1', run: 'a-run', seq: 0, hash: '', overall, records: acts });
  expect(told).toMatchObject({ head: { seq: 2 } });
  expect(await scopesOf('publish-narrowing')).toEqual([
    { code: 'MR-001', territory: '建成区', law: expect.any(String) },
    { code: 'MR-002', territory: '全部', law: expect.any(String) },
  ]);
  expect(await scopesOf('publish-recall')).toEqual([
    { code: 'MR-001', territory: '全部', law: expect.any(String) },
    { code: 'MR-002', territory: '全部', law: expect.any(String) },
  ]);
});
