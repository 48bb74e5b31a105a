/** The place's settings and days from the command line. */
import { z } from 'zod';
import { exits } from '../../src/cli/failure';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { officialCalendar } from '../../src/calendar/official';
import { addWorkingDays, dateAt } from '../../src/domain/procedure/calendar';
import { startSystem, type System } from '../api/system';
import { fuquan, home, type Said } from './terminal';

let system: System;
let server: string;
const homes = new Map<string, string>();

/** Runs the command as this person, signed in before. */
async function as(username: string, ...words: string[]): Promise<Said> {
  const HOME = homes.get(username) ?? home();
  const environment = { HOME, FUQUAN_SERVER: server, FUQUAN_PASSWORD: demonstrationPassword };
  if (!homes.has(username)) {
    expect((await fuquan(['login', username], { environment })).exit).toBe(exits.ok);
    homes.set(username, HOME);
  }
  return fuquan(words, { environment });
}

const settings = z.looseObject({
  version: z.number(),
  items: z.array(z.looseObject({ name: z.string(), value: z.number() })),
});
async function valueOf(name: string): Promise<number | undefined> {
  const { items } = settings.parse(JSON.parse((await as('auditor', 'settings', '--json')).out));
  return items.find((item) => item.name === name)?.value;
}

beforeAll(async () => {
  system = await startSystem();
  server = await system.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => system.stop());

test('settings are shown in the reader’s language, with what is behind a floor', async () => {
  const english = await as('auditor', 'settings');
  expect(english.exit).toBe(exits.ok);
  expect(english.out).toMatch(/officersPerField .*2 officers .*no fewer than two officers/);
  expect(english.out).toContain('never changed');
  const chinese = await as('auditor', 'settings', '--lang', 'zh');
  expect(chinese.out).toMatch(/review-legality .*合法性审查 .*7 个工作日/);
});

test('one is set and goes back to its default; the others stay', async () => {
  expect((await as('coordinator', 'settings', 'set', 'trialMonths', '6')).out).toContain('6 months');
  expect((await as('coordinator', 'settings', 'set', 'decide', '15', '--json')).exit).toBe(exits.ok);
  expect([await valueOf('trialMonths'), await valueOf('decide')]).toEqual([6, 15]);
  expect((await as('coordinator', 'settings', 'set', 'trialMonths', 'default')).exit).toBe(exits.ok);
  expect([await valueOf('trialMonths'), await valueOf('decide')]).toEqual([3, 15]);
  expect((await as('auditor', 'settings')).out).toMatch(/3 · coordinator · \d{4}-/);
});

test('what may not be is refused, by the server or before', async () => {
  const low = await as('coordinator', 'settings', 'set', 'review-legality', '6');
  expect(low.exit).toBe(exits.refused);
  expect(low.err).toMatch(/limits\/review-legality .*at least 7/);
  expect((await as('auditor', 'settings', 'set', 'decide', '20')).exit).toBe(exits.refused);
  const unknown = await as('coordinator', 'settings', 'set', 'colour', '6');
  expect(unknown).toMatchObject({ exit: exits.usage, err: expect.stringContaining('no setting colour') });
  expect((await as('coordinator', 'settings', 'set', 'decide', 'many')).exit).toBe(exits.usage);
  expect(await valueOf('decide')).toBe(15);
});

test('days are added, listed and removed', async () => {
  const today = dateAt(Date.now());
  const year = Number(today.slice(0, 4));
  const date = addWorkingDays(officialCalendar([year, year + 1]), today, 5);
  expect((await as('auditor', 'settings', 'days', 'list')).out).toContain('no local days');
  const words = ['settings', 'days', 'add', date];
  expect((await as('coordinator', ...words)).err).toContain('--zh');
  const added = await as('coordinator', ...words, '--zh', '花山节', '--en', 'Huashan festival');
  expect(added).toMatchObject({ exit: exits.ok, out: expect.stringContaining('Huashan festival') });
  expect((await as('auditor', 'settings', 'days', 'list', '--lang', 'zh')).out).toMatch(
    new RegExp(`${date} .*放假 .*花山节`),
  );
  const again = await as('coordinator', ...words, '--worked', '--zh', '上班', '--en', 'worked');
  expect(again).toMatchObject({ exit: exits.refused, err: expect.stringContaining(date) });
  expect((await as('auditor', 'settings', 'days', 'remove', date)).exit).toBe(exits.refused);
  expect((await as('coordinator', 'settings', 'days', 'remove', date)).out).toContain(date);
  expect(JSON.parse((await as('auditor', 'settings', 'days', 'list', '--json')).out)).toEqual({ items: [] });
});
