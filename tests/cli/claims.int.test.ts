/** Claiming at a terminal. */
import { z } from 'zod';
import { exits } from '../../src/cli/failure';
import { peopleOf } from '../api/people';
import { startSystem, type System } from '../api/system';
import { fuquan, type Said } from './terminal';

let system: System;
let server: string;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  server = await system.app.listen({ host: '127.0.0.1', port: 0 });
  people = peopleOf(system);
  await system.database.owner.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
     select 'kaihua-deputy', password_hash, '副主任', 'Deputy', organisation, role, true from account where username = 'kaihua-chief'`,
  );
});
afterAll(() => system.stop());

const as = async (username: string, ...words: string[]): Promise<Said> =>
  fuquan(words, { environment: { FUQUAN_SERVER: server, FUQUAN_TOKEN: await system.tokenOf(username) } });
const listed = async (username: string, ...words: string[]): Promise<string[]> =>
  z
    .object({ items: z.array(z.looseObject({ id: z.string() })) })
    .parse(JSON.parse((await as(username, 'tasks', '--json', ...words)).out))
    .items.map(({ id }) => id);

test('a task is claimed, seen in the list, taken over with a word of whose it was, and released', async () => {
  const { id } = await people.only('kaihua-chief', await people.launch(['TR-001']));
  const other = await people.only('kaihua-chief', await people.launch(['TR-002']));
  const claimed = await as('kaihua-chief', 'claim', id);
  expect(claimed).toMatchObject({ exit: exits.ok, err: '' });
  expect(claimed.out).toContain('yours since');
  expect((await as('kaihua-deputy', 'tasks')).out).toMatch(new RegExp(`${id} .*\\(kaihua-chief\\)`));
  expect((await as('kaihua-deputy', 'show', id)).out).toContain('(kaihua-chief)');
  expect(await listed('kaihua-chief', '--claim', 'mine')).toEqual([id]);
  expect(await listed('kaihua-deputy', '--claim', 'others')).toEqual([id]);
  expect(await listed('kaihua-deputy', '--claim', 'free')).toEqual([other.id]);

  const refused = await as('kaihua-deputy', 'claim', id);
  expect(refused.exit).toBe(exits.refused);
  expect(refused.err).toContain('(kaihua-chief) takes care of this task');
  expect((await as('kaihua-deputy', 'complete', id, '--outcome', 'needed', '--examples')).err).toContain(
    'take it over',
  );
  expect((await as('kaihua-deputy', 'release', id)).exit).toBe(exits.refused);
  expect((await as('kaihua-deputy', 'claim', id, '--take-over')).out).toMatch(/before that of .*\(kaihua-chief\)/);
  expect((await as('kaihua-deputy', 'release', id)).out).toContain('nobody takes care of it');
  expect(await listed('kaihua-chief', '--claim', 'mine')).toEqual([]);
});

test('a limit of working days is its last day, in lists and by itself', async () => {
  const { id } = await people.only('kaihua-chief', await people.launch(['TR-003']));
  const task = z
    .looseObject({ due: z.string(), lastDay: z.string() })
    .parse(JSON.parse((await as('kaihua-chief', 'show', id, '--json')).out));
  const [list, alone] = [(await as('kaihua-chief', 'tasks')).out, (await as('kaihua-chief', 'show', id)).out];
  for (const text of [list, alone]) {
    expect(text).toContain(task.lastDay);
    expect(text).not.toMatch(/ 00:00/);
  }
  expect(Date.parse(task.due)).toBe(Date.parse(`${task.lastDay}T24:00:00+08:00`));
});

test.each([
  [['claim'], 'give the id of a task'],
  [['release'], 'give the id of a task'],
  [['tasks', '--claim', 'everybody'], 'everybody'],
])('%j is wrong usage, and says so', async (words, text) => {
  const said = await fuquan(words);
  expect(said.err).toContain(text);
  expect(said.exit).toBe(exits.usage);
});
