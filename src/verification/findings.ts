/** What a verification looked at, and what it found there. */
import type { Broken, Why } from '../ledger/verify';
import type { StoreFault } from '../ledger/checkpoint';
import type { SystemWhy } from '../ledger/verify-system';
import type { SignatureFault } from '../ledger/command-signature';

/** What is looked at, in the order in which it is told. */
export const lookedAt = [
  'chain',
  'heads',
  'checkpoints',
  'signatures',
  'prose',
  'launches',
  'standing',
  'states',
  'tasks',
  'closed-tasks',
  'answers',
  'forms',
  'notes',
  'decisions',
  'notices',
  'training',
  'certificates',
  'confirmations',
  'register',
  'renewals',
  'calendars',
  'contributions',
  'evidence',
  'evidence-bytes',
  'system-ledger',
  'sessions',
  'runs',
] as const;
export type LookedAt = (typeof lookedAt)[number];

/**
 * Why something does not hold, beside what is wrong with a chain, a checkpoint or a signature.
 *
 * `no-head`: entries that no head knows, so that nobody sees their transfer; `does-not-come-out`: the procedure makes other
 * tasks or states of this entry; `unknown-procedure`: there is no prose here to run over it; `not-recordable`: no record could have written it; `row-missing`, `row-too-many`,
 * `row-differs`: a table says less, more or something else than the ledger; `no-ledger`: a row of a transfer that has no
 * ledger; `contributions-differ`, `contributions-not-counted`: the public's contributions are not those that an answer counted, or
 * it counted none; `file-missing`, `file-digest`, `file-bytes`: evidence is not what an entry names; `no-run`: a transfer that has not
 * ended and whose procedure does not run; `no-sign-in`: a session that no sign-in made.
 */
export type TableWhy =
  | 'no-head'
  | 'does-not-come-out'
  | 'unknown-procedure'
  | 'not-recordable'
  | 'row-missing'
  | 'row-too-many'
  | 'row-differs'
  | 'no-ledger'
  | 'contributions-differ'
  | 'contributions-not-counted'
  | 'file-missing'
  | 'file-digest'
  | 'file-bytes'
  | 'no-run'
  | 'no-sign-in';

/** Something that does not hold. */
export interface Fault {
  /** A transfer and the number of its entry, a row, a file, a checkpoint: as whoever looks into it will search for it. */
  readonly where: string;
  readonly why: Why | StoreFault | `signature-${SignatureFault}` | `system-${SystemWhy}` | TableWhy;
  /** The transfer and entry, where it is one of a transfer's. */
  readonly transfer?: string;
  readonly seq?: number;
  /** Columns that differ, or what was said: names, never content. */
  readonly detail?: string;
}

/** One thing that was looked at. */
export interface Check {
  readonly what: LookedAt;
  /** Entries, rows, files or checkpoints looked at. */
  readonly count: number;
  /** What does not hold, the first fifty of it. */
  readonly broken: readonly Fault[];
  /** How much more does not hold. */
  readonly more: number;
}

/** What was not looked at, or cannot be known from the inside. */
export type NotProved =
  | 'signatures-not-checked'
  | 'signatures-by-told-keys'
  | 'unsigned'
  | 'no-checkpoint'
  | 'checkpoints-without-key'
  | 'kept-checkpoints'
  | 'since-checkpoint'
  | 'written-not-hashed'
  | 'tables-of-broken'
  | 'launch-not-documented'
  | 'prose-without-launch'
  | 'evidence-bytes'
  | 'edits'
  | 'people'
  | 'runs'
  | 'sessions'
  | 'engine-memory'
  | 'tables'
  | 'rights';

/** What was not proved, and of how much of it. */
export interface Gap {
  readonly what: NotProved;
  readonly count?: number | undefined;
}

const told = 50;

/** Collects checks and gaps; holds no more of what is broken than is told. */
export function openFindings() {
  const checks = new Map<LookedAt, { count: number; broken: Fault[]; more: number }>();
  const gaps = new Map<NotProved, number | undefined>();
  const of = (what: LookedAt) => {
    const check = checks.get(what) ?? { count: 0, broken: [], more: 0 };
    checks.set(what, check);
    return check;
  };
  return {
    /** So many of it were looked at. */
    looked(what: LookedAt, count: number): void {
      of(what).count += count;
    },
    broken(what: LookedAt, fault: Fault): void {
      const check = of(what);
      if (check.broken.length < told) check.broken.push(fault);
      else check.more += 1;
    },
    /** Something is not proved; counts add up. */
    notProved(what: NotProved, count?: number): void {
      gaps.set(what, count === undefined ? gaps.get(what) : (gaps.get(what) ?? 0) + count);
    },
    checked: (): Check[] =>
      lookedAt.flatMap((what) => {
        const check = checks.get(what);
        return check ? [{ what, ...check }] : [];
      }),
    gaps: (): Gap[] => [...gaps].map(([what, count]) => ({ what, count })),
  };
}
export type Findings = ReturnType<typeof openFindings>;

/** A fault at an entry. */
export const atEntry = (transfer: string, seq: number, why: Fault['why'], detail?: string): Fault => ({
  ...{ where: `${transfer} #${seq}`, why, transfer, seq },
  ...(detail === undefined ? {} : { detail }),
});

/** A chain's fault as one among others. */
export const ofChain = ({ transfer, seq, why, checkpoint }: Broken): Fault =>
  atEntry(transfer, seq, why, checkpoint === undefined ? undefined : `checkpoint ${checkpoint}`);
