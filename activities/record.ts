/**
 * The record: one statement, one transaction, one compare-and-swap of the transfer's head. It closes tasks, opens the
 * next ones, appends the ledger's entries and writes what the steps themselves leave behind; all of it or nothing.
 */
import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import { raiseAlarm } from '../src/database/alarm-repository';
import { headOf } from '../src/database/ledger-repository';
import { graceMs } from '../src/ledger/command-signature';
import { chain, chainAsStored, saidOf, type LedgerRow, type Said } from '../src/ledger/chain';
import { lineOfOurs } from '../src/ledger/content';
import { dossiers as ofTheCity, type Family } from '../src/domain/dossiers';
import type { MissedRecord, Recorded, Recording, RecordLine, Stray } from '../src/domain/procedure/record';
import type { NumberedLine } from './line';
import { createMatters } from './matter';
import { isOver, moveHeadSql, partsOf } from './parts';
import { createRefusing } from './refused';
import { createRuns } from './run-start';
import { createSignatures } from './signatures';
import { createStatements, type Part } from './statement';

/** At most so many missed records are told at once. */
export const missedAtOnce = 50;

/** Points of a step at which a process may die: around the record's write. */
export type FaultPoint = 'before-write' | 'after-write';

export interface RecordDependencies {
  readonly database: Pool;
  /** Called at named points, where tests of faults end the process. */
  readonly passing?: (point: FaultPoint) => void;
  /** The procedures whose matters are recorded; left out: the city's. */
  readonly dossiers?: Family;
}

const ledgerPart = (rows: readonly (LedgerRow & Said & { readonly run: string })[]): Part => ({
  name: 'ledger',
  sql: `ledger_rows as (insert into ledger (transfer, seq, key, previous, hash, content, run, said_by, kind, step, office)
    select $1, x.seq, x.key, x.previous, x.hash, x.content, x.run, x.said_by, x.kind, x.step, x.office
    from json_to_recordset($n) x(seq int, key text, previous text, hash text, content text, run text,
      said_by text, kind text, step text, office text)
    where exists (select from swapped))`,
  rows,
});

// not of another run than the one that was checked, not without a signature where one must be, not by a key that may not
// sign any more: in the statement itself, so that whatever changes meanwhile holds for this record or for the next
const swapSql = `${moveHeadSql} and (run is null or run = $10) and ($11 or unsigned_until is null) and not exists (select from command_key k where k.id = any($12)
    and (k.lost is not null or k.retired < now() - make_interval(secs => ${graceMs / 1000}))) returning 1`;

type StoredRow = Pick<LedgerRow, 'seq' | 'previous' | 'hash' | 'content'>;

function missedOf({ seq, hash, content }: StoredRow): MissedRecord & Pick<RecordLine, 'command'> {
  const { entry, command, put, gone, states } = lineOfOurs(content);
  return { entry, command, put, gone, states, seq, hash };
}

/**
 * Records lines after the head that the procedure knows.
 *
 * @returns the new head; or, where the ledger stands elsewhere, what was missed; or that the database refuses what is in the
 *   lines. In both of these nothing is written
 * @throws `foreign-run` where the run is not the transfer's own: it ends by that. These are retried until somebody mends it:
 *   `ledger-behind` where the ledger does not know the procedure's head, since it was restored from an older backup;
 *   `entry-not-signed` where what was missed was not sent by the API
 */
