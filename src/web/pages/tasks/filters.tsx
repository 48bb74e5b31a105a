import type { Procedure } from '../../api/types';
import { useClaimPhrases } from '../../claims/phrases';
import { usePhrases } from '../../i18n/language';
import { Filters, SearchField, SelectField, type useAddress } from '../../parts/address-filters';
import { en } from './en';
import { zh } from './zh';

/** What the inbox can be narrowed to. */
export function TaskFilters({
  procedures,
  steps,
  address: { value, set },
}: {
  readonly procedures: readonly Procedure[];
  readonly steps: Procedure['steps'];
  readonly address: ReturnType<typeof useAddress>;
}) {
  const t = usePhrases({ zh, en });
  const c = useClaimPhrases();
  return (
    <Filters>
      <SelectField
        label={t.whose}
        all={t.mine}
        value={value('scope')}
        choices={[{ id: 'office', name: t.office }]}
        change={(scope) => set({ scope })}
      />
      {procedures.length > 1 && (
        <SelectField
          label={t.procedure}
          all={t.allProcedures}
          value={value('procedure')}
          choices={procedures.map(({ code, title }) => ({ id: code, name: title }))}
          change={(procedure) => set({ procedure, step: '' })}
        />
      )}
      <SelectField
        label={t.step}
        all={t.allSteps}
        value={value('step')}
        choices={steps.map(({ code, title }) => ({ id: code, name: title }))}
        change={(step) => set({ step })}
      />
      <SelectField
        label={c.filter}
        all={c.all}
        value={value('claim')}
        choices={(['mine', 'free', 'others'] as const).map((id) => ({ id, name: c[id] }))}
        change={(claim) => set({ claim })}
      />
      <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
      <label className="fq-check">
        <input
          type="checkbox"
          checked={value('overdue') === 'true'}
          onChange={(event) => set({ overdue: event.target.checked ? 'true' : '' })}
        />
        {t.overdueOnly}
      </label>
    </Filters>
  );
}
