import { useEffect } from 'react';
import { Link } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useAnswer } from '../api/queries';
import type { Page } from '../api/types';
import { useSignedIn } from '../app/session';
import { formatInstant } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { PlainTable } from './paged-table';
import { usePartPhrases } from './phrases';

/** As much of a trouble as is shown (`GET /api/troubles`). */
interface Trouble {
  readonly transfer: { readonly id: string; readonly title: string | null } | null;
  readonly kind: string;
  readonly title: string;
  readonly code: string;
  readonly since: string;
  readonly todo: string;
}

const path = '/api/troubles';
/** Milliseconds after which it is looked again. */
const refreshMs = 60_000;
const mostShown = 20;
/** Codes that whoever mends it looks up (a SQLSTATE, an amount); the programs' own words tell people nothing. */
const forPeople = /\d/;

/** What does not get through, for the coordinator and the administrator; nothing where there is nothing. */
export function Troubles() {
  const p = usePartPhrases();
  const language = useLanguage();
  const client = useQueryClient();
  const { role } = useSignedIn();
  const told = role === 'coordinator' || role === 'admin';
  const { data } = useAnswer<Page<Trouble>>(path, { limit: mostShown }, told);
  useEffect(() => {
    if (!told) return;
    const timer = window.setInterval(() => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === path });
    }, refreshMs);
    return () => window.clearInterval(timer);
  }, [client, told]);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="fq-card" aria-label={p.troubles.title}>
      <h2>{p.troubles.title}</h2>
      <p className="fq-muted">{data.next === undefined ? p.troubles.about : p.troubles.aboutMore(mostShown)}</p>
      <PlainTable
        caption={p.troubles.title}
        rows={data.items}
        idOf={({ kind, transfer }) => `${kind} ${transfer?.id ?? ''}`}
        columns={[
          {
            name: 'kind',
            title: p.troubles.what,
            heading: true,
            cell: ({ title, code }) => (forPeople.test(code) ? `${title} (${code})` : title),
          },
          {
            name: 'transfer',
            title: p.troubles.transfer,
            cell: ({ transfer }) => {
              if (transfer === null) return p.troubles.whole;
              return transfer.title === null ? (
                transfer.id
              ) : (
                <Link to={`/transfers/${transfer.id}`}>{transfer.title}</Link>
              );
            },
          },
          { name: 'since', title: p.troubles.since, cell: ({ since }) => formatInstant(since, language) },
          { name: 'todo', title: p.troubles.todo, cell: ({ todo }) => todo },
        ]}
      />
    </section>
  );
}
