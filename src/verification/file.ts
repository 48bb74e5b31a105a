/** An exported ledger, verified offline: all that a file allows. */
import type { KeyObject } from 'node:crypto';
import type { NumberedLine } from '../../activities/line';
import { procedureIn } from '../domain/dossiers';
import type { Checkpoint } from '../ledger/checkpoint';
import type { CommandKeys } from '../ledger/command-signature';
import { verifyExport } from '../ledger/export';
import { stampOf } from '../ledger/content';
import type { VerifiedRow } from '../ledger/verify';
import { judgeCheckpoints } from './checkpoints';
import { atEntry, ofChain, openFindings, type Findings } from './findings';
import { lineOf } from './line';
import { stories, storyOfCode, type Prose, type Story } from './prose';
import type { Report } from './report';
import { openSigning } from './signing';

/** What an export is held against. */
export interface FileLooking {
  /** Public keys of checkpoints. */
  readonly keys?: readonly KeyObject[];
  /** Checkpoints that were taken away when they were made. */
  readonly kept?: readonly Checkpoint[];
  /** Public keys of commands that were kept elsewhere: with them a signature is proof, and one of another key is a fault. */
  readonly commandKeys?: CommandKeys;
  /** The procedures whose prose is run; left out: the city's. */
  readonly stories?: readonly Story[];
}

/** Which keys signatures are held against, and whether these are those that the file brings itself. */
function keysFor(kept: CommandKeys, told: CommandKeys): { readonly keys: CommandKeys; readonly asTold: boolean } {
  if (kept.size === 0) return { keys: told, asTold: true };
  // since when a kept key signs no more is what the system says: it can only make more of them faulty
  const keys = new Map([...kept].map(([id, key]) => [id, { ...told.get(id), ...key }]));
  return { keys, asTold: false };
}

/** The prose run over the matters of an export, as far as each one's chain holds and its first entry says what was launched. */
function openProses(findings: Findings, among: readonly Story[]) {
  let open: { readonly transfer: string; prose: Prose | undefined } | undefined;
  function begin({ transfer, seq }: VerifiedRow, line: NumberedLine | undefined): Prose | undefined {
    const document = line?.entry.kind === 'launch' ? line.command : undefined;
    const procedure = procedureIn(document);
    const story = storyOfCode(procedure, among);
    if (!story) {
      findings.broken('prose', atEntry(transfer, seq, 'unknown-procedure', procedure));
      return undefined;
    }
    const prose = story.begin(document);
    if (!prose) findings.notProved('prose-without-launch', 1);
    return prose;
  }
  return (row: VerifiedRow, line: NumberedLine | undefined, holds: boolean): void => {
    const { transfer, seq } = row;
    if (open?.transfer !== transfer) open = { transfer, prose: begin(row, line) };
    if (!open.prose) return;
    if (!holds || !line) {
      open.prose = undefined;
      return;
    }
    findings.looked('prose', 1);
    if (open.prose.take(line)) return;
    findings.broken('prose', atEntry(transfer, seq, 'does-not-come-out'));
    open.prose = undefined;
  };
}

/**
 * Verifies an export.
 *
 * @throws NotAnExport where the file is not one, or not whole
 */
export async function verifyFile(text: AsyncIterable<string>, looking: FileLooking = {}): Promise<Report> {
  const { keys = [], kept = [], commandKeys = new Map() } = looking;
  const findings = openFindings();
  const prose = openProses(findings, looking.stories ?? stories);
  let checkedWith = keysFor(commandKeys, new Map());
  let signing = openSigning(findings, { keys: checkedWith.keys, check: false });
  const verdict = await verifyExport(text, keys, kept, {
    begin(told) {
      checkedWith = keysFor(commandKeys, told);
      signing = openSigning(findings, { keys: checkedWith.keys, check: checkedWith.keys.size > 0 });
    },
    entry(row, holds) {
      const line = lineOf(row);
      if (!line && holds) findings.broken('prose', atEntry(row.transfer, row.seq, 'not-recordable'));
      if (line) signing.line(row, line);
      prose(row, line, holds);
      if (stampOf(row.content).written === undefined) findings.notProved('written-not-hashed', 1);
    },
  });
  const { broken, brokenCheckpoints, vouched, checkpoints, ...rest } = verdict;
  judgeCheckpoints(findings, { stored: checkpoints, vouched, faults: brokenCheckpoints }, { keys, kept });
  findings.looked('chain', verdict.entries);
  for (const fault of broken) findings.broken('chain', ofChain(fault));
  const { checked: signed, ms } = signing.rate();
  if (checkedWith.asTold && signed > 0) findings.notProved('signatures-by-told-keys', signed);
  findings.notProved('tables');
  findings.notProved('engine-memory');
  const checked = findings.checked();
  const [brokenCheckpoint] = brokenCheckpoints;
  return {
    ...rest,
    verdict: checked.some(({ broken: faults }) => faults.length > 0) ? 'broken' : 'intact',
    ...{ checkpoints, vouched, checked, notProved: findings.gaps() },
    ...(brokenCheckpoint ? { brokenCheckpoint } : {}),
    ...(signed > 0 ? { signatureMs: Math.ceil(ms) } : {}),
  };
}
