/**
 * What a procedure is started with, as the database has it: derived from the document that the ledger's first entry hashes.
 * What stands beside it in `transfer.launch` is outside the hashed text; it is compared and not believed.
 */
import { z } from 'zod';
import { dossierOf, procedureIn, type Family } from '../domain/dossiers';
import type { Launch } from '../domain/procedure/launch';
import { canonical } from '../ledger/canonical';
import type { Queryable } from './queryable';
import { endTrouble, raiseTrouble } from './trouble-repository';

/** Columns that {@link storedLaunch} reads, of a transfer `t`. */
export const launchColumns = `t.launch, t.document, (select l.content from ledger l where l.transfer = t.id and l.seq = 1) as first`;

/** What {@link launchColumns} give. */
export interface LaunchRow {
  readonly launch: Launch;
  readonly document: unknown;
  /** Content of the ledger's first entry; null: it is not recorded yet. */
  readonly first: string | null;
}

/** A launch, of which procedure it is, and whether what is stored beside the document is another one. */
export interface StoredLaunch {
  readonly procedure: string;
  /** The type of its workflow; undefined where this version does not serve the procedure. */
  readonly workflow: string | undefined;
  readonly launch: Launch;
  readonly differs: boolean;
}

/** A launch as the engine is told of it. */
export interface Startable {
  /** The type of its workflow. */
  readonly workflow: string;
  readonly launch: Launch;
}

/** @throws where nobody here could carry it on */
export function startable({ procedure, workflow, launch }: StoredLaunch): Startable {
  if (workflow === undefined)
    throw new Error(`${launch.transfer}: this version does not serve the procedure ${procedure}`);
  return { workflow, launch };
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
export function storedLaunch(row: LaunchRow, among?: Family): StoredLaunch {
  const document = documentOf(row);
  const procedure = procedureIn(document);
  const dossier = dossierOf(procedure, among);
  const launch = dossier?.launchIn(document);
  const whose = { procedure, workflow: dossier?.workflow };
  if (!launch) return { ...whose, launch: row.launch, differs: false };
  return { ...whose, launch, differs: canonical(launch) !== canonical(row.launch) };
}

/** Says, or says no longer, that a transfer's stored launch is not the one of its document. */
export async function tellWhetherItDiffers(
  database: Queryable,
  { launch: { transfer }, differs }: Pick<StoredLaunch, 'launch' | 'differs'>,
): Promise<void> {
  const kind = 'launch-differs';
  if (differs) await raiseTrouble(database, { kind, transfer, code: 'differs' });
  else await endTrouble(database, { kind, transfer });
}
