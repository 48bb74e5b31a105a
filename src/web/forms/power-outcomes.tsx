/** What is said of each power: its outcome, the words it needs, what there is to add; one by one or of all together. */
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import type { Item, Outcome, TransferPower } from '../api/types';
import { useFormPhrases } from './phrases';
import type { JsonSchema } from '../../domain/json-schema';
import type { Draft, PowerDraft } from './draft';
import './forms.css';
import { ImportRows } from './import-rows';
import { answered, outcomesFromRows, saidOfAll } from './outcomes';
import { PowerOutcome } from './power-outcome';
import type { FormContext } from './schema-fields';
import { usePartPhrases } from '../parts/phrases';

/** Powers on one page of the list: five hundred at once would make an old machine wait. */
const perPage = 25;

export function PowerOutcomes({
  powers,
  draft,
  change,
  outcomes,
  powerSchema,
  context,
}: {
  readonly powers: readonly (TransferPower | Item)[];
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly outcomes: readonly Outcome[];
  readonly powerSchema: JsonSchema | undefined;
  readonly context: FormContext;
}) {
  const t = useFormPhrases();
  const [search, setSearch] = useState('');
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [page, setPage] = useState(0);
  const [importing, setImporting] = useState(false);
  const codes = powers.map(({ code }) => code);
  const done = answered(codes, draft);
  const wanted = search.trim().toLowerCase();
  const shown = powers.filter(
    ({ code, name }) =>
      (wanted === '' || `${code} ${name}`.toLowerCase().includes(wanted)) &&
      (!onlyOpen || draft.powers[code]?.outcome === undefined),
  );
  const pages = Math.max(1, Math.ceil(shown.length / perPage));
  const at = Math.min(page, pages - 1);
  const set = (code: string, said: PowerDraft) => change({ ...draft, powers: { ...draft.powers, [code]: said } });
  const open = codes.filter((code) => draft.powers[code]?.outcome === undefined);
  const [first] = outcomes;
  return (
    <section>
      <div className="fq-tools">
        <span role="status">{t.answeredOf(done.length, codes.length)}</span>
        {first && open.length > 0 && (
          <Button type="primary" ghost onClick={() => change(saidOfAll(draft, open, { outcome: first.code }))}>
            {t.allAs(first.title)}
          </Button>
        )}
        {done.length > 0 && <Button onClick={() => change({ ...draft, powers: {} })}>{t.clearAll}</Button>}
        {codes.length > 1 && (
          <Button aria-expanded={importing} onClick={() => setImporting(!importing)}>
            {t.importRows}
          </Button>
        )}
      </div>
      {importing && (
        <ImportOutcomes
          codes={codes}
          outcomes={outcomes}
          take={(said) => {
            change({ ...draft, powers: { ...draft.powers, ...said } });
            setImporting(false);
          }}
          close={() => setImporting(false)}
        />
      )}
      {codes.length > 8 && (
        <div className="fq-tools">
          <Input
            aria-label={t.search}
            placeholder={t.search}
            className="fq-short"
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <label className="fq-row">
            <input type="checkbox" checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)} />
            {t.onlyOpen}
          </label>
        </div>
      )}
      {shown.length === 0 && <p className="fq-hint">{t.noMatch}</p>}
      {shown.slice(at * perPage, (at + 1) * perPage).map((power) => (
        <PowerOutcome
          key={power.code}
          power={power}
          index={done.indexOf(power.code)}
          said={draft.powers[power.code] ?? {}}
          change={(said) => set(power.code, said)}
          outcomes={outcomes}
          powerSchema={powerSchema}
          context={context}
          {...(codes.length > 1 ? { applyToAll: (said: PowerDraft) => change(saidOfAll(draft, codes, said)) } : {})}
        />
      ))}
      {pages > 1 && (
        <div className="fq-row fq-more">
          <Button disabled={at === 0} onClick={() => setPage(at - 1)}>
            {t.previous}
          </Button>
          <span>{t.page(at * perPage + 1, Math.min((at + 1) * perPage, shown.length), shown.length)}</span>
          <Button disabled={at >= pages - 1} onClick={() => setPage(at + 1)}>
            {t.next}
          </Button>
        </div>
      )}
    </section>
  );
}

function ImportOutcomes({
  codes,
  outcomes,
  take,
  close,
}: {
  readonly codes: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly take: (said: Readonly<Record<string, PowerDraft>>) => void;
  readonly close: () => void;
}) {
  const t = useFormPhrases();
  const p = usePartPhrases();
  const columns = [
    { name: 'power', title: t.powerCode },
    { name: 'outcome', title: t.outcome },
    { name: 'reason', title: t.reason },
    { name: 'conditions', title: t.conditions },
  ];
  return (
    <ImportRows
      id="import-outcomes"
      columns={columns}
      close={close}
      use={(rows) => take(outcomesFromRows(rows, codes, outcomes).said)}
      remark={(rows) => {
        const { said, unknown } = outcomesFromRows(rows, codes, outcomes);
        return (
          <>
            <p>{t.importFound(Object.keys(said).length)}</p>
            {unknown.length > 0 && (
              <p className="fq-field-fault">{t.importUnknown(p.list(unknown.map(({ line }) => t.row(line))))}</p>
            )}
          </>
        );
      }}
    />
  );
}
