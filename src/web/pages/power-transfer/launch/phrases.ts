import { usePhrases } from '../../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The launch's phrases. */
export const useLaunchPhrases = () => usePhrases({ zh, en });
