/** Keys that commands are signed with, and since when they must be: each change with its note for the system's ledger. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { keyIdOf } from '../ledger/checkpoint';
import type { CommandKeys } from '../ledger/command-signature';
import type { Queryable } from './queryable';
import { noteInSystem } from './system-note-repository';
import { inTransaction } from './transaction';

interface KeyRow {
  readonly id: string;
  readonly public_key: string;
  readonly made: Date;
  readonly retired: Date | null;
  readonly lost: Date | null;
}

/** All keys that were ever made, by their names. */
export async function commandKeys(database: Queryable): Promise<CommandKeys> {
  const { rows } = await database.query<KeyRow>('select id, public_key, made, retired, lost from command_key');
  return new Map(
    rows.map(({ id, public_key, retired, lost }) => [
      id,
      {
        publicKey: createPublicKey(public_key),
        ...(retired ? { retired: retired.getTime() } : {}),
        ...(lost ? { lost: lost.getTime() } : {}),
      },
    ]),
  );
}

/** A key as it is listed. */
export interface ListedKey {
  readonly id: string;
  readonly made: Date;
  readonly retired: Date | null;
  readonly lost: Date | null;
}

/** All keys, the newest first. */
export async function listCommandKeys(database: Queryable): Promise<ListedKey[]> {
  const { rows } = await database.query<ListedKey>(
    'select id, made, retired, lost from command_key order by made desc, id',
  );
  return rows;
}

/** Whether something can be signed with it. */
export const isLiving = ({ retired, lost }: Pick<ListedKey, 'retired' | 'lost'>): boolean =>
  retired === null && lost === null;

/**
 * Records wait, and with them whatever reads a head for one: what is changed now holds for every entry that is written
 * after it, and for none before.
 */
const holdRecords = (client: PoolClient) => client.query('lock table head in share row exclusive mode');

/** Notes a new key. */
export async function addCommandKey(client: Queryable, publicKey: KeyObject, by?: string): Promise<void> {
  const id = keyIdOf(publicKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await client.query('insert into command_key (id, public_key) values ($1, $2)', [id, pem]);
  await noteInSystem(client, { kind: 'key-made', by, content: { key: id, for: 'commands', publicKey: pem } });
}

/** Retires a key; false where it is not one that can sign. */
async function retireCommandKey(client: Queryable, id: string): Promise<boolean> {
  const { rows } = await client.query<{ retired: Date }>(
    `update command_key set retired = date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond'
      where id = $1 and retired is null and lost is null returning retired`,
    [id],
  );
  const [row] = rows;
  if (!row) return false;
  const content = { key: id, for: 'commands', retired: row.retired.toISOString() };
  await noteInSystem(client, { kind: 'key-retired', content });
  return true;
}

/** One at a time: of two that change keys at once the second finds what the first one did. */
const holdKeys = (client: PoolClient) => client.query('lock table command_key in share row exclusive mode');

/** Retires one of several keys. `only`: nothing could be signed any more; `unknown`: it is not one that can sign. */
export async function retireOneOfSeveral(database: Pool, id: string): Promise<'retired' | 'only' | 'unknown'> {
  return inTransaction(database, async (client) => {
    await holdKeys(client);
    const living = (await listCommandKeys(client)).filter(isLiving);
    if (!living.some((key) => key.id === id)) return 'unknown';
    if (living.length === 1) return 'only';
    await retireCommandKey(client, id);
    return 'retired';
  });
}

/** Says that others may have a key: nothing that it signed is taken any more. False where it is unknown, or known to be lost. */
export async function loseCommandKey(database: Pool, id: string): Promise<boolean> {
  return inTransaction(database, async (client) => {
    await holdRecords(client);
    const { rows } = await client.query<{ lost: Date }>(
      `update command_key set lost = date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond'
        where id = $1 and lost is null returning lost`,
      [id],
    );
    const [row] = rows;
    if (!row) return false;
    await noteInSystem(client, {
      kind: 'key-lost',
      content: { key: id, for: 'commands', lost: row.lost.toISOString() },
    });
    return true;
  });
}

/** Since when everybody's acts must be signed; undefined: they need not be yet. */
export async function signaturesRequiredSince(database: Queryable): Promise<Date | undefined> {
  const { rows } = await database.query<{ since: Date }>('select since from signatures_required');
  return rows[0]?.since;
}

/** What came of asking that everybody's acts be signed. */
export type Requiring =
  { readonly done: true; readonly transfers: number } | { readonly done: false; readonly why: 'already' | 'launching' };

/**
 * From here on everybody's acts are signed, in all transfers: what each ledger has up to now is noted with it. Refused
 * (`launching`) while a launch waits for its first entry, which may have been laid down without a signature.
 */
export async function requireSignatures(database: Pool): Promise<Requiring> {
  return inTransaction(database, async (client) => {
    await holdRecords(client);
    if (await signaturesRequiredSince(client)) return { done: false, why: 'already' };
    const { rows: heads } = await client.query<{ transfer: string; seq: number; hash: string }>(
      'select transfer, seq, hash from head order by transfer',
    );
    if (heads.some(({ seq }) => seq === 0)) return { done: false, why: 'launching' };
    await client.query('insert into signatures_required default values');
    await client.query('update head set unsigned_until = seq');
    await noteInSystem(client, { kind: 'signatures-required', content: { heads } });
    return { done: true, transfers: heads.length };
  });
}

/**
 * The very first key, or the one that takes another's place, which is retired with it. In a database without transfers
 * everybody's acts must be signed from then on.
 *
 * @param write writes the private key where the API reads it, before it is known to anybody else
 */
export async function replaceCommandKey(database: Pool, publicKey: KeyObject, write: () => void): Promise<void> {
  await inTransaction(database, async (client) => {
    await holdKeys(client);
    for (const key of (await listCommandKeys(client)).filter(isLiving)) await retireCommandKey(client, key.id);
    await addCommandKey(client, publicKey);
    write();
  });
  const { rows } = await database.query('select from head limit 1');
  if (rows.length === 0) await requireSignatures(database);
}
