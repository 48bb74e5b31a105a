/** Files: every field of every form that takes them can be answered with one, and what is uploaded is a file. */
import { createHash } from 'node:crypto';
import { freeFiles } from '../../src/database/file-repository';
import { formSchemaFor } from '../../src/domain/power-transfer/task-schema';
import { facts, humanSteps } from '../builders/task-facts';
import { drive } from './driving';
import { upload } from './files';
import { peopleOf, type Detail } from './people';
import { expectProblem, startSystem, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

const fileFieldsOf = ({ formSchema: { properties = {} } }: Pick<Detail, 'formSchema'>): string[] =>
  Object.entries(properties).flatMap(([name, one]) => (one['x-files'] ? [name] : []));
const declared = humanSteps.flatMap((step) =>
  fileFieldsOf({ formSchema: formSchemaFor(step, facts(), 'zh') }).map((field) => `${step} ${field}`),
);

/** What the person sends who answers every file field of the task with a file of their own. */
async function withFiles(as: string, task: Detail, outcome = {}) {
  const body = people.answer(task, Object.fromEntries(task.powers.map((power) => [power, outcome])));
  const digests: string[] = [];
  const form: Record<string, unknown> = { ...body.form };
  for (const field of fileFieldsOf(task)) {
    const content = `${task.id} ${field}`;
    const { body: file } = await upload(system, as, content);
    form[field] = [file.id];
    digests.push(createHash('sha256').update(content).digest('hex'));
  }
  return { body: { ...body, form }, digests };
}

test('every file field of every step is answered through the API, and the file’s digest goes into the ledger', async () => {
  const id = await people.launch(['MR-001'], { dayMs: 5, transition: 'after' });
  const answered: string[] = [];
  const digests: string[] = [];
  const narrow = {
    outcome: 'narrow',
    reason: '范围过大',
    particulars: { territory: '建成区', reserved: ['跨区域案件'] },
  };
  async function answer(as: string, step: string, outcome = {}) {
    const task = (await people.tasksOf(as, id)).find((one) => one.step === step);
    const detail = await people.detail(as, task?.id ?? '');
    const sent = await withFiles(as, detail, outcome);
    const reply = await people.complete(as, detail, sent.body);
    expect({ step, status: reply.status, text: reply.status === 200 ? '' : reply.text }).toMatchObject({ status: 200 });
    answered.push(...fileFieldsOf(detail).map((field) => `${step} ${field}`));
    digests.push(...sent.digests);
  }
  const stops = ['review-legality', 'decide', 'confirm-handover', 'evaluate', 'decide-narrowing', 'decide-recall'];
  await drive(people, id, stops);
  await answer('justice-reviewer', 'review-legality');
  await drive(people, id, stops);
  await answer('government', 'decide');
  await drive(people, id, stops);
  await answer('market-head', 'confirm-handover');
  await answer('kaihua-chief', 'confirm-handover');
  await drive(people, id, stops);
  const due = async () => (await people.tasksOf('market-assessor', id)).some(({ step }) => step === 'evaluate');
  while (!(await due())) await drive(people, id, stops);
  await answer('market-assessor', 'evaluate', narrow);
  await answer('justice-reviewer', 'evaluate', narrow);
  await drive(people, id, stops);
  await answer('government', 'decide-narrowing');
  const recall = await system.ask('POST', `/api/transfers/${id}/recall`, {
    as: 'coordinator',
    body: { reason: '专业性过强', code: 'too-specialised' },
  });
  expect({ status: recall.status, text: recall.status === 200 ? '' : recall.text }).toEqual({ status: 200, text: '' });
  await answer('government', 'decide-recall');

  expect([...new Set(answered)].sort()).toEqual([...declared].sort());
  const { text } = await system.ask('GET', `/api/transfers/${id}/history`, { as: 'auditor' });
  for (const digest of digests) expect(text).toContain(digest);

  // and stays, however long ago it was: only what no entry names is removed
  const unnamed = await upload(system, 'market-head', '没有用上的材料');
  const plan = await upload(system, 'coordinator', '方案');
  await people.launch(['MR-002'], { plan: [plan.body.id] });
  await system.database.owner.query(`update file set wanted = wanted - interval '10 years'`);
  expect(await freeFiles(system.database.app, 30, 1_000)).toMatchObject({ files: 1 });
  expectProblem(await system.ask('GET', `/api/files/${unnamed.body.id}`, { as: 'market-head' }), 404, 'not-found');
  const { rows } = await system.database.owner.query<{ sha256: string }>('select sha256 from file');
  expect(rows.map(({ sha256 }) => sha256).sort()).toEqual([...digests, plan.body['sha256']].sort());
}, 120_000);

test('a file that the office does not have is refused as that, whether or not it has others; an old one is still its own', async () => {
  const id = await people.launch(['AG-001']);
  await drive(people, id, ['review-legality']);
  const task = await people.only('justice-reviewer', id);
  const { body } = await withFiles('justice-reviewer', task);
  const cite = (file: string) =>
    people.complete('justice-reviewer', task, { ...body, form: { ...body.form, opinionFile: [file] } });
  expectProblem(await cite('nobody'), 422, 'file-unknown', '/form/opinionFile/0');
  const old = await upload(system, 'justice-reviewer', '旧的审查意见书');
  await system.database.owner.query(
    `insert into file (id, sha256, name, media_type, size, organisation, uploaded_by, content, scan)
     select 'bulk-' || n, 'x', 'x.pdf', 'application/pdf', 1, 'justice', 'justice-reviewer', 'x', 'none' from generate_series(1, 201) n`,
  );
  expect((await cite(old.body.id ?? '')).status).toBe(200);
});

test('an empty file is refused, and a long name keeps its ending', async () => {
  expectProblem(await upload(system, 'kaihua-office', ''), 422, 'file-empty', '/file');
  const { body } = await upload(system, 'kaihua-office', 'x', { name: `${'很长的名字'.repeat(60)}.pdf` });
  expect(body['name']).toMatch(/^很长的名字.*…\.pdf$/u);
});
