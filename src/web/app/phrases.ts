import { usePhrases } from '../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The frame's phrases. */
export const useFramePhrases = () => usePhrases({ zh, en });

/** A role's name in the reader's language; its code where it has none. */
export function useRoleName(): (role: string) => string {
  const { roles } = useFramePhrases();
  return (role) => Object.entries(roles).find(([code]) => code === role)?.[1] ?? role;
}
