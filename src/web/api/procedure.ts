/** What a procedure calls things and how its map goes, as the API says it; read once for a language. */
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Procedure, ProcedureInList } from './types';
import { useLanguage, type Language } from '../i18n/language';
import { keyOf, useWholeList } from './queries';
import { send } from './request';

/** The procedure that pages about transfers are of. */
export const transfers = 'power-transfer';

function procedureOf(language: Language, code: string) {
  const path = `/api/procedures/${encodeURIComponent(code)}`;
  return queryOptions({
    queryKey: keyOf(language, path),
    queryFn: ({ signal }) => send<Procedure>(path, { language, signal }),
    // a declaration changes with the program, and the page with it
    staleTime: Infinity,
  });
}

/** Where a matter has its page; a transfer of powers has one of its own. */
export const pathOfMatter = ({ id, procedure }: { readonly id: string; readonly procedure: string }): string =>
  `/${procedure === transfers ? 'transfers' : 'matters'}/${encodeURIComponent(id)}`;

/** A procedure in the reader's language. */
export function useProcedure(code: string = transfers, enabled = true) {
  return useQuery({ ...procedureOf(useLanguage(), code), enabled });
}

/** All procedures of the city; those that have come so far. */
export function useProcedures(): readonly Procedure[] {
  const language = useLanguage();
  const list = useWholeList<ProcedureInList>('/api/procedures').data ?? [];
  return useQueries({
    queries: list.map(({ code }) => procedureOf(language, code)),
    combine: (found) => found.flatMap(({ data }) => data ?? []),
  });
}

/** The states of which something is so; none while the procedure is on its way. */
export const statesWhere = (
  procedure: Pick<Procedure, 'states'> | undefined,
  is: 'ends' | 'stays' | 'held' | 'recallable',
): ReadonlySet<string> => new Set(procedure?.states.flatMap((one) => (one[is] === true ? [one.state] : [])));

/** Titles of steps, outcomes and states in the reader's language; the code of what is not known. */
export function useTitles(code?: string) {
  const { data } = useProcedure(code);
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
