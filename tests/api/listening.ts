/** A listener of the event stream, as a browser is one. */
import type { System } from './system';

/** Listens as somebody; `address` is where the system listens for connections. */
export async function listen(system: System, address: string, as: string, last?: string) {
  const abort = new AbortController();
  const headers = {
    authorization: `Bearer ${await system.tokenOf(as)}`,
    ...(last === undefined ? {} : { 'last-event-id': last }),
  };
  const response = await fetch(`${address}/api/events`, { headers, signal: abort.signal });
  if (!response.body) throw new Error('no stream');
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const reader = response.body.getReader();
  return {
    /** Reads on until text is found in what came since the last time. */
    async until(found: RegExp): Promise<string> {
      const decoder = new TextDecoder();
      let text = '';
      while (!found.test(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
    stop: () => abort.abort(),
  };
}
