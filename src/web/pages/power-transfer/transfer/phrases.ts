import { usePhrases } from '../../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The page's phrases. */
export const useTransferPhrases = () => usePhrases({ zh, en });
