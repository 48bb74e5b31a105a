/**
 * Whether people's lines were sent by the API: their signatures, before they are recorded and when the ledger tells them.
 * Lines of before signatures were required may be without one.
 */
import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import { endTrouble } from '../src/database/trouble-repository';
import { raiseAlarm } from '../src/database/alarm-repository';
import { commandKeys } from '../src/database/command-key-repository';
import {
  signatureRefusal,
  tooOld,
  type MissedRecord,
  type Recording,
  type RecordLine,
  type Refused,
} from '../src/domain/procedure/record';
import type { Instant } from '../src/domain/procedure/step';
import {
  isSigned,
  isTooOld,
  signatureFaultOf,
  signatureOf,
  type CommandKeys,
  type SignatureFault,
} from '../src/ledger/command-signature';

/** What lines are recorded with: the swap looks whether the ledger takes that (`record.ts`). */
export interface SignedBy {
  /** Names of the keys that signed. */
  readonly keys: readonly string[];
  /** Whether every line that needs a signature has one. */
  readonly whole: boolean;
}

/** A line that the API did not send, or too long ago. */
interface Unsigned {
  readonly line: RecordLine;
  readonly fault: SignatureFault | typeof tooOld;
}

/** A line of the ledger with what came with it. */
type TellingLine = MissedRecord & Pick<RecordLine, 'command'>;

/** Checks signatures with keys that are looked up once; a key that it does not know it looks up again. */
export function createSignatures(database: Pool) {
  let keys: CommandKeys = new Map();
  /** Transfers of which this process has told that their ledger is not signed as it must be. */
  const told = new Set<string>();

  async function reload(): Promise<void> {
    keys = await commandKeys(database);
  }
  const faultOf = (transfer: string, line: RecordLine): SignatureFault | undefined =>
    isSigned(line.entry) ? signatureFaultOf(transfer, line, keys) : undefined;
  /** What is wrong with each of the lines, by all keys that there are. */
  async function faultsOf(transfer: string, lines: readonly RecordLine[]): Promise<(SignatureFault | undefined)[]> {
    const faults = lines.map((line) => faultOf(transfer, line));
    if (!faults.includes('unknown')) return faults;
    await reload();
    return lines.map((line) => faultOf(transfer, line));
  }

  return {
    reload,

    /** By whom lines are signed, or the first of them whose signature does not hold. Having none may be right. */
    async signedBy(transfer: string, lines: readonly RecordLine[]): Promise<SignedBy | Unsigned> {
      const faults = await faultsOf(transfer, lines);
      const names = new Set<string>();
      let whole = true;
      for (const [i, line] of lines.entries()) {
        const fault = faults[i];
        if (fault === 'none') whole = false;
        else if (fault) return { line, fault };
        else if (isSigned(line.entry)) names.add(signatureOf(line.command)?.key ?? '');
      }
      return { keys: [...names], whole };
    },

    /** Whom nobody can answer for is refused; the alarm names the one line that it is, when it comes by itself. */
    async refused({ transfer, seq, records }: Recording, { line, fault }: Unsigned): Promise<Refused> {
      const code = signatureRefusal(fault);
      if (records.length === 1) {
        const { kind, key } = line.entry;
        await raiseAlarm(database, {
          kind: fault === tooOld ? 'command-kept-back' : 'not-sent-by-api',
          transfer,
          code,
          detail: { entry: kind, key, after: seq },
        });
      }
      return { refused: { code } };
    },

    /** The first line that has no signature; for when the swap did not take lines that are not whole. */
    unsigned: (lines: readonly RecordLine[]): Unsigned | undefined => {
      const line = lines.find((one) => isSigned(one.entry) && signatureOf(one.command) === undefined);
      return line && { line, fault: 'none' };
    },

    /** The first line that was signed too long before it is written, which is now. */
    late: (lines: readonly RecordLine[], written: Instant): Unsigned | undefined => {
      const line = lines.find((one) => isTooOld(one, written));
      return line && { line, fault: tooOld };
    },

    /**
     * What the ledger tells was sent by the API as well.
     *
     * @throws `entry-not-signed` (retried until somebody mends it) where it was not: only the store can have been forged
     */
    async mustBeSigned(transfer: string, rows: readonly TellingLine[]): Promise<void> {
      const all = await faultsOf(transfer, rows);
      const faults = rows.flatMap((row, i) => (all[i] ? [{ row, fault: all[i] }] : []));
      const until = faults.some(({ fault }) => fault === 'none') ? await unsignedUntil(transfer) : null;
      const found = faults.find(({ row, fault }) => fault !== 'none' || (until !== null && row.seq > until));
      if (!found) {
        if (told.delete(transfer))
          await endTrouble(database, { kind: 'entry-not-signed', transfer }).catch(() => undefined);
        return;
      }
      const { row, fault } = found;
      told.add(transfer);
      const code = signatureRefusal(fault);
      await raiseAlarm(database, { kind: 'entry-not-signed', transfer, code, detail: { seq: row.seq } });
      throw ApplicationFailure.retryable(`entry ${row.seq} of ${transfer}: ${code}`, 'entry-not-signed');
    },
  };

  async function unsignedUntil(transfer: string): Promise<number | null> {
    const { rows } = await database.query<{ until: number | null }>(
      'select unsigned_until as until from head where transfer = $1',
      [transfer],
    );
    return rows[0]?.until ?? null;
  }
}
