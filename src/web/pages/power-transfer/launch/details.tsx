import Button from 'antd/es/button';
import { useState } from 'react';
import type { Power } from '../../../api/types';
import { fieldId } from '../../../parts/error-summary';
import { PlainTable, type Column } from '../../../parts/paged-table';
import { Tag } from '../../../parts/state-tag';
import { Period } from './basics';
import type { LaunchDraft, Mode, PowerChoice } from './draft';
import { useLaunchPhrases } from './phrases';

const modes: readonly Mode[] = ['devolve', 'entrust'];
const portion = 100;

/** Powers one by one: mode, scope, authorisation and period where they differ from what is said for all. */
export function Details({
  draft,
  powers,
  change,
}: {
  readonly draft: LaunchDraft;
  readonly powers: readonly Power[];
  readonly change: (powers: LaunchDraft['powers']) => void;
}) {
  const t = useLaunchPhrases();
  const [limit, setLimit] = useState(portion);
  const chosen = powers.filter(({ code }) => code in draft.powers);
  const of = (code: string): PowerChoice => draft.powers[code] ?? {};
  const set = (code: string, changes: PowerChoice) => change({ ...draft.powers, [code]: { ...of(code), ...changes } });
  const setMode = (code: string, mode: Mode | undefined) => {
    const { mode: _before, ...rest } = of(code);
    change({ ...draft.powers, [code]: mode === undefined ? rest : { ...rest, mode } });
  };
  const markAll = (mode: Mode) =>
    change(Object.fromEntries(Object.entries(draft.powers).map(([code, said]) => [code, { ...said, mode }])));
  const columns: Column<Power>[] = [
    {
      name: 'power',
      title: t.power,
      heading: true,
      cell: ({ code, name, legalBasis }) => (
        <>
          {name} <span className="fq-muted">{code}</span>
          <div className="fq-power-about">{legalBasis}</div>
        </>
      ),
    },
    {
      name: 'mode',
      title: t.mode,
      cell: (power) => {
        const { code, name } = power;
        const mode = of(code).mode;
        return (
          <>
            <select
              id={fieldId(`/powers/${code}/mode`)}
              className="fq-select"
              aria-label={t.modeOf(`${code} ${name}`)}
              value={mode ?? ''}
              onChange={({ target }) =>
                setMode(
                  code,
                  modes.find((one) => one === target.value),
                )
              }
            >
              <option value="">{t.sameAsAll(t.modes[draft.mode])}</option>
              {modes.map((one) => (
                <option key={one} value={one}>
                  {t.modes[one]}
                </option>
              ))}
            </select>
            {!power.modes.includes(mode ?? draft.mode) && (
              <div>
                <Tag tone="bad">{t.modeNotOpen}</Tag>
              </div>
            )}
          </>
        );
      },
    },
    {
      name: 'more',
      title: t.edit,
      cell: ({ code }) => (
        <details>
          <summary>{summaryOf(of(code)) || t.edit}</summary>
          <MoreOf code={code} choice={of(code)} change={(changes) => set(code, changes)} />
        </details>
      ),
    },
    {
      name: 'remove',
      title: t.remove,
      cell: ({ code, name }) => (
        <Button
          size="small"
          aria-label={t.removeOf(`${code} ${name}`)}
          onClick={() => change(Object.fromEntries(Object.entries(draft.powers).filter(([one]) => one !== code)))}
        >
          {t.remove}
        </Button>
      ),
    },
  ];
  return (
    <section className="fq-card">
      <h2>{t.stages.details}</h2>
      <p>{t.detailsAbout}</p>
      <div className="fq-tools">
        <span role="status">{t.chosen(chosen.length)}</span>
        <Button onClick={() => markAll('devolve')}>{t.markDevolve}</Button>
        <Button onClick={() => markAll('entrust')}>{t.markEntrust}</Button>
      </div>
      <PlainTable
        caption={t.detailsCaption}
        columns={columns}
        rows={chosen.slice(0, limit)}
        idOf={({ code }) => code}
      />
      {chosen.length > limit && (
        <p className="fq-more">
          <Button onClick={() => setLimit(limit + portion)}>{t.more(Math.min(portion, chosen.length - limit))}</Button>
        </p>
      )}
    </section>
  );
}

const summaryOf = ({ territory, reserved, authorisation, from, until }: PowerChoice): string =>
  [territory, reserved, authorisation, from && until ? `${from} – ${until}` : ''].filter(Boolean).join(' · ');

function MoreOf({
  code,
  choice,
  change,
}: {
  readonly code: string;
  readonly choice: PowerChoice;
  readonly change: (changes: PowerChoice) => void;
}) {
  const t = useLaunchPhrases();
  const place = `/powers/${code}`;
  const line = (name: 'territory' | 'authorisation', label: string) => (
    <>
      <label htmlFor={fieldId(`${place}/${name}`)}>{label}</label>
      <input
        id={fieldId(`${place}/${name}`)}
        className="fq-input"
        maxLength={300}
        value={choice[name] ?? ''}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </>
  );
  return (
    <div className="fq-launch-more">
      {line('territory', t.territory)}
      <label htmlFor={fieldId(`${place}/reserved`)}>{t.reserved}</label>
      <textarea
        id={fieldId(`${place}/reserved`)}
        className="fq-input"
        rows={2}
        value={choice.reserved ?? ''}
        onChange={(event) => change({ reserved: event.target.value })}
      />
      {line('authorisation', t.authorisation)}
      <span>{t.period}</span>
      <Period id={`${place}/period`} from={choice.from ?? ''} until={choice.until ?? ''} change={change} />
    </div>
  );
}
