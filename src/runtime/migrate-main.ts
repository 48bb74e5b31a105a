/**
 * Brings the database of DATABASE_URL to the newest form, with rights, logins and the key of commands, and ends: before a
 * start, and after an upgrade.
 */
import { migrate, readMigrations } from '../database/migrate';
import { provideCommandKey } from './command-key';
import { readMigration } from './configuration';
import { endWith } from './trouble';

async function main(): Promise<void> {
  const { databaseUrl, logins, commandKeyFile } = readMigration();
  const applied = await migrate(databaseUrl, readMigrations(), logins);
  console.log(applied.length === 0 ? 'database: up to date' : `database: applied ${applied.join(', ')}`);
  if (commandKeyFile !== null) await provideCommandKey(databaseUrl, commandKeyFile);
}

main().catch(endWith);
