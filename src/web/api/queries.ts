/** What pages read. A key is language and address: what is recorded in a transfer makes the addresses stale that tell of it. */
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage, type Language } from '../i18n/language';
import { isProblem, send, type Query } from './request';
import type { Me, Organisation, Page } from './types';

/** The key of an address. */
export const keyOf = (language: Language, path: string, query: Query = {}): QueryKey => [language, path, query];

const answer = <T>(language: Language, path: string, query: Query = {}) =>
  queryOptions({
    queryKey: keyOf(language, path, query),
    queryFn: ({ signal }) => send<T>(path, { language, query, signal }),
  });

const pages = <T>(language: Language, path: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(language, path, query), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      send<Page<T>>(path, { language, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

/** What an address answers, in the reader's language. */
export const useAnswer = <T>(path: string, query: Query = {}, enabled = true) =>
  useQuery({ ...answer<T>(useLanguage(), path, query), enabled });

/** A list that is read page by page. */
export const usePages = <T>(path: string, query: Query = {}, enabled = true) =>
  useInfiniteQuery({ ...pages<T>(useLanguage(), path, query), enabled });

/** A whole list of reference data, however many pages it has. */
export function useWholeList<T>(path: string, query: Query = {}, enabled = true) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...keyOf(language, path, query), 'whole'],
    queryFn: async ({ signal }) => {
      const items: T[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<T> = await send<Page<T>>(path, { language, query: { limit: 500, ...query, cursor }, signal });
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return items;
    },
    enabled,
  });
}

const mePath = '/api/me';

/** Who is signed in: null where nobody is, undefined while that is not known. */
export function useMe() {
  const language = useLanguage();
  return useQuery({
    queryKey: keyOf(language, mePath),
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await send<Me>(mePath, { language, signal });
      } catch (error) {
        if (isProblem(error, 401)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** Notes that nobody is signed in any more: pages give way to the sign-in. */
export const forgetMe = (client: QueryClient): void => {
  client.setQueriesData({ predicate: ({ queryKey }) => queryKey[1] === mePath }, null);
};

/** Names of the city's organisations by their ids. */
export function useOrganisations(): (id: string) => string {
  const { data } = useWholeList<Organisation>('/api/organisations');
  return useMemo(() => {
    const names = new Map(data?.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? id;
  }, [data]);
}

/** Makes stale where the reader is mentioned, and how much of it is unread. */
export const touchMentions = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/api/me/mentions' });

/** First part of the key of what counts entries that were recorded while a list of entries is being read. */
export const newEntries = 'new ledger entries';

/** Makes everything stale that tells of this transfer, lists among it. */
export function touchTransfer(client: QueryClient, transfers: ReadonlySet<string>): Promise<void> {
  const lists = new Set([
    '/api/tasks',
    '/api/transfers',
    '/api/matters',
    '/api/register',
    '/api/verification',
    '/api/checkpoints/latest',
    newEntries,
  ]);
  return client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = queryKey[1];
      if (typeof path !== 'string') return false;
      if (lists.has(path) || path.startsWith('/api/tasks/') || path.startsWith('/api/statistics')) return true;
      const [, transfer] = /^\/api\/(?:transfers|matters)\/([^/]+)/.exec(path) ?? [];
      return transfer !== undefined && transfers.has(decodeURIComponent(transfer));
    },
  });
}
