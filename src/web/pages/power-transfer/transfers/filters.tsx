/** All that the list can be narrowed to, as `GET /api/transfers` takes it; it stands in the address. */
import Button from 'antd/es/button';
import { useProcedure } from '../../../api/procedure';
import { useWholeList } from '../../../api/queries';
import type { Field, Organisation } from '../../../api/types';
import { DayField, Filters, SearchField, SelectField, type useAddress } from '../../../parts/address-filters';
import { asked, furtherFilters, withCurrent, type Choice } from './address';
import { useTransfersPhrases } from './phrases';
import './transfers.css';

export function TransferFilters({
  address: { value, set },
  clear,
}: {
  readonly address: ReturnType<typeof useAddress>;
  readonly clear: () => void;
}) {
  const t = useTransfersPhrases();
  const organisations = useWholeList<Organisation>('/api/organisations').data ?? [];
  const fields = useWholeList<Field>('/api/fields').data ?? [];
  const { steps = [], states = [], overallStates = [] } = useProcedure().data ?? {};
  const select = (name: string, label: string, choices: readonly Choice[]) => (
    <SelectField
      label={label}
      all={t.all}
      value={value(name)}
      choices={withCurrent(choices, value(name))}
      change={(next) => set({ [name]: next })}
    />
  );
  const offices = (kind: Organisation['kind']) => organisations.filter((one) => one.kind === kind);
  return (
    <Filters>
      <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
      {select(
        'state',
        t.state,
        overallStates.map(({ state, title }) => ({ id: state, name: title })),
      )}
      {select('subDistrict', t.subDistrict, offices('sub-district'))}
      {select('department', t.department, offices('department'))}
      <label className="fq-check">
        <input
          type="checkbox"
          checked={value('overdue') === 'true'}
          onChange={({ target }) => set({ overdue: target.checked ? 'true' : '' })}
        />
        {t.overdueOnly}
      </label>
      {asked(value) && <Button onClick={clear}>{t.clear}</Button>}
      <details className="fq-more-filters" open={furtherFilters.some((name) => value(name) !== '')}>
        <summary>{t.further}</summary>
        <div>
          {select(
            'field',
            t.field,
            fields.map(({ code, name }) => ({ id: code, name })),
          )}
          <SearchField label={t.power} hint={t.powerHint} value={value('power')} change={(power) => set({ power })} />
          {select(
            'powerState',
            t.powerState,
            states.map(({ state, title }) => ({ id: state, name: title })),
          )}
          {select(
            'step',
            t.step,
            steps.map(({ code, title }) => ({ id: code, name: title })),
          )}
          {select('organisation', t.organisation, organisations)}
          {(['launchedFrom', 'launchedUntil', 'endedFrom', 'endedUntil'] as const).map((name) => (
            <DayField key={name} label={t[name]} value={value(name)} change={(day) => set({ [name]: day })} />
          ))}
        </div>
      </details>
    </Filters>
  );
}
