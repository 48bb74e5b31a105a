import { useQuery, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/request';
import { useLanguage } from '../../i18n/language';

/**
 * An answer that is asked for by pressing a button; each press has it computed anew, and nothing is kept of it.
 *
 * @param queryKey with the path in second place where what others record makes the answer stale (`touchTransfer`)
 */
export function usePressed<T>(path: string, queryKey: QueryKey) {
  const language = useLanguage();
  const [asked, setAsked] = useState(false);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => send<T>(path, { language, signal }),
    enabled: asked,
    staleTime: Infinity,
    gcTime: 0,
  });
  const press = () => {
    if (asked) void query.refetch();
    setAsked(true);
  };
  return { query, press };
}
