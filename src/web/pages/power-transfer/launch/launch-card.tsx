/** One sub-district's launch as it would be: what stands against it, who would be asked when, the list. */
import Button from 'antd/es/button';
import { Link } from 'react-router';
import { useOrganisations } from '../../../api/queries';
import { useRoleName } from '../../../app/phrases';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { PlainTable } from '../../../parts/paged-table';
import { usePartPhrases } from '../../../parts/phrases';
import { Tag } from '../../../parts/state-tag';
import { useLaunchPhrases } from './phrases';
import type { PreviewedLaunch, PreviewRow } from '../../../api/types';

export function LaunchCard({
  launch,
  rows,
  launched,
  ofFile,
  leaveOut,
}: {
  readonly launch: PreviewedLaunch;
  readonly rows: readonly PreviewRow[];
  /** The transfer's id once it is launched. */
  readonly launched: string | undefined;
  readonly ofFile: boolean;
  readonly leaveOut: (codes: readonly string[]) => void;
}) {
  const t = useLaunchPhrases();
  const nameOf = useOrganisations();
  const wrong = rows.filter(({ errors }) => errors.length > 0);
  const name = nameOf(launch.subDistrict);
  const state = launched !== undefined ? t.launchedTag : launch.ok ? t.ready : t.notReady;
  return (
    <section className="fq-card" aria-label={name}>
      <h2>
        {name} <Tag tone={launched !== undefined ? 'working' : launch.ok ? 'good' : 'bad'}>{state}</Tag>
      </h2>
      {launched !== undefined && (
        <p>
          <Link to={`/transfers/${launched}`}>{t.open}</Link>
        </p>
      )}
      {launch.errors.length > 0 && (
        <ul className="fq-launch-wrong">
          {launch.errors.map(({ field, code, message }) => (
            <li key={`${field} ${code}`}>{message}</li>
          ))}
        </ul>
      )}
      {wrong.length > 0 && (
        <>
          <h3>{t.rowErrors(wrong.length)}</h3>
          {ofFile && <p>{t.rowErrorsAbout}</p>}
          <WrongRows rows={wrong} ofFile={ofFile} />
          {!ofFile && (
            <p>
              <Button onClick={() => leaveOut(wrong.map(({ code }) => code))}>{t.leaveOut(wrong.length)}</Button>
            </p>
          )}
        </>
      )}
      <Facts launch={launch} />
      <Steps launch={launch} />
      <details>
        <summary>{t.list(rows.length)}</summary>
        <List rows={rows} />
      </details>
    </section>
  );
}

/** Rows with what is wrong in each. */
export function WrongRows({ rows, ofFile }: { readonly rows: readonly PreviewRow[]; readonly ofFile: boolean }) {
  const t = useLaunchPhrases();
  return (
    <PlainTable
      caption={t.rowErrorsCaption}
      rows={rows}
      idOf={({ row, subDistrict }) => `${row} ${subDistrict}`}
      columns={[
        ...(ofFile ? [{ name: 'row', title: t.row, cell: ({ row }: PreviewRow) => row }] : []),
        {
          name: 'power',
          title: t.power,
          heading: true,
          cell: ({ code, name }) => (
            <>
              {code} {name}
            </>
          ),
        },
        {
          name: 'problem',
          title: t.problem,
          cell: ({ errors }) =>
            errors.map(({ field, code, message }) => (
              <div key={`${field} ${code}`} className="fq-overdue">
                {message}
              </div>
            )),
        },
      ]}
    />
  );
}

function Facts({ launch: { fields, warnings } }: { readonly launch: PreviewedLaunch }) {
  const t = useLaunchPhrases();
  const p = usePartPhrases();
  return (
    <>
      {fields.length > 0 && (
        <PlainTable
          caption={t.fieldsCaption}
          rows={fields}
          idOf={({ code }) => code}
          columns={[
            { name: 'field', title: t.field, heading: true, cell: ({ name }) => name },
            { name: 'powers', title: t.fieldPowers, cell: ({ powers }) => powers },
            {
              name: 'officers',
              title: t.officers,
              cell: ({ officers, needed }) => (
                <>
                  {t.officersOf(officers, needed)} {officers < needed && <Tag tone="waiting">{t.short}</Tag>}
                </>
              ),
            },
          ]}
        />
      )}
      {warnings.length > 0 && (
        <>
          <h3>{t.notes}</h3>
          <ul>
            {warnings.map(({ code, message, powers }) => (
              <li key={code}>
                {message}
                <details>
                  <summary>{t.concerns(powers.length)}</summary>
                  {p.list(powers)}
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Steps({ launch: { steps } }: { readonly launch: PreviewedLaunch }) {
  const t = useLaunchPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const roleName = useRoleName();
  if (steps.length === 0) return null;
  return (
    <details open>
      <summary>{t.steps}</summary>
      <PlainTable
        caption={t.stepsCaption}
        rows={steps}
        idOf={({ step }) => step}
        columns={[
          { name: 'step', title: t.step, heading: true, cell: ({ title }) => title },
          {
            name: 'who',
            title: t.who,
            cell: ({ organisations }) =>
              organisations.length === 0
                ? t.automatic
                : organisations.map(({ id, name, role, powers }) => (
                    <div key={id}>{t.whoPowers(name, roleName(role), powers)}</div>
                  )),
          },
          { name: 'days', title: t.days, cell: ({ days }) => (days === null ? '—' : t.daysOf(days)) },
          {
            name: 'latest',
            title: t.latest,
            cell: ({ latest, provisional }) => {
              if (latest === null) return '—';
              const day = formatDay(latest, language);
              return provisional ? <span title={p.provisionalWhy}>{p.provisional(day)}</span> : day;
            },
          },
        ]}
      />
    </details>
  );
}

function List({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const t = useLaunchPhrases();
  const p = usePartPhrases();
  return (
    <PlainTable
      caption={t.listCaption}
      rows={rows}
      idOf={({ row }) => String(row)}
      columns={[
        {
          name: 'power',
          title: t.power,
          heading: true,
          cell: ({ code, name }) => (
            <>
              {name} <span className="fq-muted">{code}</span>
            </>
          ),
        },
        { name: 'mode', title: t.mode, cell: ({ mode }) => (mode === null ? '—' : t.modes[mode]) },
        {
          name: 'scope',
          title: t.scope,
          cell: ({ scope, period }) => (
            <>
              {scope?.territory}
              {scope && scope.reserved.length > 0 && (
                <div className="fq-muted">{p.named(p.reserved, p.list(scope.reserved))}</div>
              )}
              {period && (
                <div>
                  {period.from} – {period.until}
                </div>
              )}
            </>
          ),
        },
        { name: 'authorisation', title: t.listAuthorisation, cell: ({ authorisation }) => authorisation ?? '—' },
      ]}
    />
  );
}
