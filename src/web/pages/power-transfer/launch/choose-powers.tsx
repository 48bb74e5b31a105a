import Button from 'antd/es/button';
import { useDeferredValue, useMemo, useState } from 'react';
import { useOrganisations } from '../../../api/queries';
import type { Power } from '../../../api/types';
import { mostPowers } from '../../../../domain/power-transfer/settings';
import { Filters, SelectField } from '../../../parts/address-filters';
import { Empty } from '../../../parts/load-state';
import { PlainTable, type Column } from '../../../parts/paged-table';
import { Tag } from '../../../parts/state-tag';
import { lawOf } from './draft';
import { useLaunchPhrases } from './phrases';

/** Rows shown at first, and with each further press: browsers of old machines draw some hundred rows well. */
const portion = 100;

/** The values that occur, each once, by name. */
function choicesOf(powers: readonly Power[], of: (power: Power) => readonly [id: string, name: string]) {
  return [...new Map(powers.map(of))]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** Powers of the catalogue to choose from: by field, law, department or text, hundreds at a time. */
export function ChoosePowers({
  powers,
  chosen,
  toggle,
}: {
  readonly powers: readonly Power[];
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (codes: readonly string[], on: boolean) => void;
}) {
  const t = useLaunchPhrases();
  const nameOf = useOrganisations();
  const [text, setText] = useState('');
  const [field, setField] = useState('');
  const [law, setLaw] = useState('');
  const [department, setDepartment] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const [limit, setLimit] = useState(portion);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const found = useMemo(
    () =>
      powers.filter(
        (power) =>
          (field === '' || power.field === field) &&
          (law === '' || lawOf(power.legalBasis) === law) &&
          (department === '' || power.department === department) &&
          (!onlyChosen || chosen.has(power.code)) &&
          `${power.code} ${power.name} ${power.legalBasis}`.toLowerCase().includes(wanted),
      ),
    [powers, field, law, department, onlyChosen, chosen, wanted],
  );
  const open = found.filter(({ modes }) => modes.length > 0).map(({ code }) => code);
  const allOpen = open.length > 0 && open.every((code) => chosen.has(code));
  const columns: Column<Power>[] = [
    {
      name: 'power',
      title: t.power,
      heading: true,
      cell: ({ code, name, modes, restrictsFreedom, holderAboveCounty }) => (
        <label className="fq-choose-power">
          <input
            type="checkbox"
            checked={chosen.has(code)}
            disabled={modes.length === 0}
            aria-label={t.choose(`${code} ${name}`)}
            onChange={(event) => toggle([code], event.target.checked)}
          />
          <span>
            {name} <span className="fq-muted">{code}</span>
            {modes.length === 0 && <Tag tone="over">{restrictsFreedom ? t.notOpenFreedom : t.notOpen}</Tag>}
            {holderAboveCounty && <Tag tone="waiting">{t.aboveCounty}</Tag>}
          </span>
        </label>
      ),
    },
    { name: 'field', title: t.field, cell: ({ fieldName }) => fieldName },
    { name: 'department', title: t.department, cell: (power) => nameOf(power.department) },
    { name: 'basis', title: t.basis, cell: ({ legalBasis }) => legalBasis },
    { name: 'opened', title: t.opened, cell: ({ modes }) => modes.map((mode) => t.modes[mode]).join(' / ') },
  ];
  return (
    <>
      <Filters>
        <label>
          {t.search}
          <input
            className="fq-select"
            type="search"
            placeholder={t.searchHint}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <SelectField
          label={t.field}
          all={t.all}
          value={field}
          choices={choicesOf(powers, (power) => [power.field, power.fieldName])}
          change={setField}
        />
        <SelectField
          label={t.law}
          all={t.all}
          value={law}
          choices={choicesOf(powers, ({ legalBasis }) => [lawOf(legalBasis), lawOf(legalBasis)])}
          change={setLaw}
        />
        <SelectField
          label={t.department}
          all={t.all}
          value={department}
          choices={choicesOf(powers, (power) => [power.department, nameOf(power.department)])}
          change={setDepartment}
        />
        <label className="fq-check">
          <input type="checkbox" checked={onlyChosen} onChange={(event) => setOnlyChosen(event.target.checked)} />
          {t.onlyChosen}
        </label>
      </Filters>
      <div className="fq-row fq-row-spread">
        <label>
          <input
            type="checkbox"
            checked={allOpen}
            disabled={open.length === 0}
            onChange={(event) => toggle(open, event.target.checked)}
          />{' '}
          {t.selectShown(open.length)}
        </label>
        <span className="fq-row">
          <span role="status" className={chosen.size > mostPowers ? 'fq-overdue' : ''}>
            {chosen.size > mostPowers ? t.tooMany(chosen.size, mostPowers) : t.chosen(chosen.size)}
          </span>
          <Button size="small" disabled={chosen.size === 0} onClick={() => toggle([...chosen], false)}>
            {t.clear}
          </Button>
        </span>
      </div>
      {found.length === 0 ? (
        <Empty>{t.nothingFound}</Empty>
      ) : (
        <PlainTable
          caption={t.powersCaption}
          columns={columns}
          rows={found.slice(0, limit)}
          idOf={({ code }) => code}
        />
      )}
      {found.length > limit && (
        <p className="fq-more">
          <Button onClick={() => setLimit(limit + portion)}>{t.more(Math.min(portion, found.length - limit))}</Button>
        </p>
      )}
    </>
  );
}
