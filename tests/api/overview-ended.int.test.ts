/** The powers that ended in a week, and the transfers behind that number. */
import { z } from 'zod';
import { addDays } from '../../src/domain/procedure/calendar';
import { peopleOf } from './people';
import { startSystem, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

const overview = z.looseObject({
  trend: z.array(
    z.looseObject({ week: z.iso.date(), ended: z.number(), queries: z.looseObject({ ended: z.string() }) }),
  ),
});
const ids = async (query: string) =>
  z
    .array(z.looseObject({ id: z.string() }))
    .parse((await system.ask('GET', query, { as: 'coordinator' })).body.items)
    .map(({ id }) => id);

test('the number of each week opens the transfers whose powers ended in it, and no others', async () => {
  const withdraw = async (id: string, powers: readonly string[]) =>
    expect(
      (
        await system.ask('POST', `/api/transfers/${id}/withdraw`, {
          as: 'coordinator',
          body: { reason: '调整', powers },
        })
      ).status,
    ).toBe(200);
  const now = await people.launch(['MR-001', 'MR-002', 'MR-003']);
  await withdraw(now, ['MR-001', 'MR-002']);
  const earlier = await people.launch(['MR-004', 'MR-005']);
  await withdraw(earlier, ['MR-004']);
  const untouched = await people.launch(['MR-006']);
  const { owner } = system.database;
  // one that ended on the Sunday of two weeks ago, a minute before midnight in Shanghai
  const before = overview.parse((await system.ask('GET', '/api/overview', { as: 'coordinator' })).body).trend;
  const week = before.at(-3)?.week ?? '';
  await owner.query(
    `update item set since = ($2::date::timestamp + interval '23 hours 59 minutes') at time zone 'Asia/Shanghai'
      where matter = $1 and subject = 'MR-004'`,
    [earlier, addDays(week, 6)],
  );

  const { trend } = overview.parse((await system.ask('GET', '/api/overview', { as: 'coordinator' })).body);
  expect(trend.map(({ ended }) => ended)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2]);
  expect(await ids(trend.at(-1)?.queries.ended ?? '')).toEqual([now]);
  expect(await ids(trend.at(-3)?.queries.ended ?? '')).toEqual([earlier]);
  expect(await ids(trend.at(-2)?.queries.ended ?? '')).toEqual([]);
  expect(await ids('/api/transfers')).toContain(untouched);
});
