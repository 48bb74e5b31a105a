/** The whole verification of a database: everything that can be looked at from inside the house, in one snapshot. */
import type { KeyObject } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { living } from '../database/ledger-repository';
import { readCheckpoint, vouchedFor, type Checkpoint } from '../ledger/checkpoint';
import { inScratch, readCheckpoints, readLedger } from '../ledger/stored';
import { verifySystemLedger } from '../ledger/stored-system';
import { systemChain } from '../ledger/system-ledger';
import { startVerification } from '../ledger/verify';
import { judgeCheckpoints } from './checkpoints';
import { atEntry, ofChain, openFindings, type Findings } from './findings';
import { stories, type Story } from './prose';
import type { Report } from './report';
import { lookAtSessions } from './sessions';
import { signingRules } from './signatures-required';
import { openSigning } from './signing';
import { rowsWithoutLedger } from './tables';
import { openTransfers } from './transfers';

/** What a verification is to look at, and what it is given from outside. */
export interface Looking {
  /** One transfer; all of them where it is left out. */
  readonly only?: string | undefined;
  /** Public keys of checkpoints. */
  readonly keys?: readonly KeyObject[];
  /** Checkpoints that were taken away when they were made. */
  readonly kept?: readonly Checkpoint[];
  /** Thirty-two bytes that seal personal data; without them, what the system's ledger says of people is not compared. */
  readonly key?: Buffer | undefined;
  /** Whether each signature of a command is checked. */
  readonly signatures?: boolean;
  /** The procedures whose prose is run; left out: the city's. */
  readonly stories?: readonly Story[];
  /** Which of these transfers have a procedure that runs; left out where the engine is not at hand. */
  readonly running?: ((transfers: readonly string[]) => Promise<ReadonlySet<string> | undefined>) | undefined;
}

/** Entries that the last of these checkpoints does not pin. */
function entriesSince(pins: readonly Checkpoint[], entries: number): number {
  const last = pins.at(-1);
  const heads = (last && readCheckpoint(last)?.heads) ?? [];
  // the system's own chain has no entries of a procedure
  const pinned = heads.filter(({ transfer }) => transfer !== systemChain);
  return Math.max(0, entries - pinned.reduce((sum, { seq }) => sum + seq, 0));
}

async function lookAtSystem(
  client: ClientBase,
  findings: Findings,
  checkpoints: readonly Checkpoint[],
  key: Buffer | undefined,
): Promise<void> {
  const { count, notCompared, broken = [] } = await verifySystemLedger(client, { key, checkpoints });
  findings.looked('system-ledger', count);
  for (const { where, why } of broken) findings.broken('system-ledger', { where, why: `system-${why}` });
  if (notCompared > 0) findings.notProved('people', notCompared);
}

async function lookAtRuns(client: ClientBase, findings: Findings, { running, only }: Looking): Promise<void> {
  const { rows } = await client.query<{ transfer: string }>(
    `select h.transfer from public.head h join public.matter t on t.id = h.transfer
      where ${living} and ($1::text is null or h.transfer = $1) order by 1`,
    [only ?? null],
  );
  const found = await running?.(rows.map(({ transfer }) => transfer));
  if (!found) return findings.notProved('runs');
  findings.looked('runs', rows.length);
  for (const { transfer } of rows)
    if (!found.has(transfer)) findings.broken('runs', { where: transfer, why: 'no-run', transfer });
}

/**
 * Verifies in the caller's transaction, which it fills with temporary tables. Holds one transfer's procedure in memory at a
 * time, and tables of some thousand entries.
 */
export async function verifyIn(client: ClientBase, looking: Looking): Promise<Report> {
  const findings = openFindings();
  const stored = await readCheckpoints(client);
  const { only, keys = [], kept = [] } = looking;
  const { pins, faults } = vouchedFor(stored, kept, keys);
  judgeCheckpoints(findings, { stored: stored.length, vouched: pins.length, faults }, { keys, kept });
  // before there are temporary tables, of which one has the catalogue's name
  if (only === undefined) {
    await lookAtSystem(client, findings, pins, looking.key);
    await lookAtSessions(client, findings);
    findings.notProved('sessions');
  }
  const verification = startVerification(pins, only);
  const signing = openSigning(findings, await signingRules(client, looking.signatures ?? false));
  const transfers = await openTransfers(client, findings, signing, looking.stories ?? stories);

  let entries = 0;
  let open: { readonly transfer: string; readonly seq: number } | undefined;
  const holds = (transfer: string) => !verification.faults().has(transfer);
  /** A transfer's entries have ended. */
  async function end(headSeen: boolean): Promise<void> {
    if (!open) return;
    const { transfer } = open;
    if (!headSeen) findings.broken('heads', atEntry(transfer, 1, 'no-head'));
    await transfers.end(holds(transfer) && headSeen);
    open = undefined;
  }
  for await (const item of readLedger(client, only)) {
    if (item.kind === 'head') {
      findings.looked('heads', 1);
      verification.head(item.head);
      await end(item.head.transfer === open?.transfer);
      continue;
    }
    const { row } = item;
    if (open?.transfer !== row.transfer) await end(false);
    open = row;
    entries += 1;
    verification.entry(row);
    await transfers.entry(row, holds(row.transfer));
  }
  await end(false);
  await transfers.done(only === undefined);
  await lookAtRuns(client, findings, looking);
  if (only === undefined) {
    for (const { what, transfer } of await rowsWithoutLedger(client))
      findings.broken(what, { where: transfer, why: 'no-ledger', transfer });
    const since = entriesSince(pins, entries);
    if (pins.length > 0 && since > 0) findings.notProved('since-checkpoint', since);
  }
  findings.notProved('evidence-bytes');
  findings.notProved('engine-memory');
  findings.notProved('rights');

  const verdict = verification.verdict();
  findings.looked('chain', entries);
  for (const fault of verification.faults().values()) findings.broken('chain', ofChain(fault));
  const checked = findings.checked();
  const [brokenCheckpoint] = faults;
  const { checked: signed, ms } = signing.rate();
  return {
    ...verdict,
    verdict: checked.some(({ broken }) => broken.length > 0) ? 'broken' : 'intact',
    ...{ checkpoints: stored.length, vouched: pins.length, checked, notProved: findings.gaps() },
    ...(brokenCheckpoint ? { brokenCheckpoint } : {}),
    ...(signed > 0 ? { signatureMs: Math.ceil(ms) } : {}),
  };
}

/** Verifies a database; nothing of it is changed. */
export const verifyDatabase = (database: Pool, looking: Looking = {}): Promise<Report> =>
  inScratch(database, (client) => verifyIn(client, looking));
