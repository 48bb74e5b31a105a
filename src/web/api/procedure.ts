/** What a procedure calls things and how its map goes, as the API says it; read once for a language. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Procedure } from './types';
import { useLanguage } from '../i18n/language';
import { keyOf } from './queries';
import { send } from './request';

/** The procedure that pages about transfers are of. */
const transfers = 'power-transfer';

/** A procedure in the reader's language. */
export function useProcedure(code: string = transfers) {
  const language = useLanguage();
  const path = `/api/procedures/${encodeURIComponent(code)}`;
  return useQuery({
    queryKey: keyOf(language, path),
    queryFn: ({ signal }) => send<Procedure>(path, { language, signal }),
    // a declaration changes with the program, and the page with it
    staleTime: Infinity,
  });
}

/** The states of which something is so; none while the procedure is on its way. */
export const statesWhere = (
  procedure: Pick<Procedure, 'states'> | undefined,
  is: 'ends' | 'stays' | 'held' | 'recallable',
): ReadonlySet<string> => new Set(procedure?.states.flatMap((one) => (one[is] === true ? [one.state] : [])));

/** Titles of steps, outcomes and states in the reader's language; the code of what is not known. */
export function useTitles() {
  const { data } = useProcedure();
  return useMemo(() => {
    const steps = new Map(data?.steps.map((step) => [step.code, step]));
    const states = new Map(data?.states.map(({ state, title }) => [state, title]));
    return {
      step: (code: string) => steps.get(code)?.title ?? code,
      outcome: (step: string | null, code: string) =>
        steps.get(step ?? '')?.outcomes.find((one) => one.code === code)?.title ?? code,
      state: (code: string) => states.get(code) ?? code,
    };
  }, [data]);
}
