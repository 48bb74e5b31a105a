import { Navigate } from 'react-router';
import { useSignedIn } from './session';

/** Where a role begins its day. */
export function StartPage() {
  const { role } = useSignedIn();
  const first = role === 'auditor' ? '/audit' : role === 'admin' ? '/people' : '/tasks';
  return <Navigate to={first} replace />;
}
