/**
 * What a procedure is started with, as the database has it: derived from the document that the ledger's first entry hashes.
 * What stands beside it in `transfer.launch` is outside the hashed text; it is compared and not believed.
 */
import { z } from 'zod';
import { launchIn } from '../domain/power-transfer/launch-document';
import type { TransferLaunch } from '../domain/power-transfer/launch';
import { canonical } from '../ledger/canonical';
import type { Queryable } from './queryable';
import { endTrouble, raiseTrouble } from './trouble-repository';

/** Columns that {@link storedLaunch} reads, of a transfer `t`. */
export const launchColumns = `t.launch, t.document, (select l.content from ledger l where l.transfer = t.id and l.seq = 1) as first`;

/** What {@link launchColumns} give. */
export interface LaunchRow {
  readonly launch: TransferLaunch;
  readonly document: unknown;
  /** Content of the ledger's first entry; null: it is not recorded yet. */
  readonly first: string | null;
}

/** A launch, and whether what is stored beside the document is another one. */
export interface StoredLaunch {
  readonly launch: TransferLaunch;
  readonly differs: boolean;
}

const entryContent = z.object({ command: z.unknown() });

/** What the ledger's first entry hashes; before it is recorded, what it will hash. */
function documentOf({ document, first }: LaunchRow): unknown {
  if (first === null) return document;
  return entryContent.safeParse(parsed(first)).data?.command;
}

// what somebody has written over tells nothing: verification says so
function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** The launch by its document. Transfers of before, whose document does not tell all, keep what was stored. */
export function storedLaunch(row: LaunchRow): StoredLaunch {
  const launch = launchIn(documentOf(row));
  if (!launch) return { launch: row.launch, differs: false };
  return { launch, differs: canonical(launch) !== canonical(row.launch) };
}

/** Says, or says no longer, that a transfer's stored launch is not the one of its document. */
export async function tellWhetherItDiffers(
  database: Queryable,
  { launch: { transfer }, differs }: StoredLaunch,
): Promise<void> {
  const kind = 'launch-differs';
  if (differs) await raiseTrouble(database, { kind, transfer, code: 'differs' });
  else await endTrouble(database, { kind, transfer });
}
