/** What the edge lets through, the database and the ledger's canonical form give back as it was; what it stops would not be. */
import fc from 'fast-check';
import { z } from 'zod';
import { saysNothing, textErrors, unkeepableIn } from '../../src/domain/kept-text';
import { canonical } from '../../src/ledger/canonical';
import { freshDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xff }),
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0xd800, max: 0xdfff }),
  fc.constantFrom(0xfffe, 0xffff, 0x2028, 0x200b, 0x22, 0x5c),
);
const texts = [
  ...fc.sample(
    fc.array(unit, { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
    { numRuns: 4_000, seed: 42 },
  ),
  ...fc.sample(fc.string({ unit: 'binary', maxLength: 8 }), { numRuns: 4_000, seed: 42 }),
];
const kept = texts.filter((text) => unkeepableIn(text) === undefined && !saysNothing(text));
const row = z.object({ text: z.string(), json: z.string(), jsonb: z.string(), key: z.string(), line: z.string() });

test('whatever may pass comes back from text, json, jsonb and a line of the ledger as it went in', async () => {
  expect(kept.length).toBeGreaterThan(2_000);
  expect(kept.length).toBeLessThan(texts.length - 2_000);
  const { rows } = await database.app.query(
    `select t as text, j::json ->> 'v' as json, j::jsonb ->> 'v' as jsonb, j::jsonb ->> t as key, j as line
       from unnest($1::text[], $2::text[]) with ordinality as sent (t, j, n) order by n`,
    [kept, kept.map((text) => canonical({ [text]: 'key', v: text }))],
  );
  for (const [index, read] of z.array(row).parse(rows).entries()) {
    const text = kept[index] ?? '';
    const again: unknown = JSON.parse(read.line);
    expect(again).toEqual({ [text]: 'key', v: text });
    expect(textErrors(again)).toEqual([]);
    expect(canonical(again)).toBe(read.line);
    expect(read).toMatchObject({ text, json: text, jsonb: text, key: text === 'v' ? 'v' : 'key' });
  }
});

test.each(['\u0000', '\ud83d', 'a\ude00b'])('%j, which may not pass, the database would not keep', async (text) => {
  const asJson = database.app.query('select $1::jsonb', [JSON.stringify({ text })]);
  await expect(asJson).rejects.toMatchObject({ code: expect.stringMatching(/^22/) });
});
