import { verify } from '@node-rs/argon2';
import type { Pool } from '../../src/database/connection';
import { demonstrationAccounts, demonstrationPassword } from '../../src/database/seed/accounts';
import { loadBenchPowers } from '../../src/database/seed/bench-powers';
import { loadSeed } from '../../src/database/seed/seed';
import { open } from '../../src/runtime/personal-data';
import { freshDatabase } from '../setup/database';

const key = Buffer.alloc(32, 7);

/** A database of this test's own. */
async function withDatabase(work: (pool: Pool) => Promise<void>): Promise<void> {
  const { owner, drop } = await freshDatabase();
  await work(owner).finally(drop);
}

const count = async (pool: Pool, table: string): Promise<number> =>
  (await pool.query<{ n: number }>(`select count(*)::int n from ${table}`)).rows[0]?.n ?? -1;
const counts = async (pool: Pool) => ({
  organisations: await count(pool, 'organisation'),
  powers: await count(pool, 'power'),
  authorisations: await count(pool, 'authorisation'),
  accounts: await count(pool, 'account'),
  officers: await count(pool, 'officer'),
  certificates: await count(pool, 'certificate'),
});

test('the demonstration is loaded once, however often and by however many', async () => {
  await withDatabase(async (pool) => {
    await Promise.all([1, 2].map(() => loadSeed(pool, { demonstration: true, key })));
    const first = await counts(pool);
    expect(first).toMatchObject({
      organisations: 12,
      powers: 50,
      accounts: demonstrationAccounts.length,
      officers: 48,
    });
    await loadSeed(pool, { demonstration: true, key });
    expect(await counts(pool)).toEqual(first);

    const { rows: accounts } = await pool.query<{ hash: string }>('select password_hash as hash from account limit 1');
    expect(await verify(accounts[0]?.hash ?? '', demonstrationPassword)).toBe(true);

    // the gate can be passed everywhere: at least three officers a field and sub-district, two of them certified
    const { rows } = await pool.query<{ officers: number; certified: number }>(
      `select count(distinct o.id)::int officers, count(distinct c.officer)::int certified
         from officer o cross join unnest(o.fields) field
         left join certificate c on c.officer = o.id and not c.suspended and c.valid_until >= current_date
        group by o.organisation, field`,
    );
    expect(rows).toHaveLength(15);
    for (const { officers, certified } of rows) {
      expect(officers).toBeGreaterThanOrEqual(3);
      expect(certified).toBeGreaterThanOrEqual(2);
    }
    const { rows: lapsed } = await pool.query(
      `select 1 from certificate group by suspended, valid_until < current_date having suspended or valid_until < current_date`,
    );
    expect(lapsed).toHaveLength(2);

    const { rows: people } = await pool.query<{ id_number: Buffer; phone: Buffer }>(
      'select id_number, phone from officer order by id limit 1',
    );
    expect(open(key, people[0]?.id_number ?? Buffer.alloc(0), { officer: 'kaihua-01', column: 'id_number' })).toMatch(
      /^000000\d{12}$/,
    );
    expect(open(key, people[0]?.phone ?? Buffer.alloc(0), { officer: 'kaihua-01', column: 'phone' })).toMatch(
      /^000\d{8}$/,
    );

    await loadBenchPowers(pool, 500);
    await loadBenchPowers(pool, 500);
    expect(await count(pool, 'power')).toBe(550);
  });
});

test('without demonstration data there are no accounts, no officers, and nothing that opens a power', async () => {
  await withDatabase(async (pool) => {
    await loadSeed(pool, { demonstration: false, key });
    expect(await counts(pool)).toEqual({
      organisations: 12,
      powers: 49,
      authorisations: 0,
      accounts: 0,
      officers: 0,
      certificates: 0,
    });
  });
});
