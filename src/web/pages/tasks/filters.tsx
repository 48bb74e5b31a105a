import type { StepDeclaration } from '../../api/types';
import { useClaimPhrases } from '../../claims/phrases';
import { usePhrases } from '../../i18n/language';
import { SearchField } from '../../parts/address-filters';
import { en } from './en';
import { zh } from './zh';

/** Filters that stand in the address: they can be kept as a bookmark and come back with the browser's own way back. */
export function TaskFilters({
  steps,
  parameters,
  change,
}: {
  readonly steps: readonly StepDeclaration[];
  readonly parameters: URLSearchParams;
  readonly change: (parameters: URLSearchParams, options: { replace: boolean }) => void;
}) {
  const t = usePhrases({ zh, en });
  const c = useClaimPhrases();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(parameters);
    if (value === '') next.delete(name);
    else next.set(name, value);
    change(next, { replace: true });
  };
  return (
    <form className="fq-filters fq-no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        {t.whose}
        <select value={parameters.get('scope') ?? ''} onChange={(event) => set('scope', event.target.value)}>
          <option value="">{t.mine}</option>
          <option value="office">{t.office}</option>
        </select>
      </label>
      <label>
        {t.step}
        <select value={parameters.get('step') ?? ''} onChange={(event) => set('step', event.target.value)}>
          <option value="">{t.allSteps}</option>
          {steps.map(({ code, title }) => (
            <option key={code} value={code}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        {c.filter}
        <select value={parameters.get('claim') ?? ''} onChange={(event) => set('claim', event.target.value)}>
          <option value="">{c.all}</option>
          <option value="mine">{c.mine}</option>
          <option value="free">{c.free}</option>
          <option value="others">{c.others}</option>
        </select>
      </label>
      <SearchField label={t.search} hint={t.searchHint} value={parameters.get('q') ?? ''} change={(q) => set('q', q)} />
      <label className="fq-check">
        <input
          type="checkbox"
          checked={parameters.get('overdue') === 'true'}
          onChange={(event) => set('overdue', event.target.checked ? 'true' : '')}
        />
        {t.overdueOnly}
      </label>
    </form>
  );
}
