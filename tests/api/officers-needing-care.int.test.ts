/** Officers whose certificates need care: those in post who have none that is valid for longer than the mark. */
import { z } from 'zod';
import { expiringDays } from '../../src/domain/power-transfer/certificates';
import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { startSystem, type System } from './system';

let system: System;
const today = dateAt(Date.now());
const mark = addDays(today, expiringDays);
beforeAll(async () => {
  system = await startSystem();
  const { owner } = system.database;
  await owner.query('delete from certificate');
  await owner.query('delete from officer');
  const officers: readonly (readonly [string, boolean, readonly (readonly [string, string, boolean])[]])[] = [
    ['valid', true, [['2020-01-01', addDays(mark, 1), false]]],
    ['ends-at-the-mark', true, [['2020-01-01', mark, false]]],
    ['expired', true, [['2020-01-01', addDays(today, -1), false]]],
    ['suspended', true, [['2020-01-01', '2099-01-01', true]]],
    ['not-yet', true, [[addDays(today, 1), '2099-01-01', false]]],
    ['none', true, []],
    ['none-but-gone', false, []],
    [
      'another-is-valid',
      true,
      [
        ['2020-01-01', mark, false],
        ['2020-01-01', '2099-01-01', false],
      ],
    ],
  ];
  for (const [id, active, certificates] of officers) {
    await owner.query(
      `insert into officer (id, organisation, name, fields, active) values ($1, 'kaihua', $1, '{market-regulation}', $2)`,
      [id, active],
    );
    for (const [index, [from, until, suspended]] of certificates.entries())
      await owner.query(
        'insert into certificate (officer, number, valid_from, valid_until, suspended) values ($1, $2, $3, $4, $5)',
        [id, `${id}-${index}`, from, until, suspended],
      );
  }
});
afterAll(() => system.stop());

const page = z.object({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().optional() });
const needing = ['ends-at-the-mark', 'expired', 'none', 'not-yet', 'suspended'];

test('are found by the server, page by page, none twice', async () => {
  const found: string[][] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const reply = await system.ask('GET', `/api/officers?care=true&limit=2${more}`, { as: 'justice-certifier' });
    const { items, next } = page.parse(reply.body);
    found.push(items.map(({ id }) => id));
    cursor = next;
  }
  expect(found.map((ids) => ids.length)).toEqual([2, 2, 1]);
  expect(found.flat()).toEqual(needing);
});

test('are a part of all, who are shown without the filter, and go into the file with it', async () => {
  const all = await system.ask('GET', '/api/officers', { as: 'justice-certifier' });
  expect(all.body.items).toHaveLength(8);
  const file = await system.ask('GET', '/api/officers.csv?care=true', { as: 'justice-certifier' });
  expect(file.status).toBe(200);
  for (const id of needing) expect(file.text).toContain(id);
  expect(file.text).not.toContain('another-is-valid');
  // filters go together
  const none = await system.ask('GET', '/api/officers?care=true&field=culture', { as: 'justice-certifier' });
  expect(none.body.items).toEqual([]);
});
