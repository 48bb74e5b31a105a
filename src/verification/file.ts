/** An exported ledger, verified offline: all that a file allows. */
import type { KeyObject } from 'node:crypto';
import type { Checkpoint } from '../ledger/checkpoint';
import type { CommandKeys } from '../ledger/command-signature';
import { verifyExport } from '../ledger/export';
import { stampOf } from '../ledger/chain';
import { judgeCheckpoints } from './checkpoints';
import { atEntry, ofChain, openFindings } from './findings';
import { lineOf } from './line';
import type { Report } from './report';
import { openSigning } from './signing';

/** What an export is held against. */
export interface FileLooking {
  /** Public keys of checkpoints. */
  readonly keys?: readonly KeyObject[];
  /** Checkpoints that were taken away when they were made. */
  readonly kept?: readonly Checkpoint[];
  /** Public keys of commands; each signature is checked where there are any. */
  readonly commandKeys?: CommandKeys;
}

/**
 * Verifies an export.
 *
 * @throws NotAnExport where the file is not one, or not whole
 */
export async function verifyFile(text: AsyncIterable<string>, looking: FileLooking = {}): Promise<Report> {
  const { keys = [], kept = [], commandKeys = new Map() } = looking;
  const findings = openFindings();
  const signing = openSigning(findings, { keys: commandKeys, check: commandKeys.size > 0 });
  const verdict = await verifyExport(text, keys, kept, {
    entry(row, holds) {
      const line = lineOf(row);
      if (!line && holds) findings.broken('prose', atEntry(row.transfer, row.seq, 'not-recordable'));
      if (line) signing.line(row, line);
      if (stampOf(row.content).written === undefined) findings.notProved('written-not-hashed', 1);
    },
  });
  const { broken, brokenCheckpoints, vouched, checkpoints, ...rest } = verdict;
  judgeCheckpoints(findings, { stored: checkpoints, vouched, faults: brokenCheckpoints }, { keys, kept });
  findings.looked('chain', verdict.entries);
  for (const fault of broken) findings.broken('chain', ofChain(fault));
  findings.notProved('tables');
  findings.notProved('engine-memory');
  const checked = findings.checked();
  const [brokenCheckpoint] = brokenCheckpoints;
  const { checked: signed, ms } = signing.rate();
  return {
    ...rest,
    verdict: checked.some(({ broken: faults }) => faults.length > 0) ? 'broken' : 'intact',
    ...{ checkpoints, vouched, checked, notProved: findings.gaps() },
    ...(brokenCheckpoint ? { brokenCheckpoint } : {}),
    ...(signed > 0 ? { signatureMs: Math.ceil(ms) } : {}),
  };
}
