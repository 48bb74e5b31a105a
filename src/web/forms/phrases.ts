import { usePhrases } from '../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** Phrases of forms. */
export const useFormPhrases = () => usePhrases({ zh, en });
