import type { QueryClient } from '@tanstack/react-query';

/** Makes stale what lists below an address say, and the history of edits. */
export const touchLists = (client: QueryClient, path: string): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [, asked] = queryKey;
      return typeof asked === 'string' && (asked.startsWith(path) || asked === '/api/changes');
    },
  });
