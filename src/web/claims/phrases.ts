import { usePhrases } from '../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** Phrases about claims. */
export const useClaimPhrases = () => usePhrases({ zh, en });
