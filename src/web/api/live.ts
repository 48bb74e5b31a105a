/** Changes by others, as they are recorded; and whether the connection that brings them stands. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { touchMentions, touchTransfer } from './queries';

/** Milliseconds in which changes are gathered before pages read again: a busy transfer must not make a page flicker. */
const gatherMs = 250;
/** Milliseconds that a connection may be away before people are told. */
const patienceMs = 3_000;
const againMs = 5_000;

/** Listens for as long as the page is there. Returns whether the connection is lost. */
export function useLiveChanges(signedIn: boolean): boolean {
  const client = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!signedIn) return undefined;
    let source: EventSource | undefined;
    let missing: number | undefined;
    let again: number | undefined;
    let gathering: number | undefined;
    let away = false;
    let touched = new Set<string>();
    // a note may mention the reader
    let noted = false;

    const tell = () => {
      gathering = undefined;
      const changed = touched;
      touched = new Set();
      void touchTransfer(client, changed);
      if (noted) void touchMentions(client);
      noted = false;
    };
    const connect = () => {
      source = new EventSource('/api/events');
      const hear = (event: MessageEvent<string>) => {
        const news: unknown = JSON.parse(event.data);
        if (typeof news !== 'object' || news === null || !('transfer' in news) || typeof news.transfer !== 'string')
          return;
        touched.add(news.transfer);
        noted ||= 'kind' in news && news.kind === 'note';
        gathering ??= window.setTimeout(tell, gatherMs);
      };
      source.addEventListener('recorded', hear);
      source.addEventListener('claimed', hear);
      source.onopen = () => {
        window.clearTimeout(missing);
        missing = undefined;
        setLost(false);
        // what was recorded meanwhile may have been told to nobody
        if (away) void client.invalidateQueries();
        away = false;
      };
      source.onerror = () => {
        away = true;
        missing ??= window.setTimeout(() => setLost(true), patienceMs);
        // refused rather than cut off (the session may have ended): the browser gives up, we do not
        if (source?.readyState === EventSource.CLOSED) {
          void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/api/me' });
          again = window.setTimeout(connect, againMs);
        }
      };
    };
    connect();
    return () => {
      source?.close();
      for (const timer of [missing, again, gathering]) window.clearTimeout(timer);
      setLost(false);
    };
  }, [client, signedIn]);
  return lost;
}
