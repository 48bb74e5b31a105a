/**
 * A transfer's ledger held against what the engine remembers of it by itself. Two witnesses that were written at different
 * times by different processes: whoever alters one of them has to find and alter the other, too. Pure.
 */
import { comparisonVerdicts, type ComparisonVerdict } from '../domain/comparison-verdicts';
import { isByItself, type Entry } from '../domain/procedure/record';

/** A place in the ledger as the engine remembers it. */
export interface Remembered {
  readonly seq: number;
  readonly hash: string;
}

/** One record in a run's history: a local activity's marker with what the ledger answered. */
export interface EngineRecord {
  /** The event's number in its run. */
  readonly event: number;
  /** It was written, and the ledger stood here afterwards; or nothing was to be written and it stood here. */
  readonly head?: Remembered;
  /** Nothing was written: these entries were there already, and were taken over. */
  readonly missed?: readonly (Remembered & { readonly key: string })[];
}

/** One person's command as a run accepted it. */
export interface EngineUpdate {
  /** The key of the entry that it asked for. */
  readonly key: string;
  readonly name: string;
  /** Numbers of the events in which it was accepted and answered; null: not answered in this run. */
  readonly accepted: number;
  readonly completed: number | null;
  /** `recorded`: answered as being in the ledger; `refused`: it left nothing there. */
  readonly outcome: 'recorded' | 'refused' | 'unanswered';
  /** The entry's number that the person was told; null where it was not told. */
  readonly seq: number | null;
}

/** As much of a run's history as tells of the ledger. */
export interface EngineRun {
  readonly run: string;
  /** Where the ledger stood when the run began, as the run before handed it over; number 0: at the beginning. */
  readonly base: Remembered;
  readonly records: readonly EngineRecord[];
  readonly updates: readonly EngineUpdate[];
}

/** A ledger's entry as it is compared. */
export interface ComparedRow extends Remembered {
  readonly key: string;
  readonly kind: Entry['kind'] | null;
  /** The run that wrote it, as the ledger says. */
  readonly run: string;
  /** Written only now: its event may still be on the way. */
  readonly fresh: boolean;
}

/**
 * What the engine knows of an entry.
 *
 * `witnessed`: the run that wrote it has the events of it; `adopted`: the engine took it over from the ledger (a worker
 * died before its event was written, or the engine was rebuilt); `carried`: the run that wrote it is no longer kept, and
 * a later one began with it; `gone`: nothing of the time is kept; `fresh`: written only now; `unknown`: the engine has the
 * history and knows nothing of it; `differs`: it knows something else in its place.
 */
export type EntryStatus = 'witnessed' | 'adopted' | 'carried' | 'gone' | 'fresh' | 'unknown' | 'differs';

/** Why an entry is `unknown` or `differs`: what the engine has not, or has otherwise. */
export type EntryFault = 'no-record' | 'no-command' | 'hash' | 'run';

/** One entry with its trace in the engine. */
export interface ComparedEntry {
  readonly seq: number;
  readonly key: string;
  readonly kind: ComparedRow['kind'];
  readonly status: EntryStatus;
  readonly why?: EntryFault;
  /** The run that has the trace; that of the ledger where there is none. */
  readonly run: string;
  /** Events in that run: the record; the command's acceptance and answer; for a launch the start. */
  readonly record: number | null;
  readonly accepted: number | null;
  readonly completed: number | null;
}

/** What the engine has as recorded and the ledger has not. */
export interface EngineExtra {
  /** Null where only the record's place is known. */
  readonly key: string | null;
  readonly seq: number | null;
  readonly run: string;
  readonly event: number;
}

export interface Comparison {
  readonly verdict: ComparisonVerdict;
  readonly entries: readonly ComparedEntry[];
  readonly extras: readonly EngineExtra[];
  readonly counts: { readonly [status in EntryStatus]: number };
}

interface Trace {
  readonly run: string;
  readonly how: 'witnessed' | 'adopted';
  readonly event: number;
  /** Where this trace says the ledger stood. */
  readonly pin: Remembered;
}

/** The traces of each entry, by its number. */
function tracesOf(runs: readonly EngineRun[]): Map<number, Trace[]> {
  const traces = new Map<number, Trace[]>();
  const add = (seq: number, trace: Trace) => traces.set(seq, [...(traces.get(seq) ?? []), trace]);
  for (const { run, base, records } of runs) {
    let known = base.seq;
    for (const { event, head, missed = [] } of records) {
      if (head) for (let seq = known + 1; seq <= head.seq; seq++) add(seq, { run, how: 'witnessed', event, pin: head });
      for (const pin of missed) add(pin.seq, { run, how: 'adopted', event, pin });
      known = Math.max(known, head?.seq ?? 0, missed.at(-1)?.seq ?? 0);
    }
  }
  return traces;
}

/** The trace that says most: of the run that the ledger names, then of one that wrote it. */
const best = (traces: readonly Trace[], run: string): Trace | undefined =>
  traces.find((one) => one.run === run && one.how === 'witnessed') ??
  traces.find(({ how }) => how === 'witnessed') ??
  traces.find((one) => one.run === run) ??
  traces[0];

