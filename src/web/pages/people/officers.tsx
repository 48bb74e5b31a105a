import Button from 'antd/es/button';
import { useState } from 'react';
import { useOrganisations, usePages, useWholeList } from '../../api/queries';
import { addressOf } from '../../api/request';
import type { Field, Officer, Organisation } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ChangesWindow, readsHistory } from '../../editing/changes';
import { ImportWindow } from '../../editing/import-window';
import { useLanguage } from '../../i18n/language';
import { Filters, SearchField, SelectField, useAddress } from '../../parts/address-filters';
import { PagedTable, type Column } from '../../parts/paged-table';
import { usePartPhrases } from '../../parts/phrases';
import { Tag } from '../../parts/state-tag';
import { Certificates, NewCertificate } from './certificates';
import { OfficerForm } from './officer-form';
import { usePeoplePhrases } from './phrases';
import { RowActs } from './row-acts';

type Shown =
  | { readonly what: 'edit' | 'history' | 'certificate'; readonly officer: Officer }
  | { readonly what: 'add' | 'import' };

/** Roles that keep officers: a sub-district its own, the administrator all. */
const keepers = ['office', 'chief', 'admin'];

/** Officers with their certificates. */
export function Officers() {
  const t = usePeoplePhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const { role, organisation: own } = useSignedIn();
  const nameOf = useOrganisations();
  const fields = useWholeList<Field>('/api/fields');
  const organisations = useWholeList<Organisation>('/api/organisations', { kind: 'sub-district' });
  const { value, set } = useAddress();
  const [shown, setShown] = useState<Shown>();
  const filter = { q: value('q'), organisation: value('organisation'), field: value('field'), care: value('care') };
  const query = usePages<Officer>('/api/officers', filter);
  const close = () => setShown(undefined);
  const keeps = keepers.includes(role);
  const fieldName = (code: string) => fields.data?.find((field) => field.code === code)?.name ?? code;
  const missing = (what: 'idNumber' | 'phone', unreadable: Officer['unreadable']) =>
    unreadable?.includes(what) ? <Tag tone="over">{t.unreadable}</Tag> : '—';
  const columns: Column<Officer>[] = [
    {
      name: 'officer',
      title: t.officer,
      heading: true,
      cell: ({ name, active }) => (
        <>
          <span className="fq-people-name">{name}</span> {!active && <Tag tone="over">{t.inactive}</Tag>}
        </>
      ),
    },
    { name: 'organisation', title: t.organisation, cell: ({ organisation }) => nameOf(organisation) },
    { name: 'fields', title: t.fields, cell: (officer) => p.list(officer.fields.map(fieldName)) },
    {
      name: 'idNumber',
      title: t.idNumber,
      cell: ({ idNumber, unreadable }) => idNumber ?? missing('idNumber', unreadable),
    },
    { name: 'phone', title: t.phone, cell: ({ phone, unreadable }) => phone ?? missing('phone', unreadable) },
    {
      name: 'certificates',
      title: t.certificates,
      cell: (officer) => <Certificates officer={officer} add={() => setShown({ what: 'certificate', officer })} />,
    },
  ];
  if (keeps || readsHistory(role))
    columns.push({
      name: 'act',
      title: t.act,
      cell: (officer) => (
        <RowActs
          name={officer.name}
          edit={
            keeps && (role === 'admin' || officer.organisation === own)
              ? () => setShown({ what: 'edit', officer })
              : undefined
          }
          history={() => setShown({ what: 'history', officer })}
        />
      ),
    });
  return (
    <>
      <Filters>
        <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
        {role !== 'office' && role !== 'chief' && (
          <SelectField
            label={t.organisation}
            all={t.all}
            value={value('organisation')}
            choices={organisations.data ?? []}
            change={(organisation) => set({ organisation })}
          />
        )}
        <SelectField
          label={t.field}
          all={t.all}
          value={value('field')}
          choices={(fields.data ?? []).map(({ code, name }) => ({ id: code, name }))}
          change={(field) => set({ field })}
        />
        <label className="fq-check">
          <input
            type="checkbox"
            checked={value('care') === 'true'}
            onChange={(event) => set({ care: event.target.checked ? 'true' : '' })}
          />
          {t.onlyCare}
        </label>
      </Filters>
      <p className="fq-row fq-no-print">
        {keeps && (
          <>
            <Button onClick={() => setShown({ what: 'add' })}>{t.addOfficer}</Button>
            <Button onClick={() => setShown({ what: 'import' })}>{t.import}</Button>
          </>
        )}
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={addressOf(`/api/officers.${format}`, { ...filter, language })} download>
            {t.download} {format.toUpperCase()}
          </a>
        ))}
      </p>
      <PagedTable
        query={query}
        caption={t.officersCaption}
        columns={columns}
        idOf={({ id }) => id}
        empty={t.emptyOfficers}
      />
      {shown?.what === 'add' && <OfficerForm fields={fields.data ?? []} close={close} />}
      {shown?.what === 'edit' && <OfficerForm officer={shown.officer} fields={fields.data ?? []} close={close} />}
      {shown?.what === 'import' && <ImportWindow what="officers" title={t.importOfficers} close={close} />}
      {shown?.what === 'certificate' && <NewCertificate officer={shown.officer} close={close} />}
      {shown?.what === 'history' && (
        <ChangesWindow kind="officer" subject={shown.officer.id} name={shown.officer.name} close={close} />
      )}
    </>
  );
}
