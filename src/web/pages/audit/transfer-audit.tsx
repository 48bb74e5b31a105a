/** One transfer's whole ledger: every entry with its evidence, the verdict, and the file to take away. */
import Button from 'antd/es/button';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { pathOfMatter } from '../../api/procedure';
import { useAnswer, useWholeList } from '../../api/queries';
import type { HistoryEntry, Matter } from '../../api/types';
import { formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { Loaded } from '../../parts/load-state';
import { csvText } from '../../parts/csv';
import { PageHeader } from '../../parts/page-header';
import { saveText } from '../../parts/save-text';
import { EngineComparison } from './engine-comparison';
import { Entry } from './entry';
import { useAuditPhrases } from './phrases';
import { canHash, exportText, firstWrong } from './proof';
import { Verification } from './verification';

export function TransferAudit({ id }: { readonly id: string }) {
  const t = useAuditPhrases();
  const path = `/api/matters/${encodeURIComponent(id)}`;
  const matter = useAnswer<Matter>(path);
  const history = useWholeList<HistoryEntry>(`${path}/history`);
  return (
    <Loaded query={matter}>
      {(found) => (
        <>
          <PageHeader title={t.auditOf(found.title)} back={{ to: '/audit', title: t.back }}>
            <Link to={pathOfMatter(found)}>{t.toTransfer}</Link>
            <Button onClick={() => window.print()}>{t.print}</Button>
          </PageHeader>
          <section className="fq-card">
            <Verification path={`${path}/verification`} button={t.verify} />
          </section>
          <section className="fq-card">
            <EngineComparison transfer={id} />
          </section>
          <Loaded query={history}>{(entries) => <Ledger matter={found} entries={entries} />}</Loaded>
        </>
      )}
    </Loaded>
  );
}

function Ledger({ matter, entries }: { readonly matter: Matter; readonly entries: readonly HistoryEntry[] }) {
  const t = useAuditPhrases();
  const { hash } = useLocation();
  const named = /^#entry-(\d+)$/.exec(hash)?.[1];
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set(named === undefined ? [] : [Number(named)]));
  const codes = useMemo(() => matter.items.map(({ code }) => code), [matter]);
  const [shown, setShown] = useState(named);
  if (named !== shown) {
    setShown(named);
    if (named !== undefined) setOpen((before) => new Set([...before, Number(named)]));
  }
  useEffect(() => {
    if (named === undefined) return;
    const line = document.getElementById(`entry-${named}`);
    line?.scrollIntoView({ block: 'start' });
    line?.querySelector('summary')?.focus();
  }, [named]);
  const all = open.size === entries.length;
  const toggle = (seq: number, on: boolean) =>
    setOpen((before) => new Set(on ? [...before, seq] : [...before].filter((one) => one !== seq)));
  return (
    <>
      <TakeAway id={matter.id} entries={entries} />
      <p className="fq-no-print">
        <Button onClick={() => setOpen(new Set(all ? [] : entries.map(({ seq }) => seq)))}>
          {all ? t.closeAll : t.openAll}
        </Button>
      </p>
      <ol className="fq-ledger">
        {entries.map((entry) => (
          <Entry
            key={entry.seq}
            entry={entry}
            procedure={matter.procedure}
            codes={codes}
            open={open.has(entry.seq)}
            toggle={(on) => toggle(entry.seq, on)}
          />
        ))}
      </ol>
    </>
  );
}

function TakeAway({ id, entries }: { readonly id: string; readonly entries: readonly HistoryEntry[] }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const [computed, setComputed] = useState<string>();
  const name = `fuquan-${id}`;
  const recompute = async () => {
    const wrong = await firstWrong(entries);
    setComputed(wrong === undefined ? t.recomputed(formatNumber(entries.length, language)) : t.recomputedBroken(wrong));
  };
  const table = () =>
    csvText([
      ['#', t.at, t.written, t.kind, t.step, t.what, t.organisation, t.organisationName, t.who, t.whoName, t.hash],
      ...entries.map(({ seq, at, written, kind, step, title, organisation, organisationName, by, byName, hash }) => [
        String(seq),
        at,
        written,
        kind,
        step ?? '',
        title,
        organisation ?? '',
        organisationName ?? '',
        by,
        byName,
        hash,
      ]),
    ]);
  return (
    <section className="fq-card fq-no-print">
      <div className="fq-row">
        <Button onClick={() => saveText(`${name}.jsonl`, 'application/x-ndjson', exportText(id, entries, new Date()))}>
          {t.download}
        </Button>
        <Button onClick={() => saveText(`${name}.csv`, 'text/csv', table())}>{t.downloadTable}</Button>
        <Button disabled={!canHash()} onClick={() => void recompute()}>
          {t.recompute}
        </Button>
        <strong role="status">{computed}</strong>
      </div>
      <p className="fq-muted fq-audit-small">
        {t.downloadHint} {canHash() ? t.recomputeHint : t.recomputeImpossible}
      </p>
    </section>
  );
}
