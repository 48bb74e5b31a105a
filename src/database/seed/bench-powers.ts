/** Penalty powers by the hundred, for bench databases only: the real catalogue has 49. */
import type { Pool } from 'pg';
import type { SeedPower } from './files';
import { insertAuthorisations, insertPowers } from './powers';

const homes = [
  ['market-regulation', 'market'],
  ['ecology-environment', 'ecology'],
  ['culture', 'culture'],
  ['transport', 'transport'],
  ['agriculture-rural', 'agriculture'],
] as const;

/** `n` powers `BX-0001` …, by turns of the five departments. Every call gives the same ones. */
export const benchPowers = (n: number): SeedPower[] =>
  Array.from({ length: n }, (_, index) => {
    const [field, department] = homes[index % homes.length] ?? homes[0];
    const number = String(index + 1).padStart(4, '0');
    return {
      code: `BX-${number}`,
      field,
      department,
      type: 'penalty',
      name_zh: `压测用处罚事项 ${number}`,
      name_en: `Penalty for the bench ${number}`,
      legal_basis: '（压测数据，无法律依据）',
      confidence: 'low',
    };
  });

/** Inserts them with what opens them; needs the seed. */
export async function loadBenchPowers(pool: Pool, n: number): Promise<void> {
  const client = await pool.connect();
  try {
    const powers = benchPowers(n);
    await insertPowers(client, powers);
    await insertAuthorisations(client, powers);
  } finally {
    client.release();
  }
}
