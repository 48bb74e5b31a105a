/** Stored histories: a file a path, holding the runs of one procedure and the ledger that they wrote. */
import { temporal } from '@temporalio/proto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { RecordLine } from '../../src/domain/procedure/record';

/** The paths that are stored of the edition that first went them. */
const firstNames = [
  'in-force-then-recalled',
  'every-refusal',
  'rework',
  'officers-trained-again-and-nominated',
  'certificate-refused',
  'transition-before',
  'effective-date-to-come',
  'trial-extended-and-scope-narrowed',
  'recall-by-evaluation-upheld-and-decided',
  'recalled-twice',
  'entrustment-renewed-in-part',
  'entrustment-unanswered',
  'withdrawn-suspended-noted',
  'continued-as-new',
  'answers-lost',
  'ledger-adopted',
  'rebuilt-from-the-ledger',
  'published-in-one-record',
  'instrument-published-in-one-record',
  'publication-adopted',
  'publications-answer-lost',
  'refused-in-turn-and-by-the-database',
] as const;
export type FirstName = (typeof firstNames)[number];

/** A path as the third edition goes it. */
export const again = <N extends FirstName>(name: N): `${N}-again` => `${name}-again`;
export type PathName = FirstName | `${FirstName}-again`;

/** The paths that are stored. */
export const pathNames: readonly PathName[] = [...firstNames, ...firstNames.map(again)];

export const folder = join(__dirname, 'histories');

export interface Stored {
  readonly launch: TransferLaunch;
  /** The engine's events, from the first run to the last. */
  readonly runs: readonly object[];
  readonly ledger: readonly RecordLine[];
}

/** Names of the files that are there. */
export const storedPaths = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

export function readStored(path: string): Stored {
  const stored: Stored = JSON.parse(readFileSync(join(folder, `${path}.json`), 'utf8'));
  return stored;
}

const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

/** The engine's events of a run that a worker left behind which had stood still: no code can carry it on. */
export function readNotReplaying(): History {
  const run: object = JSON.parse(readFileSync(join(__dirname, 'not-replaying', 'stalled-worker.json'), 'utf8'));
  return unpackRun(run);
}

/** A run's history as plain JSON, and back. */
export const packRun = (history: History): object =>
  History.toObject(History.fromObject(history), { longs: String, bytes: String });
export const unpackRun = (run: object): History => History.fromObject(run);
