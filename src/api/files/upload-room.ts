/** Whether there is room for an upload: on the disk, and in what its sender and their office may take up. */
import type { Pool } from 'pg';
import { fileById, insertFile, unnamedBytes, type NewFile, type StoredFile } from '../../database/file-repository';
import { inTransaction } from '../../database/transaction';
import { Refusal } from '../../domain/refusal';
import type { Logger } from '../../runtime/log';
import { mebibytes } from '../http/problems';
import type { StorageWatch } from '../engine/storage-watch';

/** How much may be uploaded that no entry names. */
export interface UploadLimits {
  /** Bytes of one person's files. */
  readonly person: number;
  /** Bytes of one office's. */
  readonly office: number;
  /** Days after which such a file is removed. */
  readonly days: number;
}

/**
 * Refuses uploads while the disk is nearly full: what is left is for the procedure's own records.
 *
 * @throws Refusal `storage-full`
 */
export async function needRoom(watch: StorageWatch | undefined, log: Logger): Promise<void> {
  const low = await watch?.();
  if (!low) return;
  log.error(low, 'an upload was refused: the disk is nearly full');
  throw new Refusal('storage-full');
}

/**
 * Keeps a file, where it was not kept before and its sender and their office have room for it.
 *
 * @throws Refusal `quota-of-person`, `quota-of-office`
 */
export function keepWithin(database: Pool, limits: UploadLimits, file: NewFile): Promise<StoredFile> {
  return inTransaction(database, async (client) => {
    // one office's uploads are counted one after the other
    await client.query(`select pg_advisory_xact_lock(hashtext('fuquan uploads'), hashtext($1))`, [file.organisation]);
    const kept = await fileById(client, file.id);
    if (kept) return kept;
    const used = await unnamedBytes(client, file.uploadedBy, file.organisation);
    for (const [code, taken, limit] of [
      ['quota-of-person', used.person, limits.person],
      ['quota-of-office', used.office, limits.office],
    ] as const) {
      const params = { used: mebibytes(taken), size: mebibytes(file.size), limit: mebibytes(limit), days: limits.days };
      if (taken + file.size > limit) throw new Refusal(code, { field: '/file', params });
    }
    return insertFile(client, file);
  });
}
