import { createContext, useContext } from 'react';
import { isOfTrust } from '../../domain/city/account-roles';
import type { Me } from '../api/types';

/** Who is signed in, for pages inside the shell. */
export const SessionContext = createContext<Me | null>(null);

/** Who is signed in. Throws (a fault) outside the shell. */
export function useSignedIn(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('this page stands outside the shell');
  return me;
}

/** Whether somebody completes tasks: the offices of trust do not. */
export const hasTasks = ({ role }: Me): boolean => !isOfTrust(role);
