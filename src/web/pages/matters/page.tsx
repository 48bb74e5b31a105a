/** The matters of every procedure that somebody may see. */
import Button from 'antd/es/button';
import { Link } from 'react-router';
import { useProcedure } from '../../api/procedure';
import { usePages, useWholeList } from '../../api/queries';
import type { MatterFilterName, MatterInList, ProcedureInList } from '../../api/types';
import { formatDay } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { Filters, SearchField, SelectField, useAddress } from '../../parts/address-filters';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, type Column } from '../../parts/paged-table';
import { StateTag, Tag } from '../../parts/state-tag';
import { en } from './en';
import { zh } from './zh';

/** What of the list stands in the address. */
const filters: readonly MatterFilterName[] = ['procedure', 'state', 'q', 'step', 'organisation', 'overdue'];

export function Component() {
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const { value, set } = useAddress();
  const procedures = useWholeList<ProcedureInList>('/api/procedures').data ?? [];
  const chosen = value('procedure');
  // states are a procedure's own: without one there are none to choose from
  const procedure = useProcedure(chosen, chosen !== '').data;
  const query = usePages<MatterInList>('/api/matters', Object.fromEntries(filters.map((name) => [name, value(name)])));
  const asked = filters.some((name) => value(name) !== '');
  const clear = () => set(Object.fromEntries(filters.map((name) => [name, ''])));
  const columns: Column<MatterInList>[] = [
    {
      name: 'matter',
      title: t.matter,
      heading: true,
      cell: ({ id, title }) => <Link to={`/matters/${id}`}>{title}</Link>,
    },
    { name: 'procedure', title: t.procedure, cell: ({ procedureTitle }) => procedureTitle },
    {
      name: 'state',
      title: t.state,
      cell: ({ procedure: code, state, stateTitle }) => (
        <StateTag whole procedure={code} state={state} title={stateTitle} />
      ),
    },
    { name: 'items', title: t.items, cell: ({ counts }) => counts.items },
    {
      name: 'open',
      title: t.open,
      cell: ({ counts: { tasks, overdue } }) => (
        <>
          {tasks === 0 ? <span className="fq-muted">{t.nothingOpen}</span> : t.openTasks(tasks)}{' '}
          {overdue > 0 && <Tag tone="bad">{t.overdue(overdue)}</Tag>}
        </>
      ),
    },
    {
      name: 'launched',
      title: t.launched,
      cell: ({ launched }) => <span className="fq-nowrap">{formatDay(launched, language)}</span>,
    },
  ];
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <Filters>
        <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
        <SelectField
          label={t.procedure}
          all={t.all}
          value={chosen}
          choices={procedures.map(({ code, title }) => ({ id: code, name: title }))}
          change={(next) => set({ procedure: next, state: '' })}
        />
        {procedure && (
          <SelectField
            label={t.state}
            all={t.all}
            value={value('state')}
            choices={procedure.overallStates.map(({ state, title }) => ({ id: state, name: title }))}
            change={(state) => set({ state })}
          />
        )}
        <label className="fq-check">
          <input
            type="checkbox"
            checked={value('overdue') === 'true'}
            onChange={({ target }) => set({ overdue: target.checked ? 'true' : '' })}
          />
          {t.overdueOnly}
        </label>
        {asked && <Button onClick={clear}>{t.clear}</Button>}
      </Filters>
      <PagedTable
        query={query}
        caption={t.caption}
        columns={columns}
        idOf={({ id }) => id}
        empty={
          asked ? (
            <>
              <p>{t.emptyFiltered}</p>
              <Button onClick={clear}>{t.clear}</Button>
            </>
          ) : (
            t.empty
          )
        }
      />
    </>
  );
}
