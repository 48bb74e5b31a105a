/** Which commands have to be signed, and with which keys. */
import type { ClientBase } from 'pg';
import { commandKeys } from '../database/command-key-repository';
import type { SigningRules } from './signing';

/** What is known before any signature is looked at. */
export async function signingRules(client: ClientBase, check: boolean): Promise<SigningRules> {
  const keys = await commandKeys(client);
  const { rows } = await client.query<{ transfer: string; last: number }>(
    `select transfer, unsigned_until as last from public.head where unsigned_until is not null`,
  );
  const { rows: since } = await client.query('select from public.signatures_required');
  return {
    ...{ keys, check },
    unsignedUpTo: since.length === 0 ? undefined : new Map(rows.map(({ transfer, last }) => [transfer, last])),
  };
}
