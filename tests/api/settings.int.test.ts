/** The coordinator sets what launches from then on carry; everybody reads it, and nothing that runs is changed. */
import pino from 'pino';
import { z } from 'zod';
import { createCalendarWatch } from '../../src/api/engine/calendar-watch';
import { officialCalendar } from '../../src/calendar/official';
import {
  addDays,
  addWorkingDays,
  dateAt,
  isWorkingDay,
  startOf,
  workingDaysBetween,
} from '../../src/domain/procedure/calendar';
import { peopleOf } from './people';
import { expectProblem, startSystem, type System } from './system';

const answer = z.object({
  version: z.number(),
  changed: z.object({ by: z.string(), at: z.string() }).nullable(),
  items: z.array(z.looseObject({ name: z.string(), pointer: z.string(), value: z.number(), why: z.string() })),
});
const changes = z.array(
  z.looseObject({
    by: z.string(),
    subject: z.string(),
    created: z.boolean(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  }),
);
const preview = z.object({
  launches: z.array(
    z.looseObject({
      fields: z.array(z.looseObject({ needed: z.number() })),
      steps: z.array(z.looseObject({ step: z.string(), days: z.number().nullable(), latest: z.string().nullable() })),
    }),
  ),
});

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

const read = async (as = 'auditor', language = 'zh') =>
  answer.parse((await system.ask('GET', '/api/settings', { as, language })).body);
const put = (body: unknown, as = 'coordinator') => system.ask('PUT', '/api/settings', { as, body });
const valueOf = ({ items }: z.output<typeof answer>, name: string) => items.find((one) => one.name === name)?.value;
const history = async (query: string) =>
  changes.parse((await system.ask('GET', `/api/changes?${query}`, { as: 'auditor' })).body.items);
async function stepsAhead(powers: readonly string[]) {
  const body = { title: '试', subDistrict: 'wolong', powers };
  const reply = await system.ask('POST', '/api/launches/preview', { as: 'coordinator', body });
  const [launch] = preview.parse(reply.body).launches;
  return { needed: launch?.fields[0]?.needed, need: launch?.steps.find(({ step }) => step === 'declare-need') };
}
async function launchOf(transfer: string): Promise<unknown> {
  const { rows } = await system.database.owner.query<{ settings: unknown }>(
    `select launch -> 'settings' as settings from matter where id = $1`,
    [transfer],
  );
  return rows[0]?.settings;
}

describe('settings', () => {
  test('are the defaults at first, with what is behind each floor, for whoever is signed in', async () => {
    for (const as of ['coordinator', 'auditor', 'government', 'kaihua-chief'])
      expect(await read(as)).toMatchObject({ version: 0, changed: null });
    const { items } = await read('auditor', 'en');
    expect(items.find(({ name }) => name === 'review-legality')).toMatchObject({
      pointer: '/limits/review-legality',
      unit: 'working-days',
      value: 7,
      default: 7,
      least: 7,
      why: expect.stringContaining('Order 713'),
    });
    expect(items.find(({ name }) => name === 'officersPerField')).toMatchObject({ value: 2, least: 2 });
    expectProblem(await system.ask('GET', '/api/settings'), 401, 'unauthenticated');
  });
  test('are the coordinator’s to set, and never below a floor', async () => {
    for (const as of ['admin', 'auditor', 'government', 'kaihua-chief'])
      expectProblem(await put({ version: 0, trialMonths: 6 }, as), 403, 'not-your-role');
    const low = await put({ version: 0, officersPerField: 1, limits: { 'review-legality': 6 } });
    expectProblem(low, 422, 'setting-below-floor', '/officersPerField');
    expect(low.body.errors?.map(({ field }) => field)).toContain('/limits/review-legality');
    expectProblem(await put({ version: 0, limits: { decide: 251 } }), 422, 'setting-above-ceiling', '/limits/decide');
    expectProblem(await put({ version: 0, limits: { publish: 5 } }), 422, 'invalid-content', '/limits/publish');
    expectProblem(await put({ version: 0, trialMonths: 1.5 }), 422, 'invalid-content', '/trialMonths');
    expectProblem(await put({ version: 0, colour: 1 }), 422, 'invalid-content', '/colour');
    expectProblem(await put({ trialMonths: 6 }), 422, 'invalid-content', '/version');
    expect((await read()).version).toBe(0);
  });
  test('hold from then on: for previews and launches, not for what was launched before', async () => {
    const before = await people.launch(['MR-001']);
    expect((await stepsAhead(['MR-001'])).need?.days).toBe(10);
    const own = { trialMonths: 6, officersPerField: 3, limits: { 'declare-need': 4 } };
    const set = await put({ version: 0, ...own });
    expect(set.status).toBe(200);
    expect(answer.parse(set.body)).toMatchObject({ version: 1, changed: { by: 'coordinator' } });
    expect(valueOf(await read(), 'trialMonths')).toBe(6);
    expect(await stepsAhead(['MR-001'])).toMatchObject({ needed: 3, need: { days: 4 } });
    const after = await people.launch(['MR-002']);
    expect(await launchOf(before)).toMatchObject({ trialMonths: 3, officersPerField: 2, limits: {} });
    expect(await launchOf(after)).toMatchObject(own);
    const calendar = officialCalendar([new Date().getUTCFullYear(), new Date().getUTCFullYear() + 1]);
    const due = async (transfer: string) => {
      const [task] = z
        .array(z.looseObject({ opened: z.string(), due: z.string() }))
        .parse((await system.ask('GET', `/api/tasks?transfer=${transfer}`, { as: 'kaihua-chief' })).body.items);
      const days = (n: number) =>
        startOf(addDays(addWorkingDays(calendar, dateAt(Date.parse(task?.opened ?? '')), n), 1));
      return [4, 10].find((n) => days(n) === Date.parse(task?.due ?? ''));
    };
    expect([await due(before), await due(after)]).toEqual([10, 4]);
    const steps = (await system.ask('GET', '/api/steps')).body.items ?? [];
    expect(steps.find(({ code }) => code === 'declare-need')).toMatchObject({ days: 4 });
    await people.step('kaihua-chief', before);
    const { durations } = (await system.ask('GET', '/api/overview', { as: 'government' })).body;
    expect(durations).toEqual([expect.objectContaining({ step: 'declare-need', limit: 4 })]);
  });
  test('of a version that somebody else has changed are refused; the same again is no change', async () => {
    expectProblem(await put({ version: 0, trialMonths: 5 }), 409, 'settings-changed', '/version');
    const same = { trialMonths: 6, officersPerField: 3, limits: { 'declare-need': 4 } };
    expect(answer.parse((await put({ version: 0, ...same })).body).version).toBe(1);
    const both = await Promise.all([put({ version: 1, trialMonths: 7 }), put({ version: 1, trialMonths: 8 })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const now = await read();
    expect([now.version, valueOf(now, 'officersPerField'), valueOf(now, 'declare-need')]).toEqual([2, 2, 10]);
  });
  test('have a history of who changed what from what to what', async () => {
    const all = await history('kind=settings');
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({ by: 'coordinator', created: false });
    expect(all[1]?.changes.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: 'declare-need', before: 10, after: 4 },
      { field: 'officersPerField', before: 2, after: 3 },
      { field: 'trialMonths', before: 3, after: 6 },
    ]);
  });
});

describe('years that nobody has announced yet', () => {
  const shown = z.object({
    today: z.string(),
    off: z.array(z.string()),
    worked: z.array(z.string()),
    provisional: z.array(z.number()),
  });

  test('are said by the calendar; limits that end there say that they may move, others do not', async () => {
    const calendar = shown.parse((await system.ask('GET', '/api/calendar')).body);
    const [first = 0] = calendar.provisional;
    expect(calendar.provisional.at(-1)).toBe(Number(calendar.today.slice(0, 4)) + 20);
    const days = Math.max(1, workingDaysBetween(calendar, calendar.today, `${first}-01-31`));
    const { version } = await read();
    expect((await put({ version, limits: { 'declare-need': days } })).status).toBe(200);
    const { need } = await stepsAhead(['MR-005']);
    expect(need).toMatchObject({ provisional: true });
    const late = await people.launch(['MR-005']);
    expect((await put({ version: version + 1, limits: { 'declare-need': 1 } })).status).toBe(200);
    const soon = await people.launch(['MR-006']);
    const task = async (transfer: string) =>
      (await system.ask('GET', `/api/tasks?transfer=${transfer}`, { as: 'kaihua-chief' })).body.items?.[0];
    expect(await task(late)).toMatchObject({ provisional: true, lastDay: need?.latest });
    const lastDay = addWorkingDays(calendar, calendar.today, 1);
    expect(await task(soon)).toMatchObject({ provisional: lastDay >= `${first}-01-01`, lastDay });
    const transfer = await system.ask('GET', `/api/transfers/${late}`, { as: 'coordinator' });
    expect(transfer.body['tasks']).toMatchObject([{ provisional: true, lastDay: need?.latest }]);
    expect((await put({ version: version + 2 })).status).toBe(200);
  });

  test('and so are those of transfers that were launched before launches said so', async () => {
    const late = await people.launch(['MR-007']);
    const year = z.array(z.object({ from: z.number() }));
    const from = async () =>
      year.parse(
        (await system.database.owner.query(`select provisional_from as "from" from matter where id = $1`, [late])).rows,
      );
    const said = await from();
    await system.database.owner.query(`update matter set launch = launch #- '{calendar,provisional}' where id = $1`, [
      late,
    ]);
    expect(await from()).toEqual(said);
  });
});

describe('local days', () => {
  const path = '/api/calendar/local-days';
  const today = dateAt(Date.now());
  const year = Number(today.slice(0, 4));
  const calendar = officialCalendar([year, year + 1]);
  /** A working day within every limit, and the day off after it. */
  const festival = addWorkingDays(calendar, today, 3);
  let free = addDays(today, 1);
  while (isWorkingDay(calendar, free)) free = addDays(free, 1);
  const day = { date: festival, kind: 'off', name: { zh: '花山节', en: 'Huashan festival' } };
  const add = (body: unknown, as = 'coordinator') => system.ask('POST', path, { as, body });
  const remove = (date: string, as = 'coordinator') => system.ask('DELETE', `${path}/${date}`, { as });
  const list = async (as = 'government') => (await system.ask('GET', path, { as })).body.items;

  test('move the deadlines of what is launched from then on, and of what runs when it is told', async () => {
    const tasks = async (transfer: string) =>
      z
        .array(z.looseObject({ due: z.string() }))
        .parse((await system.ask('GET', `/api/tasks?transfer=${transfer}`, { as: 'kaihua-chief' })).body.items);
    const before = await people.launch(['MR-003']);
    const dueBefore = await tasks(before);
    const { need } = await stepsAhead(['MR-004']);
    expect((await add(day)).status).toBe(201);
    expect((await stepsAhead(['MR-004'])).need?.latest).toBe(addWorkingDays(calendar, need?.latest ?? '', 1));
    const [after] = await tasks(await people.launch(['MR-004']));
    const lastDay = dateAt(Date.parse(after?.due ?? '') - 1);
    expect(lastDay).toBe(addWorkingDays(calendar, dateAt(Date.parse(dueBefore[0]?.due ?? '') - 1), 1));
    expect(await tasks(before)).toEqual(dueBefore);
    const { database, engine, signingKey } = system;
    const log = pino({ level: 'silent' });
    const watch = createCalendarWatch({ database: database.app, engine, signingKey, now: Date.now, log });
    expect(await watch.look()).toBeGreaterThanOrEqual(1);
    expect((await tasks(before)).map(({ due }) => dateAt(Date.parse(due) - 1))).toEqual([lastDay]);
    expect(await watch.look()).toBe(0);
    const { body } = await system.ask('GET', `/api/transfers/${before}/history`, { as: 'kaihua-chief' });
    expect(body.items?.at(-1)).toMatchObject({ kind: 'calendar', by: 'system' });
    const { body: whole } = await system.ask('GET', '/api/verification', { as: 'auditor' });
    const checks = z
      .array(z.looseObject({ what: z.string(), count: z.number(), broken: z.unknown().optional() }))
      .parse(whole['checked']);
    const looked = checks.filter(({ what }) => ['prose', 'signatures', 'tasks', 'calendars'].includes(what));
    expect(looked.map(({ broken }) => broken)).toEqual(Array(4).fill(undefined));
    expect(looked.find(({ what }) => what === 'calendars')?.count).toBeGreaterThanOrEqual(1);
    expect((await system.ask('GET', '/api/calendar')).body['off']).toContain(festival);
  });
  test('are the coordinator’s to set, everybody’s to read; the same again is the same', async () => {
    expect(await list()).toEqual([{ ...day, name: '花山节', names: day.name }]);
    expect((await add(day)).status).toBe(201);
    expect(await list()).toHaveLength(1);
    expectProblem(await add({ ...day, name: { zh: '别的', en: 'other' } }), 409, 'duplicate', '/date');
    for (const as of ['admin', 'auditor', 'government', 'kaihua-chief']) {
      expectProblem(await add(day, as), 403, 'not-your-role');
      expectProblem(await remove(festival, as), 403, 'not-your-role');
    }
    expectProblem(await system.ask('GET', path), 401, 'unauthenticated');
  });
  test('that are past, too far, idle or no dates are refused', async () => {
    expectProblem(await add({ ...day, date: addDays(today, -1) }), 422, 'local-day-past', '/date');
    expectProblem(await add({ ...day, date: `${year + 4}-03-01` }), 422, 'local-day-too-far', '/date');
    expectProblem(await add({ ...day, date: free }), 422, 'local-day-idle', '/date');
    expectProblem(await add({ ...day, date: `${year + 1}-02-30` }), 422, 'invalid-content', '/date');
    expectProblem(await add({ ...day, date: free, name: { zh: ' ', en: 'x' } }), 422, 'invalid-content', '/name/zh');
    expectProblem(await remove(addDays(today, -1)), 422, 'local-day-past', '/date');
    expectProblem(await remove(free), 404, 'not-found');
    expectProblem(await remove('tomorrow'), 404, 'not-found');
    expect(await list()).toHaveLength(1);
  });
  test('can be worked, and come page by page', async () => {
    const shift = { date: free, kind: 'worked', name: { zh: '调休上班', en: 'shifted' } };
    expect((await add(shift)).status).toBe(201);
    expect((await system.ask('GET', '/api/calendar')).body['worked']).toContain(free);
    const first = await system.ask('GET', `${path}?limit=1`, { as: 'auditor' });
    const second = await system.ask('GET', `${path}?limit=1&cursor=${first.body.next}`, { as: 'auditor' });
    expect([first, second].flatMap(({ body }) => body.items?.map(({ date }) => date))).toEqual(
      [festival, free].toSorted(),
    );
    expect(second.body.next).toBeUndefined();
  });
  test('are taken back, and their history stays', async () => {
    expect((await remove(festival)).status).toBe(204);
    expect((await system.ask('GET', '/api/calendar')).body['off']).not.toContain(festival);
    expect(await history(`kind=calendar&subject=${festival}`)).toMatchObject([
      {
        by: 'coordinator',
        created: false,
        changes: expect.arrayContaining([{ field: 'kind', before: 'off', after: null }]),
      },
      {
        by: 'coordinator',
        created: true,
        changes: expect.arrayContaining([{ field: 'name', before: null, after: day.name }]),
      },
    ]);
  });
});
