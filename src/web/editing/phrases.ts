import { usePhrases } from '../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** Phrases of editing. */
export const useEditingPhrases = () => usePhrases({ zh, en });
