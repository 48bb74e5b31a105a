import { Navigate } from 'react-router';
import { useSignedIn } from './session';

const firstOf: { readonly [role: string]: string } = {
  auditor: '/audit',
  admin: '/people',
  security: '/system-ledger',
};

/** Where a role begins its day. */
export function StartPage() {
  const { role } = useSignedIn();
  return <Navigate to={firstOf[role] ?? '/tasks'} replace />;
}
