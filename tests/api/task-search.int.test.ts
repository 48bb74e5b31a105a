import { z } from 'zod';
import { peopleOf } from './people';
import { startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  const people = peopleOf(system);
  await people.launch(['CU-001'], { title: '开化 100% 文化' });
  const assessed = await people.launch(['MR-001', 'MR-002'], { title: '市场监管' });
  await people.step('kaihua-chief', assessed);
  await people.launch(['AG-001'], { title: 'Agriculture', subDistrict: 'wolong' });
});
afterAll(() => system.stop());

const titlesFound = async (q: string, as = 'kaihua-chief', more = ''): Promise<string[]> => {
  const { body } = await system.ask('GET', `/api/tasks?q=${encodeURIComponent(q)}${more}`, { as });
  const tasks = z.array(z.looseObject({ transfer: z.object({ title: z.string() }) })).parse(body.items);
  return tasks.map(({ transfer }) => transfer.title);
};

describe('the inbox, searched', () => {
  test.each([
    ['a part of the title', '文化', ['开化 100% 文化']],
    ['what is no pattern', '0% 文', ['开化 100% 文化']],
    ['the code of a power in small letters', 'cu-001', ['开化 100% 文化']],
    ['the title of the step', '需求', ['开化 100% 文化']],
    ['the title of the step in the other language', 'declare NEED', ['开化 100% 文化']],
    ['what is nowhere', '100_', []],
    ['blanks', '  ', ['开化 100% 文化']],
  ])('by %s', async (_what, text, found) => {
    expect(await titlesFound(text)).toEqual(found);
  });

  test('finds powers of the task alone, and nothing that one may not see', async () => {
    expect(await titlesFound('MR-002', 'market-assessor')).toEqual(['市场监管']);
    expect(await titlesFound('CU-001', 'market-assessor')).toEqual([]);
    expect(await titlesFound('agri', 'wolong-chief')).toEqual(['Agriculture']);
    expect(await titlesFound('agri')).toEqual([]);
    expect((await titlesFound('1', 'coordinator', '&scope=all')).sort()).toEqual(
      ['Agriculture', '市场监管', '开化 100% 文化'].sort(),
    );
  });
});
