/**
 * What becomes of a pass when it is recorded: its lines are confirmed; or the ledger has what we never heard of; or the
 * database refuses what is in them. Then the lines are recorded one by one, which shows which of them it is: whoever sent
 * that one is refused, all others are recorded. What nobody sent is tried again, since it comes first.
 */
import {
  isByItself,
  isSignatureRefusal,
  recordedBefore,
  signatureRefusal,
  tooOld,
  type MissedRecord,
  type Recorded,
  type RecordLine,
} from '../../src/domain/procedure/record';
import type { Checkpoint } from './checkpoint';
import { failure, type Waiting } from './inbox';
import type { Judgement } from './judge';
import type { Pass } from './pass';

/** Has lines recorded after what the checkpoint knows. */
type Write = (lines: readonly RecordLine[]) => Promise<Recorded>;

/** A line that the database refuses by itself, and its code (SQLSTATE). */
interface RefusedLine {
  readonly line: RecordLine;
  readonly code: string;
}

/** Whom a pass leaves waiting. */
export interface Left {
  /** To be judged again by what the ledger holds, which is not what was taken; empty where all were answered. */
  readonly waiting: readonly Waiting[];
  /** Whether what was taken is what the ledger holds. */
  readonly confirmed: boolean;
  /** With which code (SQLSTATE) the database refuses a line that nobody sent. */
  readonly needsRepair?: string;
}

/** Acts on what was told of a pass that was to be recorded, and answers those whose commands were in it. */
export async function settle(
  checkpoint: Checkpoint,
  pass: Pass<Waiting>,
  commands: readonly Waiting[],
  told: Recorded,
  write: Write,
): Promise<Left> {
  if ('head' in told) {
    checkpoint.confirmed(pass.batch, told.head);
    for (const command of commands) {
      const judgement = pass.refused.get(command);
      if (judgement) command.refuse(failure(judgement));
      else command.answer(checkpoint.receipt(command.key));
    }
    return { waiting: [], confirmed: true };
  }
  const apart = 'missed' in told ? told : await recordApart(checkpoint, pass.batch, told.refused.code, write);
  if (apart && 'missed' in apart) checkpoint.adopt(apart.missed);
  if (!apart || 'missed' in apart) return { waiting: commands, confirmed: false };
  if (isByItself(apart.line.entry)) {
    tellAll(checkpoint, commands, apart.code);
    return { waiting: [], confirmed: false, needsRepair: apart.code };
  }
  return { waiting: tellSender(checkpoint, commands, apart), confirmed: false };
}

/**
 * Records lines one by one that were refused together with a code, up to the first that is refused alone.
 *
 * @returns which line it is; or what was missed; undefined where all of them went through
 */
async function recordApart(
  checkpoint: Checkpoint,
  lines: readonly RecordLine[],
  code: string,
  write: Write,
): Promise<RefusedLine | { readonly missed: readonly MissedRecord[] } | undefined> {
  checkpoint.backToKnown();
  const [only, ...others] = lines;
  if (only && others.length === 0) return { line: only, code };
  for (const { entry, command } of lines) {
    const sent = command === undefined ? {} : { command };
    const line: RecordLine = { entry, ...sent, ...checkpoint.stand().take(entry) };
    const told = await write([line]);
    if ('missed' in told) return told;
    if ('refused' in told) {
      checkpoint.backToKnown();
      return { line, code: told.refused.code };
    }
    checkpoint.confirmed([line], told.head);
  }
  return undefined;
}

/** Refuses whoever sent a line; the others go on waiting. */
function tellSender(
  { receipt }: Checkpoint,
  commands: readonly Waiting[],
  { line: { entry }, code }: RefusedLine,
): Waiting[] {
  const sentIt = ({ key, digest }: Waiting) => key === entry.key && digest === entry.digest;
  for (const command of commands)
    if (sentIt(command)) {
      if (code === recordedBefore) command.answer(receipt(command.key));
      else command.refuse(failure(judgementOf(code)));
    }
  return commands.filter((command) => !sentIt(command));
}

/** What whoever sent a line is told that is refused with a code. */
function judgementOf(code: string): Judgement {
  if (code === signatureRefusal(tooOld)) return { code: 'command-too-old', sure: true, detail: {} };
  if (isSignatureRefusal(code)) return { code: 'not-sent-by-api', sure: true, detail: { fault: code } };
  return { code: 'cannot-be-stored', sure: true, detail: { sqlstate: code } };
}

/** A line of nobody's holds up everybody; what was recorded before it is answered as such. */
export function tellAll({ stand, receipt }: Checkpoint, commands: readonly Waiting[], sqlstate: string): void {
  const { keys } = stand();
  const judgement = { code: 'transfer-needs-repair', sure: false, detail: { sqlstate } } as const;
  for (const command of commands) {
    if (keys.has(command.key) && keys.get(command.key) === command.digest) command.answer(receipt(command.key));
    else command.refuse(failure(judgement));
  }
}

/** Milliseconds until a line of nobody's is tried again: twice as long each time, five minutes at most. */
export const nextPause = (pause: number): number => Math.min(Math.max(2 * pause, 5_000), 300_000);
