/** Procedures that run are told the working days as they are known now, whatever they were told before, and whoever is away. */
import pino from 'pino';
import { z } from 'zod';
import { createCalendarWatch } from '../../src/api/engine/calendar-watch';
import type { Engine } from '../../src/api/engine/engine';
import { officialCalendar } from '../../src/calendar/official';
import { addWorkingDays, dateAt } from '../../src/domain/procedure/calendar';
import { Refusal } from '../../src/domain/refusal';
import { peopleOf } from './people';
import { startSystem, type System } from './system';

let system: System;
let transfer: string;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  transfer = await peopleOf(system).launch(['MR-003']);
});
afterAll(() => system.stop());

const path = '/api/calendar/local-days';
const today = dateAt(Date.now());
const year = Number(today.slice(0, 4));
const festival = addWorkingDays(officialCalendar([year, year + 1]), today, 3);
const add = () =>
  system.ask('POST', path, {
    as: 'coordinator',
    body: { date: festival, kind: 'off', name: { zh: '花山节', en: 'Huashan festival' } },
  });
const remove = () => system.ask('DELETE', `${path}/${festival}`, { as: 'coordinator' });
/** The last day of the one open task. */
async function lastDay(): Promise<string> {
  const { body } = await system.ask('GET', `/api/tasks?transfer=${transfer}`, { as: 'kaihua-chief' });
  const [task] = z.array(z.looseObject({ due: z.string() })).parse(body.items);
  return dateAt(Date.parse(task?.due ?? '') - 1);
}
const watchBy = (engine: Engine) =>
  createCalendarWatch({
    database: system.database.app,
    engine,
    signingKey: system.signingKey,
    now: Date.now,
    log: pino({ level: 'silent' }),
  });

test('a day that is set, taken back and set again is told each time', async () => {
  const watch = watchBy(system.engine);
  const without = await lastDay();
  expect(await watch.look()).toBe(0);
  const days: string[] = [];
  for (const change of [add, remove, add, remove]) {
    expect((await change()).status).toBeLessThan(300);
    expect(await watch.look()).toBe(1);
    days.push(await lastDay());
  }
  const calendar = officialCalendar([year, year + 1], { off: [festival] });
  const later = addWorkingDays(calendar, without, 1);
  expect(days).toEqual([later, without, later, without]);
});

test('who cannot be reached is told when all are gone through again', async () => {
  const before = await lastDay();
  let away = true;
  const update: Engine['update'] = (...sent) =>
    away ? Promise.reject(new Refusal('engine-unavailable')) : system.engine.update(...sent);
  const watch = watchBy({ ...system.engine, update });
  expect((await add()).status).toBe(201);
  expect(await watch.look()).toBe(0);
  expect(await lastDay()).toBe(before);
  away = false;
  let told = 0;
  for (let rounds = 0; rounds < 3; rounds++) told += await watch.look();
  expect(told).toBe(1);
  expect(await lastDay()).toBe(addWorkingDays(officialCalendar([year, year + 1], { off: [festival] }), before, 1));
});
