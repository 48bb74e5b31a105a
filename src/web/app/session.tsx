import { createContext, useContext } from 'react';
import type { Me } from '../api/types';

/** Who is signed in, for pages inside the shell. */
export const SessionContext = createContext<Me | null>(null);

/** Who is signed in. Throws (a fault) outside the shell. */
export function useSignedIn(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('this page stands outside the shell');
  return me;
}

/** Roles that complete no tasks: the auditor sees all and changes nothing, the administrator keeps accounts. */
export const hasTasks = ({ role }: Me): boolean => role !== 'auditor' && role !== 'admin';
