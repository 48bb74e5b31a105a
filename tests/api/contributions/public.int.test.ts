/** What somebody without an account does with what lies open, and what offices see of it. */
import pino from 'pino';
import { z } from 'zod';
import type { App } from '../../../src/api/http/app';
import { buildServer } from '../../../src/api/server';
import { countContributions } from '../../../src/api/contributions/counting';
import { contributionKeptAnswer, ownContributionAnswer, publicMatterAnswer } from '../../../src/contract/contributions';
import { insertMatter } from '../../../src/database/launch-repository';
import { participantsOf } from '../../../src/domain/procedure/participants';
import { chain } from '../../../src/ledger/chain';
import { digestOf, type Tally } from '../../../src/ledger/contributions';
import { isIncluded, leafHash } from '../../../src/ledger/merkle';
import { openContributions } from '../../../src/verification/contributions';
import { openFindings } from '../../../src/verification/findings';
import { aPetition, petition } from '../../builders/petition';
import { tableReading } from '../../setup/table-reader';
import { family } from '../petitions';
import { roomy, startSystem, type System } from '../system';

let system: System;
let app: App;
beforeAll(async () => {
  system = await startSystem();
  const { database, engine, key, signingKey } = system;
  app = await buildServer({
    ...{ database: database.app, engine, key, signingKey, log: pino({ level: 'error' }), tables: tableReading() },
    ...{ uploads: roomy, demonstration: true, dayMs: null, now: Date.now, web: null, checkAnswers: true },
    dossiers: family,
    ...{ leastFormMs: 0, contributionsPerMinute: 20 },
  });
});
afterAll(async () => {
  await app.close();
  await system.stop();
});

let address = 0;
interface Asking {
  readonly as?: string;
  readonly body?: unknown;
  readonly language?: string;
  readonly from?: string;
}
async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, { as, body, language, from }: Asking = {}) {
  const token = as === undefined ? undefined : await system.tokenOf(as);
  address += 1;
  const reply = await app.inject({
    ...{ method, url },
    remoteAddress: from ?? `10.0.${address >> 8}.${address % 256}`,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(language === undefined ? {} : { 'accept-language': language }),
    },
    ...(body === undefined ? {} : { payload: { ...z.looseObject({}).parse(body) } }),
  });
  return { status: reply.statusCode, body: z.unknown().parse(reply.body === '' ? null : reply.json()) };
}
const codeIn = (body: unknown): unknown => z.looseObject({ code: z.unknown() }).safeParse(body).data?.code;

