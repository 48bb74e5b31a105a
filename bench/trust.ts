/**
 * What a step costs because nobody else is trusted: what the engine keeps is sealed, commands are signed, and the worker
 * works as a role that owns nothing. As in production. Commits of before are lent `before/trust.ts` in its place.
 */
import type { Pool } from 'pg';
import { replaceCommandKey } from '../src/database/command-key-repository';
import { workerRole } from '../src/database/rights';
import type { CompleteStep } from '../src/domain/procedure/message';
import { createPayloadCodec } from '../src/engine/payload-codec';
import { newKeys } from '../src/ledger/checkpoint';
import { signCommand, signLaunch } from '../src/ledger/command-signature';

const key = Buffer.alloc(32, 1);

/** Seals what the engine keeps. */
export const benchCodec = createPayloadCodec({ writing: key, reading: [key] });
/** Whom the worker works as. */
export const benchRole = workerRole;

/** Signs as the API does. */
export interface Signing {
  command(transfer: string, command: CompleteStep): CompleteStep;
  document(transfer: string, document: object): object;
}

/** A key that commands are signed with, known to the database; from then on everything there must be signed. */
export async function provideSigning(database: Pool): Promise<Signing> {
  const { privateKey, publicKey } = newKeys();
  await replaceCommandKey(database, publicKey, () => undefined);
  return {
    command: (transfer, command) => signCommand(transfer, 'completeStep', command, Date.now(), privateKey),
    document: (transfer, document) => signLaunch(transfer, document, Date.now(), privateKey),
  };
}
