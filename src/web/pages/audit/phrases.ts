import { usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The audit's phrases. */
export const useAuditPhrases = () => usePhrases({ zh, en });
