import { usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The overview's phrases. */
export const useOverviewPhrases = () => usePhrases({ zh, en });