let matters = 0;
/** A matter with two petitions, of which what was found lies open, as launch and record lay it down. */
async function laidOpen() {
  matters += 1;
  const id = `p${matters}`;
  const launch = aPetition({ transfer: id, count: 2 });
  await insertMatter(system.database.app, {
    ...{ id, procedure: petition, title: '信访答复', launchedBy: 'coordinator', digest: '', document: {}, launch },
    items: ['P-1', 'P-2'].map((subject, position) => ({ subject, position })),
    participants: participantsOf(petition, launch),
  });
  const { owner } = system.database;
  const task = `k/lay-open@desk:coordination`;
  for (const [seq, powers, found] of [
    [1, '{[0,1)}', '第一件查明'],
    [2, '{[1,2)}', '第二件待查'],
    [3, '{[1,2)}', '第二件查明'],
  ]) {
    await owner.query(
      `insert into completion (transfer, seq, part, task, step, organisation, by_person, at, outcome, powers)
        values ($1, $2, 0, 'h', 'handle', 'market', 'market-assessor', now(), 'handled', $3)`,
      [id, seq, powers],
    );
    await owner.query(
      `insert into completed_form (transfer, seq, step, organisation, form) values ($1, $2, 'handle', 'market', $3)`,
      [id, seq, { found, secret: '内部' }],
    );
  }
  await owner.query(
    `insert into task (transfer, id, public_id, step, organisation, party, powers, opened, open_until)
      values ($1, $2, $3, 'lay-open', 'coordination', 'desk', '{[0,2)}', now(), now() + interval '30 days')`,
    [id, task, `public-${id}`],
  );
  const end = () => owner.query('update task set open_until = now() where transfer = $1', [id]);
  /** The answer that closes it, as the record writes it. */
  async function close(contributions: Tally | undefined): Promise<void> {
    const [row] = chain(
      { transfer: id, seq: 0, hash: '' },
      [
        {
          entry: {
            ...{ kind: 'complete', key: 'c', by: 'coordinator', at: Date.now(), task, step: 'lay-open' },
            ...{ party: 'desk', office: 'coordination', outcomes: { closed: '0-1' } },
          },
          command: { form: {}, ...(contributions ? { contributions } : {}) },
          ...{ put: [], gone: [task], states: {} },
        },
      ],
      Date.now(),
    );
    await system.database.worker.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run) values ($1, $2, $3, $4, $5, $6, 'r')`,
      [id, row?.seq, row?.key, row?.previous, row?.hash, row?.content],
    );
    await owner.query(
      `insert into completion (transfer, seq, part, task, step, organisation, by_person, at, outcome, powers)
        values ($1, 1, 1, $2, 'lay-open', 'coordination', 'coordinator', now(), 'closed', '{[0,2)}')`,
      [id, task],
    );
  }
  return { id, task, end, close };
}

const readMatter = async (id: string, language = 'zh') =>
  publicMatterAnswer.parse((await ask('GET', `/api/public/matters/${id}`, { language })).body);
async function contribute(id: string, more: object = {}) {
  const { form } = await readMatter(id);
  return ask('POST', `/api/public/matters/${id}/contributions`, { body: { form, text: '应当公开', ...more } });
}
const kept = async (id: string, more: object = {}) => {
  const reply = await contribute(id, more);
  expect({ status: reply.status, code: codeIn(reply.body) }).toEqual({ status: 201, code: undefined });
  return contributionKeptAnswer.parse(reply.body);
};
const own = async (receipt: string) =>
  ownContributionAnswer.parse((await ask('GET', `/api/public/contributions/${receipt}`)).body);
const received = (id: string, as: string, query = '') => ask('GET', `/api/matters/${id}/contributions${query}`, { as });
const items = (body: unknown) => z.looseObject({ items: z.array(z.looseObject({})) }).parse(body).items;

describe('what lies open', () => {
  it('is read by everybody: what was said last of each item, and nothing else of a form', async () => {
    const { id } = await laidOpen();
    const matter = await readMatter(id, 'en');
    expect(matter).toMatchObject({
      ...{ title: '信访答复', procedure: { code: 'petition' } },
      laidOpen: [
        {
          ...{ state: 'open', asks: 'What do you say to it?', items: ['P-1', 'P-2'] },
          texts: [
            { items: ['P-1'], text: '第一件查明' },
            { items: ['P-2'], text: '第二件查明' },
          ],
        },
      ],
    });
    expect(JSON.stringify(matter)).not.toContain('内部');
    expect(matter.form).toBeTruthy();
  });

  it.each([['nobody knows it'], ['nothing of it lies open']])('is not told where %s', async (why) => {
    const id = why === 'nobody knows it' ? 'unknown' : (await laidOpen()).id;
    await system.database.owner.query('delete from task where transfer = $1', [id]);
    for (const reply of [
      await ask('GET', `/api/public/matters/${id}`),
      await ask('POST', `/api/public/matters/${id}/contributions`, { body: { form: 'x', text: 'x' } }),
    ])
      expect({ status: reply.status, code: codeIn(reply.body) }).toEqual({ status: 404, code: 'not-found' });
  });
});

describe('a contribution', () => {
  it('is taken without an account; its receipt shows it, and the digest is made from it by anybody', async () => {
    const { id } = await laidOpen();
    const { receipt, digest, task } = await kept(id, { text: '  应当公开 ', name: '张三', contact: '138' });
    const mine = await own(receipt);
    expect(mine).toMatchObject({ state: 'held', text: '应当公开', name: '张三', contact: '138', digest });
    expect(mine.inclusion).toBeUndefined();
    const { salt = '', text = '', name = '', contact = '' } = mine;
    expect(digestOf({ matter: id, task, salt, text, name, contact })).toBe(digest);
    const { rows } = await system.database.owner.query<{ all: string }>(
      `select string_agg(to_jsonb(c)::text, '') as all from contribution c where matter = $1`,
      [id],
    );
    for (const secret of [receipt, '公开', '张三', '138', salt]) expect(rows[0]?.all).not.toContain(secret);
  });

  it('sent twice on one form is one; something else on it is refused', async () => {
    const { id } = await laidOpen();
    const { form } = await readMatter(id);
    const send = (text: string) => ask('POST', `/api/public/matters/${id}/contributions`, { body: { form, text } });
    const replies = await Promise.all([send('同样的话'), send('同样的话'), send('同样的话')]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map(({ body }) => contributionKeptAnswer.parse(body).receipt)).size).toBe(1);
    const other = await send('另一句话');
    expect({ status: other.status, code: codeIn(other.body) }).toEqual({ status: 409, code: 'form-used' });
  });

  it.each<[string, number, string, object]>([
    ['says nothing', 422, 'invalid-content', { text: '  ' }],
    ['is too long', 422, 'invalid-content', { text: '长'.repeat(5_001) }],
    ['cannot be kept', 422, 'invalid-content', { text: 'a\u0000b' }],
    ['has a field too many', 422, 'invalid-content', { office: 'market' }],
    ['comes on no form of ours', 422, 'form-unknown', { form: 'x.y.z' }],
    ['is about something else', 409, 'not-laid-open', { task: 'another' }],
  ])('that %s is refused in both languages', async (_, status, code, more) => {
    const { id } = await laidOpen();
    const reply = await contribute(id, more);
    expect({ status: reply.status, code: codeIn(reply.body) }).toEqual({ status, code });
    const english = await ask('POST', `/api/public/matters/${id}/contributions`, {
      ...{ language: 'en', body: { form: (await readMatter(id)).form, text: 'x', ...more } },
    });
    expect(JSON.stringify(english.body)).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('on a form of another matter, or of one whose time is over, is not taken', async () => {
    const [one, another] = [await laidOpen(), await laidOpen()];
    const { form } = await readMatter(another.id);
    const reply = await contribute(one.id, { form });
    expect(codeIn(reply.body)).toBe('form-unknown');
    await another.end();
    const late = await ask('POST', `/api/public/matters/${another.id}/contributions`, { body: { form, text: 'x' } });
    expect({ status: late.status, code: codeIn(late.body) }).toEqual({ status: 409, code: 'not-laid-open' });
    const { laidOpen: shown, form: none } = await readMatter(another.id);
    expect([shown.map(({ state }) => state), none]).toEqual([['over'], undefined]);
  });

  it('says which, where several lie open', async () => {
    const { id } = await laidOpen();
    await system.database.owner.query(
      `insert into task (transfer, id, public_id, step, organisation, party, powers, opened, open_until)
        select transfer, 'other', 'other-' || transfer, step, organisation, party, powers, opened, open_until from task where transfer = $1`,
      [id],
    );
    const reply = await contribute(id);
    expect({ status: reply.status, code: codeIn(reply.body) }).toEqual({ status: 422, code: 'several-laid-open' });
    expect((await kept(id, { task: `other-${id}` })).task).toBe(`other-${id}`);
  });

  it('is not taken where too many come to one matter, from however many addresses; another matter takes its own', async () => {
    const [one, another] = [await laidOpen(), await laidOpen()];
    for (let i = 0; i < 20; i += 1) await kept(one.id);
    const reply = await contribute(one.id);
    expect({ status: reply.status, code: codeIn(reply.body) }).toEqual({ status: 429, code: 'many-contributions' });
    await kept(another.id);
  });

  it('comes thirty times a minute from one address', async () => {
    const { id } = await laidOpen();
    const send = () =>
      ask('POST', `/api/public/matters/${id}/contributions`, { from: '10.9.9.9', body: { form: 'x', text: 'x' } });
    const statuses = [];
    for (let i = 0; i < 31; i += 1) statuses.push((await send()).status);
    expect(statuses.slice(29)).toEqual([422, 429]);
  });
});

describe('removing', () => {
  it('by the author takes away what was said, once and for good', async () => {
    const { id } = await laidOpen();
    const { receipt, digest } = await kept(id);
    for (let twice = 0; twice < 2; twice += 1)
      expect((await ask('DELETE', `/api/public/contributions/${receipt}`)).status).toBe(204);
    const mine = await own(receipt);
    expect(mine).toMatchObject({ state: 'removed', digest, removed: { by: 'author' } });
    expect([mine.text, mine.salt]).toEqual([undefined, undefined]);
    for (const method of ['GET', 'DELETE'] as const)
      expect((await ask(method, `/api/public/contributions/${'x'.repeat(32)}`)).status).toBe(404);
  });

  it('by a decision is for who steers the matter, has a reason, and stands in the system’s ledger', async () => {
    const { id, end, task, close } = await laidOpen();
    const { digest, receipt } = await kept(id);
    const remove = (as: string, body: object = { reason: 'insulting' }) =>
      ask('POST', `/api/matters/${id}/contributions/${digest}/remove`, { as, body });
    // nobody removes what nobody may have read
    expect((await remove('coordinator')).status).toBe(404);
    await end();
    await close(await countContributions(system.database.app, id, task));
    expect(codeIn((await remove('government')).body)).toBe('not-your-role');
    expect((await remove('market-head')).status).toBe(404);
    expect(codeIn((await remove('coordinator', { reason: 'I do not like it' })).body)).toBe('invalid-content');
    expect((await remove('coordinator')).body).toMatchObject({
      ...{ state: 'removed', digest, removed: { by: { username: 'coordinator' }, reason: 'insulting' } },
    });
    expect(await own(receipt)).toMatchObject({ removed: { by: 'decision', reason: 'insulting' }, state: 'removed' });
    const { rows } = await system.database.owner.query(
      `select content from system_note where kind = 'contribution-removed' and by_person = 'coordinator'`,
    );
    expect(rows).toEqual([{ content: { matter: id, contribution: digest, reason: 'insulting' } }]);
  });
});

describe('offices', () => {
  it('read nothing before the time is over, then who sums up with names, then others without', async () => {
    const { id, end, task, close } = await laidOpen();
    for (let i = 0; i < 3; i += 1) await kept(id, { text: `意见 ${i}`, name: '张三' });
    for (const as of ['coordinator', 'government', 'auditor'])
      expect(codeIn((await received(id, as)).body)).toBe('contributions-under-way');
    await end();
    expect(items((await received(id, 'coordinator', '?step=lay-open')).body)).toMatchObject(
      [0, 1, 2].map((i) => ({ text: `意见 ${i}`, name: '张三', state: 'held', task: expect.any(String) })),
    );
    expect(codeIn((await received(id, 'government')).body)).toBe('contributions-under-way');
    await close(await countContributions(system.database.app, id, task));
    for (const as of ['government', 'auditor', 'kaihua-chief']) {
      const [first, ...rest] = items((await received(id, as)).body);
      expect([first?.['text'], first?.['name'], rest.length]).toEqual(['意见 0', undefined, 2]);
    }
    expect((await received(id, 'wolong-chief')).status).toBe(404);
    expect((await ask('GET', `/api/matters/${id}/contributions`)).status).toBe(401);
    const page = z.looseObject({ next: z.string() }).parse((await received(id, 'auditor', '?limit=2')).body);
    expect(items((await received(id, 'auditor', `?limit=2&cursor=${page.next}`)).body)).toMatchObject([
      { text: '意见 2' },
    ]);
  });
});

describe('what was counted', () => {
  it('is shown to everybody, and each author gets the proof that theirs is in it', async () => {
    const { id, end, task, close } = await laidOpen();
    const all = [];
    for (let i = 0; i < 5; i += 1) all.push(await kept(id, { text: `意见 ${i}` }));
    await ask('DELETE', `/api/public/contributions/${all[1]?.receipt ?? ''}`);
    await end();
    await close(await countContributions(system.database.app, id, task));
    const [shown] = (await readMatter(id)).laidOpen;
    expect(shown).toMatchObject({ state: 'closed', counted: { count: 5, seq: 1 } });
    for (const { receipt } of all) {
      const { inclusion } = await own(receipt);
      if (!inclusion) throw new Error('not counted');
      const { leaf, index, proof, entry } = inclusion;
      const tree = { size: entry.count, root: Buffer.from(entry.root, 'hex') };
      const hashes = proof.map((one) => Buffer.from(one, 'hex'));
      expect(isIncluded(leafHash(leaf), index, tree, hashes)).toBe(true);
      expect(entry.root).toBe(shown?.counted?.root);
    }
  });

  /** What verification finds of an answer that counted this. */
  async function found(id: string, task: string, contributions: Tally | undefined) {
    const client = await system.database.owner.connect();
    try {
      const findings = openFindings();
      const looking = openContributions(client, findings);
      looking.answered(id, {
        entry: {
          ...{ kind: 'complete', key: 'c', by: 'coordinator', at: 0, task, step: 'lay-open' },
          ...{ office: 'coordination', outcomes: {} },
        },
        ...{ seq: 9, put: [], gone: [], states: {}, command: contributions ? { contributions } : {} },
      });
      await looking.compare();
      return findings.checked().flatMap(({ what, broken }) => broken.map(({ why, seq }) => [what, why, seq]));
    } finally {
      client.release();
    }
  }

  it('is verified: a row that is gone, put in or back-dated shows', async () => {
    const { id, end, task } = await laidOpen();
    for (let i = 0; i < 3; i += 1) await kept(id);
    await end();
    const counted = await countContributions(system.database.app, id, task);
    expect(await found(id, task, counted)).toEqual([]);
    expect(await found(id, 'another', undefined)).toEqual([]);
    expect(await found(id, task, undefined)).toEqual([['contributions', 'contributions-not-counted', 9]]);
    const differs = [['contributions', 'contributions-differ', 9]];
    expect(await found(id, task, { ...counted, count: 4 })).toEqual(differs);
    // by who removes the triggers
    const { owner } = system.database;
    await owner.query('alter table contribution disable trigger user');
    try {
      await owner.query(`update contribution set received = received - interval '1 minute' where matter = $1`, [id]);
      expect(await found(id, task, counted)).toEqual(differs);
      await owner.query(`update contribution set received = received + interval '1 minute' where matter = $1`, [id]);
      expect(await found(id, task, counted)).toEqual([]);
      await owner.query(
        `delete from contribution where digest = (select min(digest) from contribution where matter = $1)`,
        [id],
      );
      expect(await found(id, task, counted)).toEqual(differs);
    } finally {
      await owner.query('alter table contribution enable trigger user');
    }
  });
});
