/** The engine's own history of a transfer, read for comparison and nothing else. */
import type { WorkflowHandle } from '@temporalio/client';
import { z } from 'zod';
import { messages } from '../../domain/procedure/message';
import type { EngineRecord, EngineRun, EngineUpdate, Remembered } from '../../ledger/engine-comparison';

/** A run's events as the engine's client hands them out. */
export type RunHistory = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Event = NonNullable<RunHistory['events']>[number];
type Payload = { readonly data?: Uint8Array | null };

/** A run with its place in the procedure's row of runs. */
export interface FoundRun extends EngineRun {
  readonly began: number;
  /** Events that were read. */
  readonly events: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** The name under which the engine's library keeps what a local activity answered. */
const localActivity = 'core_local_activity';
/** Comparisons of the system with itself leave nothing in the ledger. */
const commands: ReadonlySet<string> = new Set(
  Object.values(messages).filter((name) => name !== messages.compareWithLedger && name !== messages.inspect),
);

const place = z.object({ seq: z.int().nonnegative(), hash: z.string() });
const activity = z.object({ activity_type: z.string() });
const recorded = z.union([
  z.object({ head: place }),
  z.object({ missed: z.array(place.extend({ entry: z.object({ key: z.string() }) })) }),
]);
const command = z.object({ key: z.string() });
const receipt = z.object({ seq: z.int() });

/** What a payload says; undefined where it is not JSON of that form. */
function read<T>(payload: Payload | null | undefined, schema: z.ZodType<T>): T | undefined {
  if (!payload?.data) return undefined;
  try {
    return schema.safeParse(JSON.parse(Buffer.from(payload.data).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

const numberOf = ({ eventId }: Event): number => Number(String(eventId ?? 0));

function recordOf(event: Event): EngineRecord | undefined {
  const { markerName, details } = event.markerRecordedEventAttributes ?? {};
  if (markerName !== localActivity) return undefined;
  if (read(details?.['data']?.payloads?.[0], activity)?.activity_type !== 'record') return undefined;
  const answer = read(details?.['result']?.payloads?.[0], recorded);
  if (!answer) return undefined;
  if ('head' in answer) return { event: numberOf(event), head: answer.head };
  const missed = answer.missed.map(({ seq, hash, entry: { key } }) => ({ seq, hash, key }));
  return { event: numberOf(event), missed };
}

function updatesOf(events: readonly Event[]): EngineUpdate[] {
  const answers = new Map(
    events.flatMap((event) => {
      const attributes = event.workflowExecutionUpdateCompletedEventAttributes;
      return attributes ? [[Number(String(attributes.acceptedEventId)), { event, attributes }] as const] : [];
    }),
  );
  return events.flatMap((event): EngineUpdate[] => {
    const { acceptedRequest } = event.workflowExecutionUpdateAcceptedEventAttributes ?? {};
    const name = acceptedRequest?.input?.name ?? '';
    if (!acceptedRequest || !commands.has(name)) return [];
    const accepted = numberOf(event);
    // the update's id is the command's key; the command itself says so, too
    const key = read(acceptedRequest.input?.args?.payloads?.[0], command)?.key ?? acceptedRequest.meta?.updateId ?? '';
    const answer = answers.get(accepted);
    if (!answer) return [{ key, name, accepted, completed: null, outcome: 'unanswered', seq: null }];
    const { success } = answer.attributes.outcome ?? {};
    const seq = read(success?.payloads?.[0], receipt)?.seq ?? null;
    return [{ key, name, accepted, completed: numberOf(answer.event), outcome: success ? 'recorded' : 'refused', seq }];
  });
}

const beginning: Remembered = { seq: 0, hash: '' };

/** What a run's history tells of the ledger. Throws where it has no beginning. */
export function readRun({ events }: RunHistory): FoundRun {
  const [first] = events ?? [];
  const started = first?.workflowExecutionStartedEventAttributes;
  if (!events || !started) throw new Error('a history without a beginning');
  const { originalExecutionRunId, continuedExecutionRunId, input } = started;
  const next = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  return {
    run: originalExecutionRunId ?? '',
    // a run that continues another is handed what is known: the second argument
    base: read(input?.payloads?.[1], place) ?? beginning,
    records: events.flatMap((event) => recordOf(event) ?? []),
    updates: updatesOf(events),
    began: Number(String(first.eventTime?.seconds ?? 0)) * 1000 + (first.eventTime?.nanos ?? 0) / 1e6,
    events: events.length,
    before: continuedExecutionRunId || null,
    after: next || null,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The runs that the engine still has, the oldest first: those that are named, the present one, and all that these follow
 * or are followed by.
 *
 * @param fetch a run's history; undefined where the engine has it no more
 */
export async function collectRuns(
  named: readonly string[],
  fetch: (run: string) => Promise<RunHistory | undefined>,
): Promise<FoundRun[]> {
  const runs = new Map<string, FoundRun>();
  // what is no run's name was never one: the engine would call it a wrong request
  const waiting = named.filter((run) => uuid.test(run));
  const asked = new Set<string>();
  for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
    if (asked.has(run)) continue;
    asked.add(run);
    const history = await fetch(run);
    if (!history) continue;
    const found = { ...readRun(history), run };
    runs.set(run, found);
    for (const other of [found.before, found.after]) if (other !== null) waiting.push(other);
  }
  return [...runs.values()].sort((a, b) => a.began - b.began);
}
