/** Brings the database of DATABASE_URL to the newest form and ends: before a start, and after an upgrade. */
import { migrate } from '../database/migrate';
import { readDatabaseUrl } from './configuration';
import { endWith } from './trouble';

async function main(): Promise<void> {
  const applied = await migrate(readDatabaseUrl());
  console.log(applied.length === 0 ? 'database: up to date' : `database: applied ${applied.join(', ')}`);
}

main().catch(endWith);
