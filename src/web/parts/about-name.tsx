import { useMemo } from 'react';
import { useWholeList } from '../api/queries';
import type { Officer } from '../api/types';
import { usePartPhrases } from './phrases';

/** Officers' names by their ids. */
export function useOfficerNames(): ReadonlyMap<string, string> {
  const { data } = useWholeList<Officer>('/api/officers');
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}

/** What a task is about in words: an officer's name, a month, a date; as it is where nothing is known. */
export function useAboutName(): (about: string) => string {
  const t = usePartPhrases();
  const names = useOfficerNames();
  return useMemo(() => {
    return (about: string) => {
      const [, month] = /^month-(\d+)$/.exec(about) ?? [];
      if (month !== undefined) return t.month(month);
      return names.get(about) ?? about;
    };
  }, [names, t]);
}
