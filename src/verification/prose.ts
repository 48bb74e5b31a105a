/** The procedure's prose, run over a ledger: each entry must change what the prose says that it changes. */
import type { NumberedLine } from '../../activities/line';
import { powerTransferCourse } from '../../workflows/power-transfer';
import { changeText } from '../../workflows/procedure/checkpoint';
import { beginning, takeStand } from '../../workflows/procedure/stand';
import type { TransferLaunch } from '../domain/power-transfer/launch';
import type { Recording } from '../domain/procedure/record';

/** The transfer as a whole after an entry. */
export type Overall = Recording['overall'];

/** A procedure that is told its ledger entry by entry, in their order. */
export interface Prose {
  /** The transfer as a whole after this entry; undefined where the entry is not what the prose makes of it. */
  take(line: NumberedLine): Overall | undefined;
}

/** Begins before the first entry. */
export function openProse(launch: TransferLaunch): Prose {
  const stand = takeStand(beginning, launch, powerTransferCourse);
  return {
    take(line) {
      try {
        return changeText(stand.take(line.entry)) === changeText(line) ? stand.overall() : undefined;
      } catch {
        // an answer to a task that is not open, a power that is not there
        return undefined;
      }
    },
  };
}
