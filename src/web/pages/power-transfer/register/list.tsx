import { Link } from 'react-router';
import { usePages, useWholeList } from '../../../api/queries';
import { addressOf } from '../../../api/request';
import type { Field, Organisation, RegisterEntry } from '../../../api/types';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { DayField, Filters, SearchField, SelectField, useAddress } from '../../../parts/address-filters';
import { PageHeader } from '../../../parts/page-header';
import { PagedTable, type Column } from '../../../parts/paged-table';
import { Tag } from '../../../parts/state-tag';
import { Decision, entryAddress, Scope, useRegisterPhrases } from './entry-parts';

/** What can be asked of the register in the address; `sinceFrom` and `sinceUntil` come from the overview's links. */
const questions = ['q', 'subDistrict', 'field', 'on', 'all', 'power', 'holder', 'sinceFrom', 'sinceUntil'] as const;

/** The list with its filters. */
export function RegisterList() {
  const t = useRegisterPhrases();
  const language = useLanguage();
  const { value, set } = useAddress();
  const subDistricts = useWholeList<Organisation>('/api/organisations', { kind: 'sub-district' });
  const fields = useWholeList<Field>('/api/fields');
  const question = Object.fromEntries(questions.map((name) => [name, value(name)]));
  const query = usePages<RegisterEntry>('/api/register', question);
  const columns: Column<RegisterEntry>[] = [
    {
      name: 'power',
      title: t.power,
      heading: true,
      cell: (entry) => (
        <>
          <Link to={entryAddress(entry)}>{entry.powerName}</Link>
          <div className="fq-muted fq-register-small">
            {entry.power} · {entry.legalBasis}
          </div>
        </>
      ),
    },
    {
      name: 'acts',
      title: t.acts,
      cell: (entry) => (
        <>
          {entry.exercisedByName}
          {entry.mode === 'entrust' && <div className="fq-muted fq-register-small">{t.inNameOf(entry.holderName)}</div>}
        </>
      ),
    },
    {
      name: 'mode',
      title: t.mode,
      cell: ({ mode, until, entrustedUntil }) => (
        <>
          <span className="fq-register-whole">{t.modes[mode]}</span>
          {until === undefined && entrustedUntil !== undefined && (
            <div className="fq-muted fq-register-small">{t.entrustedUntil(formatDay(entrustedUntil, language))}</div>
          )}
        </>
      ),
    },
    { name: 'scope', title: t.scope, cell: (entry) => <Scope entry={entry} /> },
    {
      name: 'since',
      title: t.since,
      cell: ({ since, until }) => (
        <>
          <span className="fq-register-whole">{formatDay(since, language)}</span>
          {until !== undefined && (
            <div>
              <Tag tone="over">{t.over}</Tag> {formatDay(until, language)}
            </div>
          )}
        </>
      ),
    },
    { name: 'decision', title: t.decision, cell: (entry) => <Decision entry={entry} /> },
  ];
  return (
    <div className="fq-register">
      <PageHeader title={t.title} about={t.about}>
        <button type="button" className="fq-register-button" onClick={() => window.print()}>
          {t.print}
        </button>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={addressOf(`/api/register.${format}`, { ...question, language })} download>
            {t.download} {format.toUpperCase()}
          </a>
        ))}
      </PageHeader>
      <Filters>
        <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
        <SelectField
          label={t.subDistrict}
          all={t.all}
          value={value('subDistrict')}
          choices={subDistricts.data ?? []}
          change={(subDistrict) => set({ subDistrict })}
        />
        <SelectField
          label={t.field}
          all={t.all}
          value={value('field')}
          choices={(fields.data ?? []).map(({ code, name }) => ({ id: code, name }))}
          change={(field) => set({ field })}
        />
        <DayField label={t.on} value={value('on')} change={(on) => set({ on })} />
        <label className="fq-check">
          <input
            type="checkbox"
            checked={value('all') === 'true'}
            onChange={(event) => set({ all: event.target.checked ? 'true' : '' })}
          />
          {t.ended}
        </label>
      </Filters>
      <PagedTable
        query={query}
        caption={t.caption}
        columns={columns}
        idOf={({ power, transfer, since, until }) => [power, transfer, since, until ?? ''].join(' ')}
        empty={t.empty}
      />
      <p className="fq-register-printed">{t.printed(formatDay(new Date().toISOString(), language))}</p>
    </div>
  );
}
