/** What the engine keeps of a run, with everything in it opened. */
import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';

const isPayload = (value: object): value is Payload & { metadata: object } =>
  'metadata' in value && 'data' in value && typeof value.metadata === 'object' && value.metadata !== null;

/** All payloads in an event, wherever they stand in it. */
function payloadsIn(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.flatMap(payloadsIn);
  if (isPayload(value)) return [value];
  return Object.values(value).flatMap(payloadsIn);
}

/**
 * The history of one run, opened with the client's own codec.
 *
 * @throws PayloadKeyMissing where a key is missing; what the client throws otherwise
 */
export async function runHistory(client: Client, transfer: string, run: string) {
  const history = await client.workflow.getHandle(transfer, run).fetchHistory();
  const payloads = payloadsIn(history.events);
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId: transfer } as const;
  for (const codec of client.options.loadedDataConverter.payloadCodecs.toReversed()) {
    const opened = await codec.decode(payloads, context);
    opened.forEach((one, i) => Object.assign(payloads[i] ?? {}, { metadata: one.metadata, data: one.data }));
  }
  return history;
}