/**
 * Compares.
 *
 * @param rows the whole ledger of one transfer, in order, read after the histories
 * @param runs the runs of its procedure that the engine still has, the oldest first
 * @param living whether its procedure has to run: the engine keeps a run that has not ended, however old it is
 */
export function compareWithEngine(
  rows: readonly ComparedRow[],
  runs: readonly EngineRun[],
  living: boolean,
): Comparison {
  const traces = tracesOf(runs);
  const found = new Set(runs.map(({ run }) => run));
  const hashes = new Map(rows.map(({ seq, hash }) => [seq, hash]));
  const commands = new Map<string, { readonly run: string; readonly update: EngineUpdate }[]>();
  for (const { run, updates } of runs)
    for (const update of updates) commands.set(update.key, [...(commands.get(update.key) ?? []), { run, update }]);
  const agrees = ({ seq, hash }: Remembered) => !hashes.has(seq) || hashes.get(seq) === hash;

  function traced(row: ComparedRow, own: readonly Trace[], trace: Trace): ComparedEntry {
    const { seq, key, kind } = row;
    const sent = commands.get(key) ?? [];
    const { update } = sent.find(({ run }) => run === trace.run) ?? {};
    const at = {
      ...{ seq, key, kind, run: trace.run, record: trace.event },
      accepted: update?.accepted ?? (kind === 'launch' && trace.how === 'witnessed' ? 1 : null),
      completed: update?.completed ?? null,
    };
    if (own.some(({ pin }) => !agrees(pin))) return { ...at, status: 'differs', why: 'hash' };
    if (update && update.seq !== null && update.seq !== 0 && update.seq !== seq)
      return { ...at, status: 'differs', why: 'hash' };
    if (trace.how === 'adopted') return { ...at, status: 'adopted' };
    if (trace.run !== row.run && found.has(row.run)) return { ...at, status: 'differs', why: 'run' };
    if (!update && !isByItself({ kind })) return { ...at, status: 'unknown', why: 'no-command' };
    return { ...at, status: 'witnessed' };
  }

  function untraced(row: ComparedRow): ComparedEntry {
    const { seq, key, kind, run } = row;
    const at = { seq, key, kind, run, record: null, accepted: null, completed: null };
    const later = runs.find(({ base }) => base.seq >= seq);
    if (later)
      return agrees(later.base)
        ? { ...at, run: later.run, status: 'carried' }
        : { ...at, run: later.run, status: 'differs', why: 'hash' };
    if (runs.length === 0) return { ...at, status: 'gone' };
    return row.fresh ? { ...at, status: 'fresh' } : { ...at, status: 'unknown', why: 'no-record' };
  }

  const entries = rows.map((row) => {
    const own = traces.get(row.seq) ?? [];
    const trace = best(own, row.run);
    return trace ? traced(row, own, trace) : untraced(row);
  });
  const extras = extrasOf(rows, runs, traces);
  const counts = { witnessed: 0, adopted: 0, carried: 0, gone: 0, fresh: 0, unknown: 0, differs: 0 };
  for (const { status } of entries) counts[status] += 1;
  // the run of a fresh entry may have begun after the histories were read
  const lost = counts.gone > 0 || rows.some(({ run, fresh }) => !fresh && !found.has(run));
  if (living && runs.length === 0 && rows.some(({ fresh }) => !fresh))
    return { verdict: 'no-run', entries, extras, counts };
  return { verdict: verdictOf(counts, extras.length, lost), entries, extras, counts };
}

/** The worst of verdicts; `agree` where there are none. */
export const worstVerdict = (some: readonly ComparisonVerdict[]): ComparisonVerdict =>
  comparisonVerdicts.findLast((verdict) => some.includes(verdict)) ?? 'agree';

function verdictOf(counts: Comparison['counts'], extras: number, lost: boolean): ComparisonVerdict {
  if (counts.differs > 0) return 'differs';
  if (counts.unknown > 0) return 'ledger-has-more';
  if (extras > 0) return 'engine-has-more';
  return lost ? 'history-gone' : 'agree';
}

/** Commands that were answered as recorded, and records beyond the ledger's end, of which the ledger has nothing. */
function extrasOf(
  rows: readonly ComparedRow[],
  runs: readonly EngineRun[],
  traces: ReadonlyMap<number, readonly Trace[]>,
): EngineExtra[] {
  const keys = new Set(rows.map(({ key }) => key));
  const extras = new Map<string, EngineExtra>();
  for (const { run, updates } of runs)
    for (const { key, seq, outcome, accepted } of updates)
      if (outcome === 'recorded' && !keys.has(key)) extras.set(key, { key, seq, run, event: accepted });
  const told = new Set([...extras.values()].map(({ seq }) => seq));
  const numbers = new Set(rows.map(({ seq }) => seq));
  const places = [...traces].flatMap(([seq, [trace]]): EngineExtra[] =>
    numbers.has(seq) || told.has(seq) || !trace ? [] : [{ key: null, seq, run: trace.run, event: trace.event }],
  );
  return [...extras.values(), ...places].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}
