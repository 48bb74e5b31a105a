/** What handlers and the procedure's loop share: commands in a queue, and how they are answered. */
import { ApplicationFailure } from '@temporalio/workflow';
import type { Inspection, Receipt, RefusalDetail } from '../../src/domain/procedure/message';
import type { Stray } from '../../src/domain/procedure/record';
import type { Judgement } from './judge';
import type { Command } from './pass';
import type { Stand } from './stand';

/** A command in the queue, whose sender waits for an answer. */
export interface Waiting extends Command {
  readonly answer: (receipt: Receipt) => void;
  readonly refuse: (reason: ApplicationFailure) => void;
  /** It is none: something came that nobody of the system's sends. */
  readonly stray?: Stray;
}

/** A judgement as the engine's failure: its type is the code, its first detail says more. */
export const failure = ({ code, detail }: Judgement): ApplicationFailure =>
  ApplicationFailure.create({ type: code, message: code, nonRetryable: true, details: [detail] });

export interface Inbox {
  readonly stand: () => Stand;
  readonly push: (command: Waiting) => void;
  /** Somebody is being dealt with: what looks wrong now may be right in its turn. */
  readonly busy: () => boolean;
  /** The run is about to continue as new: who comes now is asked to come again. */
  readonly closing: () => boolean;
  /** The database refuses what nobody sent, and with which code: nothing can be taken before that is mended. */
  readonly needsRepair: () => RefusalDetail | undefined;
  readonly inspect: () => Inspection;
}
