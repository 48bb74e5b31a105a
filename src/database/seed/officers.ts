/** Officers of the demonstration's sub-districts: invented names, numbers that no real person can have. */
import type { PoolClient } from 'pg';
import { checkCharacter } from '../../domain/id-number';
import { addDays, addMonths, type LocalDate } from '../../domain/procedure/calendar';
import { seal } from '../../runtime/personal-data';
import { readOfficers } from './files';

/** Region 000000 and area 000 do not exist. */
function inventedIdNumber(index: number): string {
  const first = `000000${19800101 + (index % 20) * 10000}${String(index).padStart(3, '0')}`;
  return first + checkCharacter(first);
}
const inventedPhone = (index: number): string => `000${String(index).padStart(8, '0')}`;

/**
 * Inserts officers and certificates where they are not there yet.
 *
 * @param today certificates are dated around it: valid ones for four more years, the expired one until a month ago
 */
export async function insertOfficers(client: PoolClient, key: Buffer, today: LocalDate): Promise<void> {
  const officers = readOfficers();
  for (const [index, { id, organisation, name, fields, certificate }] of officers.entries()) {
    const { rowCount } = await client.query(
      `insert into officer (id, organisation, name, fields, id_number, phone) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do nothing`,
      [
        ...[id, organisation, name, fields],
        seal(key, inventedIdNumber(index + 1), { officer: id, column: 'id_number' }),
        seal(key, inventedPhone(index + 1), { officer: id, column: 'phone' }),
      ],
    );
    if (rowCount === 0 || certificate === 'none') continue;
    const until = certificate === 'expired' ? addDays(today, -30) : addMonths(today, 48);
    await client.query(
      `insert into certificate (officer, number, valid_from, valid_until, suspended) values ($1, $2, $3, $4, $5)`,
      [id, `演示证-${id}`, addMonths(until, -60), until, certificate === 'suspended'],
    );
  }
}
