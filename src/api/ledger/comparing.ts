/** Ledgers held against the engine's own history: one transfer's, or all. */
import { comparedRowsOf, isLiving } from '../../database/ledger-repository';
import { transferTitles } from '../../database/transfer-repository';
import type { ComparisonVerdict } from '../../domain/comparison-verdicts';
import { compareWithEngine, worstVerdict, type Comparison } from '../../ledger/engine-comparison';
import type { Dependencies } from '../dependencies';
import type { FoundRun } from '../engine/engine-history';

/** Milliseconds within which the event of an entry may still be on its way: a worker that died is made up for in that time. */
const freshMs = 30_000;

/** A transfer's comparison, with the runs that its ledger names and those that the engine has. */
export async function compareTransfer(
  { database, engine, now }: Dependencies,
  id: string,
): Promise<{
  readonly named: ReadonlySet<string>;
  readonly runs: readonly FoundRun[];
  readonly comparison: Comparison;
}> {
  const named = new Set((await comparedRowsOf(database, id)).map(({ run }) => run));
  // before the histories: what ends meanwhile may be gone with its run
  const living = await isLiving(database, id);
  const runs = await engine.runs(id, [...named]);
  // read after the histories: what they say was answered as recorded must be there by now
  const at = now();
  const rows = (await comparedRowsOf(database, id)).map(({ written, ...row }) => ({
    ...row,
    fresh: written.getTime() <= at && at - written.getTime() <= freshMs,
  }));
  return { named, runs, comparison: compareWithEngine(rows, runs, living) };
}

/** A transfer that does not simply agree. */
interface FoundTransfer {
  readonly transfer: string;
  readonly title: string;
  readonly verdict: ComparisonVerdict;
}

/** All transfers compared one after the other, and what the engine runs that no ledger knows. */
export async function compareAll(dependencies: Dependencies): Promise<{
  readonly verdict: ComparisonVerdict;
  readonly compared: number;
  readonly found: readonly FoundTransfer[];
}> {
  const { database, engine } = dependencies;
  // before the transfers: whoever is launched meanwhile is in both or in the second alone
  const running = await engine.running();
  const transfers = await transferTitles(database);
  const known = new Set(transfers.map(({ id }) => id));
  const found: FoundTransfer[] = [...running.keys()]
    .filter((id) => !known.has(id))
    .map((transfer) => ({ transfer, title: '', verdict: 'engine-has-more' }));
  for (const { id, title } of transfers) {
    const { verdict } = (await compareTransfer(dependencies, id)).comparison;
    if (verdict !== 'agree') found.push({ transfer: id, title, verdict });
  }
  return { verdict: worstVerdict(found.map(({ verdict }) => verdict)), compared: transfers.length, found };
}
