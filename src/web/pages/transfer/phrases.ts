import { usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';
import { usePartPhrases } from '../../parts/phrases';

/** The page's phrases. */
export const useTransferPhrases = () => usePhrases({ zh, en });

/** Codes in a sentence: the first few, and how many there are. */
export function useCodes(): (codes: readonly string[]) => string {
  const t = useTransferPhrases();
  const p = usePartPhrases();
  return (codes) => {
    const first = p.list(codes.slice(0, 6));
    return codes.length > 6 ? t.andMore(first, codes.length) : first;
  };
}
