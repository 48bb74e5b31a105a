import type { UseQueryResult } from '@tanstack/react-query';
import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Problem } from '../api/request';
import { usePartPhrases } from './phrases';

/** What could not be loaded, why, and again. */
export function LoadFailure({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const t = usePartPhrases();
  const problem = error instanceof Problem ? error : undefined;
  return (
    <div className="fq-errors" role="alert">
      <h2>{problem ? problem.title : t.failed}</h2>
      <p>{problem ? problem.message : t.unreachable}</p>
      <Button onClick={retry}>{t.retry}</Button>
    </div>
  );
}

/** While something is on its way. */
export function Loading() {
  const t = usePartPhrases();
  return (
    <p className="fq-loading" role="status">
      {t.loading}
    </p>
  );
}

/** Nothing to show, and what that means. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="fq-empty">{children}</div>;
}

/** What was asked for when it is there; until then that it is coming, or why it is not. Old data stay while new ones come. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}
