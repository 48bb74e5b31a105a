import { usePhrases } from '../../i18n/language';
import { en } from './en';
import type { Part } from './parts';
import { zh } from './zh';

/** A part's name. */
export const usePartTitle = (): ((part: Part) => string) => {
  const { partTitles } = usePhrases({ zh, en });
  return ({ title }) => (typeof title === 'object' ? title.text : partTitles[title]);
};
