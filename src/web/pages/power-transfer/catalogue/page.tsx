/** The catalogue: to search for everybody, to edit and import for the coordinator. */
import Button from 'antd/es/button';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOrganisations, usePages, useWholeList } from '../../../api/queries';
import { addressOf } from '../../../api/request';
import type { Field, Organisation, Power } from '../../../api/types';
import { useSignedIn } from '../../../app/session';
import { ChangesWindow, readsHistory } from '../../../editing/changes';
import { ImportWindow } from '../../../editing/import-window';
import { useLanguage, usePhrases } from '../../../i18n/language';
import { Filters, SearchField, SelectField, useAddress } from '../../../parts/address-filters';
import { PageHeader } from '../../../parts/page-header';
import { PagedTable, type Column } from '../../../parts/paged-table';
import { usePartPhrases } from '../../../parts/phrases';
import { Tag } from '../../../parts/state-tag';
import { EditPower } from './edit-power';
import { en } from './en';
import { zh } from './zh';

type Shown = { readonly what: 'edit' | 'history'; readonly power: Power } | { readonly what: 'import' };
const types = ['penalty', 'inspection', 'compulsion'] as const;

export function Component() {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const language = useLanguage();
  const { role } = useSignedIn();
  const nameOf = useOrganisations();
  const { value, set } = useAddress();
  const fields = useWholeList<Field>('/api/fields');
  const departments = useWholeList<Organisation>('/api/organisations', { kind: 'department' });
  const [shown, setShown] = useState<Shown>();
  const filter = {
    q: value('q'),
    field: value('field'),
    department: value('department'),
    type: value('type'),
  };
  const query = usePages<Power>('/api/powers', filter);
  const edits = role === 'coordinator';
  const close = () => setShown(undefined);
  const columns: Column<Power>[] = [
    {
      name: 'power',
      title: t.power,
      heading: true,
      cell: ({ code, name, restrictsFreedom, holderAboveCounty }) => (
        <>
          {name} <span className="fq-muted fq-nowrap">{code}</span>{' '}
          {restrictsFreedom && <Tag tone="bad">{t.freedom}</Tag>}{' '}
          {holderAboveCounty && <Tag tone="waiting">{t.above}</Tag>}
        </>
      ),
    },
    { name: 'type', title: t.type, cell: ({ type }) => p[type] },
    { name: 'field', title: t.field, cell: ({ fieldName }) => fieldName },
    { name: 'department', title: t.department, cell: ({ department }) => nameOf(department) },
    { name: 'basis', title: t.basis, cell: ({ legalBasis }) => legalBasis },
    {
      name: 'opened',
      title: t.opened,
      cell: ({ authorisations, modes }) => (
        <>
          {modes.length === 0 && <Tag tone="over">{t.none}</Tag>}
          {authorisations.map(({ mode, title, version }) => (
            <div key={mode}>{p.named(t.modes[mode], [title, version].filter((one) => one !== '').join(' · '))}</div>
          ))}
        </>
      ),
    },
    {
      name: 'act',
      title: t.act,
      cell: (power) => (
        <span className="fq-row">
          <Link
            to={`/transfers?${new URLSearchParams({ power: power.code }).toString()}`}
            aria-label={t.transfersOf(power.name)}
          >
            {t.transfers}
          </Link>
          {edits && (
            <button
              type="button"
              className="fq-link-button"
              aria-label={t.editOf(power.name)}
              onClick={() => setShown({ what: 'edit', power })}
            >
              {t.edit}
            </button>
          )}
          {readsHistory(role) && (
            <button
              type="button"
              className="fq-link-button"
              aria-label={t.historyOf(power.name)}
              onClick={() => setShown({ what: 'history', power })}
            >
              {t.history}
            </button>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t.title} about={t.about}>
        {edits && <Button onClick={() => setShown({ what: 'import' })}>{t.import}</Button>}
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={addressOf(`/api/powers.${format}`, { ...filter, language })} download>
            {t.download} {format.toUpperCase()}
          </a>
        ))}
      </PageHeader>
      <Filters>
        <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
        <SelectField
          label={t.field}
          all={t.all}
          value={value('field')}
          choices={(fields.data ?? []).map(({ code, name }) => ({ id: code, name }))}
          change={(field) => set({ field })}
        />
        <SelectField
          label={t.department}
          all={t.all}
          value={value('department')}
          choices={departments.data ?? []}
          change={(department) => set({ department })}
        />
        <SelectField
          label={t.type}
          all={t.all}
          value={value('type')}
          choices={types.map((id) => ({ id, name: p[id] }))}
          change={(type) => set({ type })}
        />
      </Filters>
      <PagedTable query={query} caption={t.caption} columns={columns} idOf={({ code }) => code} empty={t.empty} />
      {shown?.what === 'edit' && <EditPower code={shown.power.code} close={close} />}
      {shown?.what === 'history' && (
        <ChangesWindow kind="power" subject={shown.power.code} name={shown.power.name} close={close} />
      )}
      {shown?.what === 'import' && <ImportWindow what="powers" title={t.importTitle} close={close} />}
    </>
  );
}
