/** Which commands have to be signed, and with which keys: as the system's own notes say. */
import { createPublicKey } from 'node:crypto';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { CommandKeys } from '../ledger/command-signature';
import type { SigningRules } from './signing';

const headsSchema = z.looseObject({ heads: z.array(z.looseObject({ transfer: z.string(), seq: z.int() })) });

/** Public keys of commands by their names; none where the table is not there yet. */
async function commandKeys(client: ClientBase): Promise<CommandKeys> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `select to_regclass('public.command_key') is not null as there`,
  );
  if (!there[0]?.there) return new Map();
  const { rows } = await client.query<{ id: string; public_key: string; retired: Date | null; lost: Date | null }>(
    'select id, public_key, retired, lost from public.command_key',
  );
  return new Map(
    rows.map(({ id, public_key: pem, retired, lost }) => [
      id,
      {
        publicKey: createPublicKey(pem),
        ...(retired ? { retired: retired.getTime() } : {}),
        ...(lost ? { lost: lost.getTime() } : {}),
      },
    ]),
  );
}

/** What is known before any signature is looked at. */
export async function signingRules(client: ClientBase, check: boolean): Promise<SigningRules> {
  const keys = await commandKeys(client);
  const { rows } = await client.query<{ content: unknown }>(
    `select content from public.system_note where kind = 'signatures-required' order by id limit 1`,
  );
  const heads = rows[0] && headsSchema.safeParse(rows[0].content).data?.heads;
  return { keys, check, unsignedUpTo: heads && new Map(heads.map(({ transfer, seq }) => [transfer, seq])) };
}
