import { usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The phrases of offices and people. */
export const usePeoplePhrases = () => usePhrases({ zh, en });
