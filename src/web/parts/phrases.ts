import { usePhrases } from '../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** Phrases that pages share. */
export const usePartPhrases = () => usePhrases({ zh, en });
