/** What of a matter lies open to everybody, and the form on which everybody may say something. Nobody needs to sign in. */
import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { keyOf } from '../../api/queries';
import { send } from '../../api/request';
import type { ContributionKept, LaidOpen, PublicMatter } from '../../api/types';
import { formatLimit } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { Empty, Loaded } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { Tag } from '../../parts/state-tag';
import { en } from './en';
import './public-matter.css';
import { WriteForm } from './write-form';
import { zh } from './zh';

export function Component() {
  const t = usePhrases({ zh, en });
  const { matter = '' } = useParams();
  const language = useLanguage();
  const [kept, setKept] = useState<ContributionKept>();
  const path = `/api/public/matters/${encodeURIComponent(matter)}`;
  const query = useQuery({
    queryKey: keyOf(language, path),
    queryFn: ({ signal }) => send<PublicMatter>(path, { language, signal }),
    // it brings the form: that one is kept while somebody writes on it
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <div className="fq-open">
      <Loaded query={query}>
        {({ title, procedure, laidOpen, form }) => {
          const open = laidOpen.filter(({ state }) => state === 'open');
          return (
            <>
              <PageHeader title={title} about={`${procedure.title} · ${t.about}`} />
              {laidOpen.map((one) => (
                <LaidOpenCard key={one.task} one={one} />
              ))}
              {kept ? (
                <Kept
                  kept={kept}
                  another={() => {
                    setKept(undefined);
                    void query.refetch();
                  }}
                />
              ) : form === undefined ? (
                <Empty>{t.nothingOpen}</Empty>
              ) : (
                <WriteForm
                  path={`${path}/contributions`}
                  open={open}
                  form={form}
                  done={setKept}
                  again={() => void query.refetch()}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function LaidOpenCard({ one }: { readonly one: LaidOpen }) {
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const { step, asks, texts, items, until, state, counted } = one;
  const open = state === 'open';
  return (
    <article className="fq-card">
      <h2>{step.title}</h2>
      <p>
        <Tag tone={open ? 'working' : 'over'}>
          {open && until !== undefined ? t.open(formatLimit(until, language)) : state === 'over' ? t.over : t.closed}
        </Tag>
      </p>
      <p className="fq-open-asks">{asks}</p>
      {texts.map(({ items: of, text }) => (
        <blockquote key={text}>
          <p className="fq-open-text">{text}</p>
          <footer>{of.join(language === 'zh' ? '、' : ', ')}</footer>
        </blockquote>
      ))}
      {texts.length === 0 && (
        <p>
          {t.items}: {items.join(language === 'zh' ? '、' : ', ')}
        </p>
      )}
      {counted && (
        <>
          <p>{t.counted(counted.count, counted.seq)}</p>
          <p className="fq-open-hash">
            {t.root}: <code>{counted.root}</code>
          </p>
        </>
      )}
    </article>
  );
}

function Kept({ kept, another }: { readonly kept: ContributionKept; readonly another: () => void }) {
  const t = usePhrases({ zh, en });
  return (
    <section className="fq-card" role="status" aria-label={t.keptTitle}>
      <h2>{t.keptTitle}</h2>
      <p>{t.kept}</p>
      <p className="fq-open-receipt">
        {t.receipt}: <code>{kept.receipt}</code>
      </p>
      <p className="fq-row">
        <Link to={`/said/${kept.receipt}`}>{t.see}</Link>
        <Button onClick={another}>{t.another}</Button>
      </p>
    </section>
  );
}
