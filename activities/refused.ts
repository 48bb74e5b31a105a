/**
 * What the database's errors mean for a record: content that it refuses, now and each time again, or an outage, which
 * passes. SQLSTATE classes are in PostgreSQL's manual, appendix A.
 */
import { DatabaseError, type Pool } from 'pg';
import { endTrouble, raiseTrouble } from '../src/database/trouble-repository';
import {
  isByItself,
  recordedBefore,
  type Recording,
  type RecordLine,
  type Refused,
} from '../src/domain/procedure/record';
import type { TroubleKind } from '../src/domain/troubles';

/** 22: a value that cannot be; 23: a constraint; 54: more than the database can hold. */
const contentClasses = /^(22|23|54)/;

/** Whoever meets the ledger's own keys raced with another writer: what was to be recorded is not to blame. */
const ownTables: readonly (string | undefined)[] = ['ledger', 'head'];
const uniqueViolation = '23505';
/** The ledger's constraint that a transfer has a key but once. */
const keyOnce = 'ledger_transfer_key_key';

/** `query_canceled`: the statement ran out of time. So often, and it will not be done in time. */
const outOfTime = '57014';
const mostTimesOut = 3;
/**
 * Milliseconds that it is known for: the workflow may ask again at once, since the task in which it asked has ended
 * meanwhile, or its worker is another, and would never come to an end if each answer took as long again.
 */
const knownForMs = 120_000;

/** The code with which what was given is refused: the database's own (SQLSTATE), or ours; undefined: it is an outage. */
function refusalIn({ code = '', table, constraint }: DatabaseError): string | undefined {
  if (code === uniqueViolation && constraint === keyOnce) return recordedBefore;
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

/** Judges errors of records, and tells of those that nobody who sends something can mend. */
export function createRefusing(database: Pool) {
  /** By record: how often it ran out of time, and when it did last. */
  const late = new Map<string, { readonly times: number; readonly last: number }>();
  /** Troubles that this process has told, by transfer. */
  const told = new Map<string, ReadonlySet<TroubleKind>>();

  const nameOf = ({ transfer, seq, records }: Recording): string =>
    JSON.stringify([transfer, seq, ...records.map(({ entry }) => entry.key)]);
  function timesOut(recording: Recording): number {
    const now = Date.now();
    for (const [name, { last }] of late) if (last + knownForMs < now) late.delete(name);
    const name = nameOf(recording);
    const times = (late.get(name)?.times ?? 0) + 1;
    late.set(name, { times, last: now });
    return times;
  }
  /** What cannot be told now is told at the next try: the record is what counts. */
  async function tell(kind: TroubleKind, transfer: string, code: string, detail = {}): Promise<void> {
    told.set(transfer, new Set([...(told.get(transfer) ?? []), kind]));
    await raiseTrouble(database, { kind, transfer, code, detail }).catch(() => undefined);
  }

  return {
    /** Of a record that is known not to be done in time: that it is refused. */
    known(recording: Recording): Refused | undefined {
      const { times, last } = late.get(nameOf(recording)) ?? { times: 0, last: 0 };
      return times >= mostTimesOut && last + knownForMs >= Date.now() ? { refused: { code: outOfTime } } : undefined;
    },
    /**
     * What a record is answered that the database did not take.
     *
     * @throws the error where it is an outage: the record is tried again
     */
    async refused(recording: Recording, error: unknown): Promise<Refused> {
      const { transfer, seq, records } = recording;
      // no answer of the database's: it is away, and nothing can be told to it
      if (!(error instanceof DatabaseError)) throw error;
      const tooLate = error.code === outOfTime && timesOut(recording) >= mostTimesOut;
      const code = tooLate ? outOfTime : refusalIn(error);
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
      const kinds = told.get(transfer);
      if (!kinds) return;
      told.delete(transfer);
      const ends = [...kinds].map((kind) => endTrouble(database, { kind, transfer }));
      await Promise.allSettled(ends);
    },
  };
}
