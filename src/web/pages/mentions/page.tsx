/** Where colleagues have mentioned the reader. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { Link } from 'react-router';
import { useAct } from '../../api/command';
import { touchMentions, usePages } from '../../api/queries';
import type { Mention } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { formatInstant } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { NoteText } from '../../mentions/note-text';
import { Filters, useAddress } from '../../parts/address-filters';
import { ErrorSummary } from '../../parts/error-summary';
import { Empty, LoadFailure, Loading } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { rowsOf } from '../../parts/paged-table';
import { usePartPhrases } from '../../parts/phrases';
import { Tag } from '../../parts/state-tag';
import { en } from './en';
import { zh } from './zh';

export function Component() {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const language = useLanguage();
  const { username } = useSignedIn();
  const client = useQueryClient();
  const address = useAddress();
  const unreadOnly = address.value('unread') === 'true';
  const query = usePages<Mention>('/api/me/mentions', { unread: unreadOnly ? true : undefined, limit: 50 });
  const mark = useAct(() => touchMentions(client));
  const rows = rowsOf(query.data);
  const unread = rows.filter(({ read }) => !read);
  const read = (mentions: readonly Mention[]) =>
    mark.mutate({
      path: '/api/me/mentions/read',
      body: { mentions: mentions.slice(0, 500).map(({ transfer, seq }) => ({ transfer: transfer.id, seq })) },
    });
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <Filters>
        <label className="fq-check">
          <input
            type="checkbox"
            checked={unreadOnly}
            onChange={({ target }) => address.set({ unread: target.checked ? 'true' : '' })}
          />
          {t.unreadOnly}
        </label>
        {unread.length > 0 && (
          <Button loading={mark.isPending} onClick={() => read(unread)}>
            {t.readAll(unread.length)}
          </Button>
        )}
      </Filters>
      <ErrorSummary error={mark.error} />
      {!query.data &&
        (query.isError ? <LoadFailure error={query.error} retry={() => void query.refetch()} /> : <Loading />)}
      {query.data && rows.length === 0 && <Empty>{unreadOnly ? t.emptyUnread : t.empty}</Empty>}
      {rows.length > 0 && (
        <ol className="fq-card fq-mentions" aria-label={t.caption}>
          {rows.map((one) => (
            <li key={`${one.transfer.id} ${one.seq}`} className={one.read ? undefined : 'fq-unread'}>
              <div className="fq-muted fq-mention-by">
                {!one.read && <Tag tone="waiting">{t.unread}</Tag>}{' '}
                {t.writtenBy(one.organisationName, one.byName, formatInstant(one.at, language))}
              </div>
              <NoteText text={one.text} mentions={one.mentions} me={username} />
              <div className="fq-row">
                <Link
                  to={`/transfers/${one.transfer.id}#note-${one.seq}`}
                  onClick={() => {
                    if (!one.read) read([one]);
                  }}
                >
                  {one.transfer.title}
                </Link>
                {!one.read && (
                  <button
                    type="button"
                    className="fq-link-button"
                    aria-label={t.readOf(`${one.transfer.title} ${one.seq}`)}
                    onClick={() => read([one])}
                  >
                    {t.read}
                  </button>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <p className="fq-more fq-no-print">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {p.more}
          </Button>
        </p>
      )}
    </>
  );
}
