/**
 * What the ledger is known to hold, and where the procedure stands by it. This and only this survives: all else in memory
 * may be thrown away. Pure: it moves only when the ledger has confirmed lines, or has told of lines that were missed.
 */
import type { Receipt } from '../../src/domain/procedure/message';
import type { Change, Entry, Head, MissedRecord, Progress, Task } from '../../src/domain/procedure/record';
import { recordedOtherwiseFault } from '../../src/domain/procedure/run-faults';
import { isOpenedBy } from '../../src/domain/procedure/task-id';
import type { Stand } from './stand';

/** A line as far as the checkpoint needs it. */
type Confirmed = Change & { readonly entry: Entry };
type Known = Omit<Progress, 'tasks'>;

/** What a line changed, as text: two are the same where it is. */
export const changeText = ({ put, gone, states }: Change): string =>
  JSON.stringify([
    put.map((t) => [t.id, t.step, t.party, t.office, t.about, t.powers, t.opened, t.due, t.overdue, t.openUntil]),
    gone,
    Object.entries(states).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

export type Checkpoint = ReturnType<typeof openCheckpoint>;

/** Opens the checkpoint that an earlier run left, or the one before the first line. `standFrom` makes a stand anew. */
export function openCheckpoint(earlier: Progress, standFrom: (from: Progress) => Stand) {
  const { tasks: open, ...rest } = earlier;
  const tasks = new Map<string, Task>(open.map((task) => [task.id, task]));
  let known: Known = rest;
  let stand = standFrom(earlier);
  let adopted = 0;
  const receipts = new Map<string, Receipt>();

  const progress = (): Progress => ({ ...known, tasks: [...tasks.values()] });

  /**
   * The ledger holds these lines, which the stand has taken, up to this head.
   *
   * @throws where the head is not their last: what was recorded was something else, and to go on would part from it.
   */
  function confirmed(lines: readonly Confirmed[], head: Head): void {
    const recordedBefore = known.seq;
    if (head.seq !== recordedBefore + lines.length)
      throw recordedOtherwiseFault(
        `the ledger was given ${head.seq - recordedBefore} lines after ${recordedBefore}, and not these ${lines.length}`,
      );
    known = { ...known, ...head, journal: [...stand.journal], states: stand.states(), now: stand.desk.now() };
    lines.forEach((line, i) => {
      for (const id of line.gone) tasks.delete(id);
      for (const task of line.put) tasks.set(task.id, task);
      const opened = line.put.flatMap(({ id }) => (isOpenedBy(id, line.entry.key) ? [id] : []));
      receipts.set(line.entry.key, { key: line.entry.key, seq: recordedBefore + 1 + i, opened });
    });
  }

  return {
    stand: (): Stand => stand,
    known: (): Known => known,
    isOpen: (task: string): boolean => tasks.has(task),
    /** All that is known, as the next run is handed it. */
    progress,
    /** For a command's sender; of a line that an earlier run recorded only that it was. */
    receipt: (key: string): Receipt => receipts.get(key) ?? { key, seq: 0, opened: [], again: true },
    /** How many lines were learnt from the ledger in this run. */
    adopted: (): number => adopted,
    confirmed,
    /** Nothing that was taken since the ledger's last answer counts: the stand is made anew from what is known. */
    backToKnown(): void {
      stand = standFrom(progress());
    },

    /**
     * Others have written to the ledger what we never heard of: it comes first, and it must come out the same.
     *
     * @throws where it does not: the edition is wrong, or the ledger was altered.
     */
    adopt(missed: readonly MissedRecord[]): void {
      stand = standFrom(progress());
      for (const record of missed) {
        const change = stand.take(record.entry);
        if (changeText(change) !== changeText(record))
          throw new Error(
            `the ledger's record ${record.seq} does not come out: ${changeText(change)} / ${changeText(record)}`,
          );
        confirmed([{ ...change, entry: record.entry }], { seq: record.seq, hash: record.hash });
        adopted++;
      }
    },
  };
}
