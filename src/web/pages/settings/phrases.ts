import { usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The phrases of the settings. */
export const useSettingsPhrases = () => usePhrases({ zh, en });
