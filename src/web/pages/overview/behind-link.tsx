import type { ReactNode } from 'react';
import { Link } from 'react-router';

/**
 * The page that shows what an API address lists: the register, the audit and the list of all matters have pages that take the same questions;
 * transfers and tasks are listed under the overview itself.
 */
export function pageOf(query: string): string {
  const [path = '', parameters = ''] = query.split('?');
  if (path === '/api/register') return `/register?${parameters}`;
  if (path === '/api/ledger') return `/audit?${parameters}`;
  if (path === '/api/matters') return `/matters?${parameters}`;
  return `/overview?${new URLSearchParams({ behind: query }).toString()}`;
}

/** A number that opens the list behind it; a nought has none. */
export function Behind({
  query,
  count,
  label,
  children,
}: {
  readonly query: string | undefined;
  readonly count: number;
  /** What the number counts, for those who hear it alone. */
  readonly label: string;
  readonly children?: ReactNode;
}) {
  if (query === undefined || count === 0) return <>{children ?? count}</>;
  return (
    <Link to={pageOf(query)} aria-label={label}>
      {children ?? count}
    </Link>
  );
}
