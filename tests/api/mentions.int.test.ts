/** Mentions in notes: of whom, where they are found, and what has been read. */
import { z } from 'zod';
import { peopleOf } from './people';
import { expectProblem, startSystem, type Reply, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

const note = (as: string, transfer: string, mentions: readonly string[], more: { key?: string } = {}): Promise<Reply> =>
  system.ask('POST', `/api/transfers/${transfer}/notes`, {
    as,
    body: { code: 'question', text: mentions.map((one) => `@${one} `).join('') + '请看', mentions },
    ...more,
  });
const list = z.object({
  items: z.array(
    z.looseObject({
      seq: z.number(),
      transfer: z.object({ id: z.string(), title: z.string() }),
      read: z.boolean(),
      text: z.string(),
      by: z.string(),
      mentions: z.array(z.object({ username: z.string(), name: z.string() })),
    }),
  ),
  next: z.string().optional(),
  unread: z.number(),
});
const mentionsOf = async (as: string, query = '') =>
  list.parse((await system.ask('GET', `/api/me/mentions${query}`, { as })).body);
const read = (as: string, mentions: readonly { transfer: string; seq: number }[]): Promise<Reply> =>
  system.ask('POST', '/api/me/mentions/read', { as, body: { mentions } });

describe('people who can be mentioned', () => {
  const offered = async (as: string, transfer: string, query = '') =>
    (await system.ask('GET', `/api/transfers/${transfer}/people${query}`, { as, language: 'en' })).body;
  test('are those who may see the transfer, without oneself, found by part of a name', async () => {
    const id = await people.launch(['TR-001']);
    const { items = [] } = await offered('kaihua-chief', id, '?limit=500');
    const names = items.map(({ username }) => username);
    expect(names).toEqual(expect.arrayContaining(['kaihua-office', 'transport-head', 'government', 'auditor']));
    for (const one of ['kaihua-chief', 'wolong-chief', 'market-head']) expect(names).not.toContain(one);
    const found = await offered('kaihua-chief', id, '?q=TRANSPORT-H');
    expect(found.items).toMatchObject([{ username: 'transport-head', organisation: 'transport', role: 'head' }]);
    const [first] = (await offered('kaihua-chief', id, '?limit=1')).items ?? [];
    const page = await offered(
      'kaihua-chief',
      id,
      `?limit=1&cursor=${(await offered('kaihua-chief', id, '?limit=1')).next}`,
    );
    expect([first?.['username'], page.items?.[0]?.['username']]).toEqual(names.slice(0, 2));
    expectProblem(await system.ask('GET', `/api/transfers/${id}/people`, { as: 'wolong-chief' }), 404, 'not-found');
  });

  test('and nobody else: unknown, of another office, closed; all are named, and nothing is recorded', async () => {
    const id = await people.launch(['TR-002']);
    await system.database.owner.query(`update account set active = false where username = 'transport-trainer'`);
    const reply = await note('kaihua-chief', id, ['transport-head', 'nobody', 'wolong-chief', 'transport-trainer']);
    await system.database.owner.query(`update account set active = true where username = 'transport-trainer'`);
    expectProblem(reply, 422, 'cannot-be-mentioned');
    expect(reply.body.errors?.map(({ field }) => field)).toEqual(['/mentions/1', '/mentions/2', '/mentions/3']);
    expect((await people.transferOf(id))['entries']).toBe(1);
  });
});

describe('a mention', () => {
  test('stands with the note and in the ledger, and is found by the one who is mentioned', async () => {
    const id = await people.launch(['TR-003']);
    const made = await note('kaihua-chief', id, ['transport-head', 'transport-head'], { key: 'once' });
    expect(made.status).toBe(201);
    expect(made.body['mentions']).toMatchObject([{ username: 'transport-head' }]);
    // the same note again is the same note
    expect((await note('kaihua-chief', id, ['transport-head', 'transport-head'], { key: 'once' })).body['seq']).toBe(
      made.body['seq'],
    );
    const notes = await system.ask('GET', `/api/transfers/${id}/notes`, { as: 'auditor' });
    expect(notes.body.items).toMatchObject([{ mentions: [{ username: 'transport-head' }] }]);
    const history = await system.ask('GET', `/api/transfers/${id}/history`, { as: 'auditor' });
    expect(history.text).toContain('mentions');
    const found = await mentionsOf('transport-head');
    expect(found).toMatchObject({
      items: [
        { transfer: { id }, seq: 2, by: 'kaihua-chief', read: false, text: expect.stringContaining('@transport-head') },
      ],
      unread: 1,
    });
    expect(await mentionsOf('kaihua-chief')).toMatchObject({ items: [], unread: 0 });
  });

  test('is marked as read, once and only by whom it concerns; unread ones stand first, page by page', async () => {
    const id = await people.launch(['AG-001', 'AG-002']);
    const seqs: number[] = [];
    for (let i = 0; i < 4; i++)
      seqs.push(z.number().parse((await note('kaihua-chief', id, ['agriculture-head'])).body['seq']));
    const [first = 0, second = 0, third = 0, fourth = 0] = seqs;
    const place = (seq: number) => ({ transfer: id, seq });
    expectProblem(await read('kaihua-office', [place(first)]), 404, 'not-found', '/mentions/0');
    expectProblem(await read('agriculture-head', [{ transfer: id, seq: 1 }]), 404, 'not-found', '/mentions/0');
    const reply = await read('agriculture-head', [place(fourth), place(second)]);
    expect(reply.body['unread']).toBe(2);
    expect((await read('agriculture-head', [place(fourth)])).body['unread']).toBe(2);
    const order = async (query: string) => {
      const page = await mentionsOf('agriculture-head', query);
      return { seqs: page.items.map(({ seq }) => seq), next: page.next };
    };
    expect((await order('')).seqs).toEqual([third, first, fourth, second]);
    const pages: number[][] = [];
    let cursor = '';
    do {
      const page = await order(`?limit=1${cursor}`);
      pages.push(page.seqs);
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(pages).toEqual([[third], [first], [fourth], [second]]);
    expect((await order('?unread=true')).seqs).toEqual([third, first]);
    expectProblem(await system.ask('GET', '/api/me/mentions?cursor=x', { as: 'auditor' }), 422, 'cursor-invalid');
  });

  test('is out of sight for who has gone to another office', async () => {
    const id = await people.launch(['CU-004']);
    await note('kaihua-chief', id, ['culture-trainer']);
    const { owner } = system.database;
    await owner.query(`update account set organisation = 'market' where username = 'culture-trainer'`);
    expect(await mentionsOf('culture-trainer')).toMatchObject({ items: [], unread: 0 });
    expectProblem(await read('culture-trainer', [{ transfer: id, seq: 2 }]), 404, 'not-found');
    await owner.query(`update account set organisation = 'culture' where username = 'culture-trainer'`);
    expect(await mentionsOf('culture-trainer')).toMatchObject({ items: [{ transfer: { id } }], unread: 1 });
  });
});

test('a note without mentions is as it was', async () => {
  const id = await people.launch(['CU-005']);
  const reply = await system.ask('POST', `/api/transfers/${id}/notes`, {
    as: 'kaihua-chief',
    body: { code: 'comment', text: '@kaihua-office' },
  });
  // what only looks like a mention in the text is none
  expect([reply.status, reply.body['mentions']]).toEqual([201, []]);
  expect((await mentionsOf('kaihua-office')).unread).toBe(0);
});
