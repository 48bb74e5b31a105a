import Button from 'antd/es/button';
import { useState } from 'react';
import { useOrganisations } from '../../../api/queries';
import type { Transfer, TransferPower } from '../../../api/types';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { PlainTable, type Column } from '../../../parts/paged-table';
import { PowerAbout } from '../../../parts/power-about';
import { StateTag } from '../../../parts/state-tag';
import { useTransferPhrases } from './phrases';
import { usePartPhrases } from '../../../parts/phrases';

const perPage = 50;

/** Each power: its state, what it waits for, who holds it. */
export function PowersTable({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const [shown, setShown] = useState(perPage);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const powers = transfer.powers.filter(({ code, name, stateTitle }) =>
    `${code} ${name} ${stateTitle}`.toLowerCase().includes(wanted),
  );
  const waitsFor = (code: string) => transfer.tasks.filter((task) => task.powers.includes(code));
  const columns: Column<TransferPower>[] = [
    {
      name: 'power',
      title: t.power,
      heading: true,
      cell: (power) => (
        <>
          {power.code} {power.name}
          <PowerAbout power={power} />
        </>
      ),
    },
    {
      name: 'state',
      title: t.state,
      cell: ({ state, stateTitle, since }) => (
        <>
          <StateTag state={state} title={stateTitle} />
          <br />
          <span className="fq-muted">{t.stateSince(formatDay(since, language))}</span>
        </>
      ),
    },
    {
      name: 'place',
      title: t.place,
      cell: ({ code }) => {
        const places = new Set(waitsFor(code).map(({ title, organisation }) => p.named(nameOf(organisation), title)));
        return [...places].map((place) => <div key={place}>{place}</div>);
      },
    },
    { name: 'holder', title: t.holder, cell: ({ holder }) => nameOf(holder) },
  ];
  return (
    <section>
      <div className="fq-row fq-row-spread">
        <h2>{t.powersCaption}</h2>
        {transfer.powers.length > 8 && (
          <input
            className="fq-select fq-no-print"
            type="search"
            aria-label={t.searchPowers}
            placeholder={t.searchPowers}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
      </div>
      <PlainTable caption={t.powersCaption} columns={columns} rows={powers.slice(0, shown)} idOf={({ code }) => code} />
      {powers.length > shown && (
        <p className="fq-more">
          <Button onClick={() => setShown(shown + perPage)}>
            {t.morePowers(Math.min(perPage, powers.length - shown))}
          </Button>
        </p>
      )}
    </section>
  );
}
