import { useMemo } from 'react';
import { useAnswer } from '../../api/queries';
import type { Page, StepDeclaration } from '../../api/types';
import { useLanguage, usePhrases } from '../../i18n/language';
import { powerStates } from '../../../domain/power-transfer/states';
import { en } from './en';
import { zh } from './zh';
import { usePartPhrases } from '../../parts/phrases';

/** The page's phrases. */
export const useTransferPhrases = () => usePhrases({ zh, en });

/** Titles of steps, outcomes and states in the reader's language. */
export function useTitles() {
  const { data } = useAnswer<Page<StepDeclaration>>('/api/steps');
  const t = useTransferPhrases();
  const language = useLanguage();
  return useMemo(() => {
    const steps = new Map(data?.items.map((step) => [step.code, step]));
    return {
      station: (id: string) => steps.get(id)?.title ?? t.stations[id] ?? id,
      outcome: (step: string | null, code: string) =>
        steps.get(step ?? '')?.outcomes.find((one) => one.code === code)?.title ?? code,
      state: (code: string) => Object.entries(powerStates).find(([name]) => name === code)?.[1][language] ?? code,
    };
  }, [data, t, language]);
}

/** Codes in a sentence: the first few, and how many there are. */
export function useCodes(): (codes: readonly string[]) => string {
  const t = useTransferPhrases();
  const p = usePartPhrases();
  return (codes) => {
    const first = p.list(codes.slice(0, 6));
    return codes.length > 6 ? t.andMore(first, codes.length) : first;
  };
}
