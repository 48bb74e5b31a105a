/** Verification as the API has it: with the checkpoints' key that this machine knows, and the engine at hand. */
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { headOf } from '../../database/ledger-repository';
import { Refusal } from '../../domain/refusal';
import { publicKeysIn } from '../../ledger/checkpoint';
import { lookAtEvidence } from '../../verification/evidence-bytes';
import type { Check } from '../../verification/findings';
import type { Report } from '../../verification/report';
import { verifyDatabase, type Looking } from '../../verification/whole';
import type { Dependencies } from '../dependencies';

/** Public keys of checkpoints, where this machine has one; it is looked for each time, since the first checkpoint makes it. */
async function checkpointKeys(path: string | undefined): Promise<KeyObject[]> {
  if (path === undefined) return [];
  try {
    return publicKeysIn(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Which of these transfers have a procedure that runs, or have ended since; undefined where the engine cannot be reached. Its
 * list is behind at times: who is not in it is asked for.
 */
const runningIn =
  ({ engine, database }: Dependencies) =>
  async (transfers: readonly string[]): Promise<ReadonlySet<string> | undefined> => {
    try {
      const running = new Set<string>(transfers.length > 1 ? (await engine.running()).keys() : []);
      for (const transfer of transfers) {
        if (running.has(transfer)) continue;
        const runs = (await engine.state(transfer)) === 'running';
        if (runs || (await headOf(database, transfer))?.over) running.add(transfer);
      }
      return running;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'engine-unavailable') return undefined;
      throw error;
    }
  };

/** Verifications of everything that are under way: one at a time, since each holds a snapshot and works hard. */
let last: Promise<unknown> = Promise.resolve();

/** A report with the bytes of evidence looked at, too. */
const withEvidence = (report: Report, check: Check): Report => ({
  ...report,
  verdict: check.broken.length > 0 ? 'broken' : report.verdict,
  checked: [...report.checked, check],
  notProved: report.notProved.filter(({ what }) => what !== 'evidence-bytes'),
});

/** Verifies; of the whole city one after the other. */
export async function verifyWith(
  dependencies: Dependencies,
  { evidence = false, ...looking }: Pick<Looking, 'only' | 'signatures'> & { readonly evidence?: boolean },
): Promise<Report> {
  const { database, checkpointKeyFile, key, stories } = dependencies;
  const keys = await checkpointKeys(checkpointKeyFile);
  const served = stories ? { stories } : {};
  const verify = () => verifyDatabase(database, { ...looking, ...served, keys, key, running: runningIn(dependencies) });
  if (looking.only !== undefined) return verify();
  const both = async () => {
    const report = await verify();
    return evidence ? withEvidence(report, await lookAtEvidence(database)) : report;
  };
  const mine = last.then(both, both);
  last = mine.catch(() => undefined);
  return mine;
}
