/**
 * What a run was started with, held against what was launched and what the ledger has. The engine starts whatever it is
 * told to: only a run that knows the truth may record.
 */
import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import { raiseAlarm } from '../src/database/alarm-repository';
import { launchColumns, storedLaunch, type LaunchRow } from '../src/database/stored-launch';
import { dossierOf, type Family } from '../src/domain/dossiers';
import { editionOf, type Edition, type Launch } from '../src/domain/procedure/launch';
import type { Entry, Progress, RecordLine, RunStart, Task } from '../src/domain/procedure/record';
import { lineOfOurs } from '../src/ledger/content';
import { unpack } from '../src/domain/procedure/ranges';
import { canonical } from '../src/ledger/canonical';

/** Why a run is not the transfer's own; `behind`: its ledger does not have what the run knows, which is another trouble. */
export type StartFault = 'other-workflow' | 'other-launch' | 'other-memory' | 'behind';

/** What the ledger says that a run remembers when it has come to an entry. */
function createMemory({ forgetsNotes }: Edition) {
  const journal: Entry[] = [];
  const tasks = new Map<string, Task>();
  const states = new Map<number, string>();
  let now = 0;
  return {
    take({ entry, put, gone, states: entered }: RecordLine): void {
      if (entry.kind === 'clock') now = Math.max(now, entry.at);
      else if (entry.kind !== 'launch' && !(entry.kind === 'note' && forgetsNotes)) journal.push(entry);
      for (const id of gone) tasks.delete(id);
      for (const task of put) tasks.set(task.id, task);
      for (const [state, powers] of Object.entries(entered))
        for (const power of unpack(powers)) states.set(power, state);
    },
    /** As text, whatever the order in which it came about. */
    text: (count: number, begins: string): string =>
      textOf({ journal, tasks: [...tasks.values()], now }, stateOf(states, count, begins)),
  };
}
const stateOf = (states: ReadonlyMap<number, string>, count: number, begins: string): string[] =>
  Array.from({ length: count }, (_, power) => states.get(power) ?? begins);
const textOf = (
  { journal, tasks, now }: Pick<Progress, 'journal' | 'tasks' | 'now'>,
  states: readonly string[],
): string => canonical({ journal, tasks: [...tasks].sort((a, b) => (a.id < b.id ? -1 : 1)), now, states });

/** Looks whether a run is the transfer's own; undefined: it is. */
export async function startFaultOf(
  database: Pool,
  transfer: string,
  start: RunStart,
  dossiers?: Family,
): Promise<StartFault | undefined> {
  const { rows } = await database.query<LaunchRow>(`select ${launchColumns} from matter t where t.id = $1`, [transfer]);
  const [laidDown] = rows;
  if (!laidDown) return 'behind';
  if (start.workflow !== transfer) return 'other-workflow';
  const { launch, procedure } = storedLaunch(laidDown, dossiers);
  if (canonical(launch) !== canonical(start.launch)) return 'other-launch';
  const begins = dossierOf(procedure, dossiers)?.procedure.begins ?? '';
  return start.earlier ? memoryFaultOf(database, transfer, start.launch, start.earlier, begins) : undefined;
}

async function memoryFaultOf(
  database: Pool,
  transfer: string,
  launch: Launch,
  earlier: Progress,
  begins: string,
): Promise<StartFault | undefined> {
  const { rows } = await database.query<{ seq: number; hash: string; content: string }>(
    'select seq, hash, content from ledger where transfer = $1 and seq <= $2 order by seq',
    [transfer, earlier.seq],
  );
  if (rows.length < earlier.seq) return 'behind';
  const memory = createMemory(editionOf(launch));
  for (const { content } of rows) memory.take(lineOfOurs(content));
  const hash = rows.at(-1)?.hash ?? '';
  if (hash !== earlier.hash) return 'other-memory';
  const states = new Map(
    Object.entries(earlier.states).flatMap(([state, powers]) => unpack(powers).map((power) => [power, state] as const)),
  );
  return memory.text(launch.count, begins) === textOf(earlier, stateOf(states, launch.count, begins))
    ? undefined
    : 'other-memory';
}

/** Says which run a transfer's is, and refuses all others: they end by it. */
export function createRuns(database: Pool, dossiers?: Family) {
  /**
   * An alarm, but not of a run that the system has ended itself, nor of one that was the transfer's own before: ended by
   * somebody who rebuilds it, it may still try to record what it was at.
   */
  async function refuse(transfer: string, run: string, code: string, workflow?: string): Promise<never> {
    const { rowCount } = await database.query(
      `select from rebuild where transfer = $1 and run = $2
        union all (select from ledger where transfer = $1 and run = $2 limit 1)`,
      [transfer, run],
    );
    const detail = { run, ...(workflow ? { workflow } : {}) };
    if (rowCount === 0) await raiseAlarm(database, { kind: 'foreign-run', transfer, code, detail });
    throw ApplicationFailure.nonRetryable(`run ${run} is not that of ${transfer}: ${code}`, 'foreign-run');
  }
  return {
    /**
     * Checks what a run was started with; from then on it is the only one that records.
     *
     * @throws `foreign-run` where it is not the transfer's own
     */
    async check(transfer: string, run: string, start: RunStart): Promise<void> {
      const fault = await startFaultOf(database, transfer, start, dossiers);
      // the record itself finds that the ledger is behind
      if (fault === 'behind') return;
      if (fault) await refuse(transfer, run, fault, start.workflow);
      await database.query('update head set run = $2 where transfer = $1 and run is distinct from $2', [transfer, run]);
    },
    /** @throws `foreign-run` where another run was checked since */
    async mustBeOwn(transfer: string, run: string): Promise<void> {
      const { rows } = await database.query<{ run: string | null }>('select run from head where transfer = $1', [
        transfer,
      ]);
      const known = rows[0]?.run ?? null;
      if (known !== null && known !== run) await refuse(transfer, run, 'another-run');
    },
  };
}
