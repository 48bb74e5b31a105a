/**
 * The entries that a search found. The list stays as it was read while somebody reads it: what is recorded meanwhile is
 * counted beside it, and comes in when the reader asks for it.
 */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { keyOf, newEntries } from '../../api/queries';
import { send, type Query } from '../../api/request';
import type { Page } from '../../api/types';
import { useLanguage } from '../../i18n/language';
import { rowsOf } from '../../parts/paged-table';
import { unread } from './unread';
import type { Found } from './types';

const path = '/api/ledger';
/** More than so many are not counted. */
export const mostCounted = 50;

/** The list, and how many entries that are not in it were recorded since. */
export function useFoundEntries(question: Query) {
  const language = useLanguage();
  const list = useInfiniteQuery({
    queryKey: [...keyOf(language, path, question), 'kept'],
    queryFn: ({ pageParam, signal }) =>
      send<Page<Found>>(path, { language, query: { ...question, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    // neither the window's coming to the front nor the connection's coming back moves what is being read
    staleTime: 'static',
    gcTime: 0,
  });
  const newest = useQuery({
    queryKey: keyOf(language, newEntries, question),
    queryFn: ({ signal }) => send<Page<Found>>(path, { language, query: { ...question, limit: mostCounted }, signal }),
    enabled: list.data !== undefined,
    gcTime: 0,
  });
  return { list, unread: newest.data ? unread(rowsOf(list.data), newest.data.items) : 0 };
}
