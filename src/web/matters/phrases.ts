import { usePhrases } from '../i18n/language';
import { usePartPhrases } from '../parts/phrases';
import { en } from './en';
import { zh } from './zh';

/** The phrases of every matter's page. */
export const useMatterPhrases = () => usePhrases({ zh, en });

/** Codes in a sentence: the first few, and how many there are. */
export function useCodes(): (codes: readonly string[]) => string {
  const t = useMatterPhrases();
  const p = usePartPhrases();
  return (codes) => {
    const first = p.list(codes.slice(0, 6));
    return codes.length > 6 ? t.andMore(first, codes.length) : first;
  };
}
