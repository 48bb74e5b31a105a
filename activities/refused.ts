/**
 * What the database's errors mean for a record: content that it refuses, now and each time again, or an outage, which
 * passes. SQLSTATE classes are in PostgreSQL's manual, appendix A.
 */
import { DatabaseError, type Pool } from 'pg';
import { endTrouble, raiseTrouble } from '../src/database/trouble-repository';
import { isByItself, type Recording, type RecordLine, type Refused } from '../src/domain/procedure/record';
import type { TroubleKind } from '../src/domain/troubles';

/** 22: a value that cannot be; 23: a constraint; 54: more than the database can hold. */
const contentClasses = /^(22|23|54)/;

/** Whoever meets the ledger's own keys raced with another writer: what was to be recorded is not to blame. */
const ownTables: readonly (string | undefined)[] = ['ledger', 'head'];
const uniqueViolation = '23505';

/** `query_canceled`: the statement ran out of time. So often, and it will not be done in time. */
const outOfTime = '57014';
const mostTimesOut = 3;

/** The SQLSTATE with which the database refuses what it was given; undefined: it is an outage. */
function refusalIn({ code = '', table }: DatabaseError): string | undefined {
  if (code === uniqueViolation && ownTables.includes(table)) return undefined;
  return contentClasses.test(code) ? code : undefined;
}

/** Where a line of nobody's failed, for whoever mends it; no values: people wrote them. */
const whereOf = (line: RecordLine, seq: number, { table, column, constraint, routine }: DatabaseError) => ({
  seq,
  kind: line.entry.kind,
  ...('step' in line.entry ? { step: line.entry.step } : {}),
  table,
  column,
  constraint,
  routine,
});

export type Refusing = ReturnType<typeof createRefusing>;

/** Judges errors of records, and tells of those that nobody who sends something can mend. */
export function createRefusing(database: Pool) {
  /** By transfer: a record that ran out of time, and how often. */
  const late = new Map<string, { readonly record: string; readonly times: number }>();
  /** Transfers of which this process has told a trouble. */
  const told = new Map<string, TroubleKind>();

  function timesOut({ transfer, seq, records }: Recording): number {
    const record = `${seq}+${records.length}`;
    const before = late.get(transfer);
    const times = before?.record === record ? before.times + 1 : 1;
    late.set(transfer, { record, times });
    return times;
  }
  /** What cannot be told now is told at the next try: the record is what counts. */
  async function tell(kind: TroubleKind, transfer: string, code: string, detail = {}): Promise<void> {
    told.set(transfer, kind);
    await raiseTrouble(database, { kind, transfer, code, detail }).catch(() => undefined);
  }

  return {
    /**
     * What a record is answered that the database did not take.
     *
     * @throws the error where it is an outage: the record is tried again
     */
    async refused(recording: Recording, error: unknown): Promise<Refused> {
      const { transfer, seq, records } = recording;
      // no answer of the database's: it is away, and nothing can be told to it
      if (!(error instanceof DatabaseError)) throw error;
      const late = error.code === outOfTime && timesOut(recording) >= mostTimesOut;
      const code = late ? outOfTime : refusalIn(error);
      if (code === undefined) {
        await tell('record-waits', transfer, error.code ?? '');
        throw error;
      }
      const [line, ...others] = records;
      // of several, which of them it is shows when they come one by one
      if (line && others.length === 0 && isByItself(line.entry))
        await tell('record-refused', transfer, code, whereOf(line, seq + 1, error));
      return { refused: { code } };
    },
    /** The record got through. */
    async passed(transfer: string): Promise<void> {
      late.delete(transfer);
      const kind = told.get(transfer);
      if (kind === undefined) return;
      told.delete(transfer);
      await endTrouble(database, { kind, transfer }).catch(() => undefined);
    },
  };
}