export function createRecord({ database, passing, dossiers = ofTheCity }: RecordDependencies) {
  const statementOf = createStatements(swapSql);
  const refusing = createRefusing(database);
  const signatures = createSignatures(database);
  const runs = createRuns(database, dossiers);
  const matterOf = createMatters(database, dossiers);
  return async function record(recording: Recording): Promise<Recorded> {
    const { transfer, seq, strays = [] } = recording;
    if (strays.length > 0) await tellOfStrays(transfer, strays, seq);
    const answer = await write(recording);
    return recording.heard ? { ...answer, heard: recording.heard } : answer;
  };

  function tellOfStrays(transfer: string, strays: readonly Stray[], seq: number): Promise<void> {
    const code = [...new Set(strays)].sort().join();
    return raiseAlarm(database, { kind: 'not-sent-by-api', transfer, code, detail: { after: seq } });
  }

  async function write(recording: Recording): Promise<Recorded> {
    const { transfer, seq, hash, run, overall, records, start } = recording;
    if (start) await runs.check(transfer, run, start);
    if (records.length === 0) {
      const same = await database.query({
        name: 'confirm-head',
        text: 'update head set confirmed = seq where transfer = $1 and hash = $2 and (run is null or run = $3) returning 1',
        values: [transfer, hash, run],
      });
      return same.rowCount === 1 ? { head: { seq, hash } } : notTaken(recording, []);
    }
    const lines: NumberedLine[] = (await withLaunchDocument(transfer, records)).map((line, i) => ({
      ...line,
      seq: seq + 1 + i,
    }));
    const late = refusing.known(recording);
    if (late) return late;
    const signed = await signatures.signedBy(transfer, lines);
    if ('fault' in signed) return signatures.refused(recording, signed);
    const written = Date.now();
    // it may be in the ledger, and its answer was lost: then it stays
    if (signatures.late(lines, written)) return notTaken(recording, lines);
    const entries = chain({ transfer, seq, hash }, lines, written);
    const last = entries.at(-1);
    if (!last) throw ApplicationFailure.nonRetryable('lines without entries');
    const matter = await matterOf(transfer);
    // the head of what is not there does not move
    if (!matter) return notTaken(recording, lines);
    const over = isOver(matter.declaration, overall.state);
    const statement = statementOf(
      [
        ...[transfer, hash, last.seq, last.hash, seq, overall.state, overall.suspended, overall.dayMs, over],
        ...[run, signed.whole, signed.keys],
      ],
      [
        ledgerPart(lines.flatMap(({ entry }, i) => (entries[i] ? [{ ...entries[i], ...saidOf(entry), run }] : []))),
        ...partsOf(matter, lines),
      ],
      matter.procedure,
    );
    passing?.('before-write');
    let ours: boolean;
    try {
      const { rows } = await database.query<{ ours: boolean }>(statement);
      ours = rows[0]?.ours ?? false;
    } catch (error) {
      return refusing.refused(recording, error);
    }
    passing?.('after-write');
    await refusing.passed(transfer);
    return ours ? { head: { seq: last.seq, hash: last.hash } } : notTaken(recording, lines);
  }

  /** Why the head was not moved: the ledger stands elsewhere, another run records, or somebody's line may not be recorded. */
  async function notTaken(recording: Recording, lines: readonly NumberedLine[]): Promise<Recorded> {
    const { transfer, run } = recording;
    await runs.mustBeOwn(transfer, run);
    const told = await missed(recording, lines);
    if (told) return told;
    // what it was refused for has been found out meanwhile
    await signatures.reload();
    const signed = await signatures.signedBy(transfer, lines);
    const late = signatures.late(lines, Date.now());
    const unsigned = 'fault' in signed ? signed : (late ?? signatures.unsigned(lines));
    if (unsigned) return signatures.refused(recording, unsigned);
    throw ApplicationFailure.retryable(`the head of ${transfer} was not moved, and nothing says why`);
  }

  /** The launch entry carries the whole document of the launch: list, settings, calendar. */
  async function withLaunchDocument(transfer: string, records: readonly RecordLine[]): Promise<readonly RecordLine[]> {
    if (!records.some((line) => line.entry.kind === 'launch')) return records;
    const { rows } = await database.query<{ document: unknown }>('select document from matter where id = $1', [
      transfer,
    ]);
    return records.map((line) => (line.entry.kind === 'launch' ? { ...line, command: rows[0]?.document } : line));
  }

  async function missed(
    known: { readonly transfer: string; readonly seq: number; readonly hash: string },
    ours: readonly NumberedLine[],
  ): Promise<Recorded | undefined> {
    const { rows } = await database.query<StoredRow>(
      'select seq, previous, hash, content from ledger where transfer = $1 and seq > $2 order by seq limit $3',
      [known.transfer, known.seq, Math.max(missedAtOnce, ours.length)],
    );
    const [first] = rows;
    if (!first && (await headOf(database, known.transfer))?.hash === known.hash) return undefined;
    if (!first || first.previous !== known.hash)
      throw ApplicationFailure.retryable(
        `the ledger of ${known.transfer} does not know ${known.seq} ${known.hash}`,
        'ledger-behind',
      );
    // the very same call again: it was written, and its answer was lost
    const end = rows[ours.length - 1];
    if (end && chainAsStored(known, ours, rows).at(-1)?.hash === end.hash)
      return { head: { seq: end.seq, hash: end.hash } };
    const told = rows.map(missedOf);
    await signatures.mustBeSigned(known.transfer, told);
    return { missed: told.map(({ command: _, ...line }) => line) };
  }
}
