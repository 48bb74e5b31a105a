/** Signatures of what people sent: counted always, checked where it is asked for. */
import type { NumberedLine } from '../../activities/line';
import { isSigned, signatureFaultOf, type CommandKeys } from '../ledger/command-signature';
import { atEntry, type Findings } from './findings';

/** What is known of signatures before any is looked at. */
export interface SigningRules {
  /** All keys that were ever made. */
  readonly keys: CommandKeys;
  /** By transfer: the last entry that may be without a signature. Undefined: none need have one yet. */
  readonly unsignedUpTo?: ReadonlyMap<string, number> | undefined;
  /** Whether each signature is checked, which takes a tenth of a millisecond. */
  readonly check: boolean;
}

/** Looks at the signatures of lines. */
export interface Signing {
  line(row: { readonly transfer: string; readonly seq: number }, line: NumberedLine): void;
  /** Signatures that were checked, and the milliseconds that took. */
  readonly rate: () => { readonly checked: number; readonly ms: number };
}

const carries = (command: unknown): boolean =>
  typeof command === 'object' && command !== null && 'signed' in command && command.signed !== undefined;

export function openSigning(findings: Findings, { keys, unsignedUpTo, check }: SigningRules): Signing {
  let checked = 0;
  let ms = 0;
  return {
    line({ transfer, seq }, line) {
      if (!isSigned(line.entry)) return;
      findings.looked('signatures', 1);
      if (!carries(line.command)) {
        // an empty place in the map: the transfer was launched later
        if (unsignedUpTo === undefined || seq <= (unsignedUpTo.get(transfer) ?? 0)) findings.notProved('unsigned', 1);
        else findings.broken('signatures', atEntry(transfer, seq, 'signature-none'));
        return;
      }
      if (!check) return findings.notProved('signatures-not-checked', 1);
      const before = performance.now();
      const fault = signatureFaultOf(transfer, line, keys);
      ms += performance.now() - before;
      checked += 1;
      if (fault !== undefined) findings.broken('signatures', atEntry(transfer, seq, `signature-${fault}`));
    },
    rate: () => ({ checked, ms }),
  };
}
