/** A table that is read page by page with a cursor. On a narrow screen its rows become cards. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { Page } from '../api/types';
import { formatNumber } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { Empty, LoadFailure, Loading } from './load-state';
import { usePartPhrases } from './phrases';

/** One column. */
export interface Column<T> {
  readonly name: string;
  readonly title: ReactNode;
  /** Said before the cell on a narrow screen; the title where that is text. */
  readonly label?: string;
  readonly cell: (row: T) => ReactNode;
  /** The cell that names the row. */
  readonly heading?: boolean;
}

/** The rows as they are, in a table. */
export function PlainTable<T>({
  caption,
  columns,
  rows,
  idOf,
}: {
  /** What the table is, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
}) {
  return (
    <div className="fq-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="fq-table fq-stack">
        <caption className="fq-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)}>
              {columns.map(({ name, title, label, cell, heading }) =>
                heading ? (
                  <th key={name} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} data-label={label ?? (typeof title === 'string' ? title : undefined)}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** All rows that were read so far. */
export const rowsOf = <T,>(data: InfiniteData<Page<T>> | undefined): T[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];

/** The table with its states: on its way, failed, empty, and more to come. */
export function PagedTable<T>({
  query,
  empty,
  only,
  ...table
}: {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly idOf: (row: T) => string;
  /** What an empty list means. */
  readonly empty: ReactNode;
  /** Of the rows that were read, the ones to show. */
  readonly only?: (row: T) => boolean;
}) {
  const t = usePartPhrases();
  const language = useLanguage();
  if (!query.data) {
    return query.isError ? <LoadFailure error={query.error} retry={() => void query.refetch()} /> : <Loading />;
  }
  const all = rowsOf(query.data);
  const rows = only ? all.filter(only) : all;
  return (
    <>
      {rows.length === 0 && !query.hasNextPage ? <Empty>{empty}</Empty> : <PlainTable {...table} rows={rows} />}
      <p className="fq-more fq-no-print" role="status">
        <span className="fq-muted">{t.shown(formatNumber(rows.length, language))}</span>{' '}
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.more}
          </Button>
        )}
      </p>
    </>
  );
}
