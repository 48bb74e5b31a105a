/** The plan that a launch carries: part of the launch document, and read by whoever sees the transfer. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { upload } from './files';
import { expectProblem, startSystem, type Ask, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ worker: true });
});
afterAll(() => system.stop());

const launch = (body: { readonly [field: string]: unknown }, more: Ask = {}) =>
  system.ask('POST', '/api/transfers', {
    as: 'coordinator',
    body: { title: '开化街道赋权', subDistrict: 'kaihua', ...body },
    ...more,
  });
const uploaded = async (as: string, content: string): Promise<string> =>
  (await upload(system, as, content, { name: `${content}.pdf` })).body.id ?? '';
const count = async (): Promise<number> => {
  const { rows } = await system.database.owner.query<{ count: number }>('select count(*)::int as count from matter');
  return rows[0]?.count ?? -1;
};

const shown = z.looseObject({ plan: z.array(z.looseObject({ id: z.string(), name: z.string(), sha256: z.string() })) });
const history = z.looseObject({ items: z.array(z.looseObject({ content: z.string() })) });
const launchEntry = z.looseObject({
  command: z.looseObject({ plan: z.array(z.unknown()).optional() }),
});

test('a plan is shown with the transfer, proved by the ledger, and downloaded by whoever sees the transfer', async () => {
  const [scheme, list] = [await uploaded('coordinator', 'scheme'), await uploaded('coordinator', 'list')];
  expectProblem(await system.ask('GET', `/api/files/${scheme}/content`, { as: 'market-head' }), 404, 'not-found');
  const { status, body } = await launch({ powers: ['MR-001'], plan: [scheme, list] });
  expect(status).toBe(201);

  const transfer = await system.ask('GET', `/api/transfers/${body.id}`, { as: 'market-head' });
  const files = [scheme, list].map((id, index) => {
    const content = index === 0 ? 'scheme' : 'list';
    return { id, name: `${content}.pdf`, sha256: createHash('sha256').update(content).digest('hex') };
  });
  expect(shown.parse(transfer.body).plan).toMatchObject(files);
  const entries = await system.ask('GET', `/api/transfers/${body.id}/history`, { as: 'auditor' });
  const entry = launchEntry.parse(JSON.parse(history.parse(entries.body).items[0]?.content ?? ''));
  expect(entry.command.plan).toEqual(files);

  for (const as of ['market-head', 'kaihua-chief', 'government'])
    expect((await system.ask('GET', `/api/files/${scheme}/content`, { as })).text).toBe('scheme');
  for (const as of ['culture-head', 'wolong-chief'])
    expectProblem(await system.ask('GET', `/api/files/${scheme}/content`, { as }), 404, 'not-found');
});

test('without a plan there is none', async () => {
  const { body } = await launch({ powers: ['MR-002'] });
  const transfer = await system.ask('GET', `/api/transfers/${body.id}`, { as: 'coordinator' });
  expect(shown.parse(transfer.body).plan).toEqual([]);
  const entries = await system.ask('GET', `/api/transfers/${body.id}/history`, { as: 'auditor' });
  const entry = launchEntry.parse(JSON.parse(history.parse(entries.body).items[0]?.content ?? ''));
  expect(entry.command).not.toHaveProperty('plan');
});

test('a plan that cannot be attached is refused at its place, and nothing is launched', async () => {
  const own = await uploaded('coordinator', 'own');
  const others = await uploaded('kaihua-office', 'others');
  const before = await count();
  const powers = ['MR-003'];
  expectProblem(await launch({ powers, plan: [own, 'unknown'] }), 422, 'file-unknown', '/plan/1');
  expectProblem(await launch({ powers, plan: [others] }), 422, 'file-unknown', '/plan/0');
  expectProblem(await launch({ powers, plan: [own, own] }), 422, 'file-twice', '/plan/1');
  expectProblem(await launch({ powers, plan: Array.from({ length: 6 }, () => own) }), 422, 'invalid-content', '/plan');
  expect(await count()).toBe(before);
});

test('the same key with another plan is another launch, and refused', async () => {
  const [one, other] = [await uploaded('coordinator', 'one'), await uploaded('coordinator', 'other')];
  const body = { powers: ['MR-004'], plan: [one] };
  const first = await launch(body, { key: 'planned' });
  expect((await launch(body, { key: 'planned' })).body.id).toBe(first.body.id);
  const changed = await launch({ ...body, plan: [other] }, { key: 'planned' });
  expectProblem(changed, 422, 'idempotency-key-reused', '/headers/idempotency-key');
});

test('a file that was replaced in the database is not handed out under the digest of the old one, and verification names it', async () => {
  const file = await uploaded('coordinator', 'plan');
  const { owner } = system.database;
  await owner.query('alter table file disable trigger user');
  await owner.query(`update file set content = 'other' where id = $1`, [file]);
  expect((await system.ask('GET', `/api/files/${file}/content`, { as: 'coordinator' })).status).toBe(500);
  const troubles = await owner.query(`select detail from trouble where kind = 'evidence-altered'`);
  expect(troubles.rows).toEqual([{ detail: { file } }]);
  const found = await system.ask('GET', '/api/verification?evidence=true', { as: 'auditor' });
  expect(found.body).toMatchObject({ verdict: 'broken' });
  expect(found.text).toContain(`"where":"file ${file}"`);
  const looks = await owner.query('select holds from evidence_look where file = $1', [file]);
  expect(looks.rows).toEqual([{ holds: false }]);
});
