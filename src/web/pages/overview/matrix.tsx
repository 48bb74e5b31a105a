import { Behind } from './behind-link';
import { useOverviewPhrases } from './phrases';
import { heldOf, levelOf } from './progress';
import type { MatrixCell, Overview } from './types';

/** Sub-districts by field: numbers, words and a colour that only repeats them. */
export function Matrix({
  matrix: { subDistricts, fields, cells },
  held,
}: {
  readonly matrix: Overview['matrix'];
  /** States in which the sub-district exercises a power. */
  readonly held: ReadonlySet<string>;
}) {
  const t = useOverviewPhrases();
  const at = (subDistrict: string, field: string) =>
    cells.find((cell) => cell.subDistrict === subDistrict && cell.field === field);
  const shown = fields.filter(({ code }) => cells.some(({ field }) => field === code));
  const totalOf = (subDistrict: string) =>
    cells.filter((cell) => cell.subDistrict === subDistrict).reduce((sum, { total }) => sum + total, 0);
  return (
    <section className="fq-card">
      <h2>{t.matrix}</h2>
      <p className="fq-muted">{t.matrixAbout}</p>
      <div className="fq-scroll" role="region" aria-label={t.matrixCaption} tabIndex={0}>
        <table className="fq-table fq-matrix">
          <caption className="fq-hidden">{t.matrixCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.subDistrict}</th>
              {shown.map(({ code, name }) => (
                <th key={code} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{t.total}</th>
            </tr>
          </thead>
          <tbody>
            {subDistricts.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {shown.map((field) => (
                  <Cell key={field.code} cell={at(id, field.code)} held={held} name={`${name} ${field.name}`} />
                ))}
                <td>
                  <Behind
                    query={`/api/transfers?${new URLSearchParams({ subDistrict: id }).toString()}`}
                    count={totalOf(id)}
                    label={`${name}: ${t.countOf(totalOf(id), t.powers)}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({
  cell,
  held: states,
  name,
}: {
  readonly cell: MatrixCell | undefined;
  readonly held: ReadonlySet<string>;
  readonly name: string;
}) {
  const t = useOverviewPhrases();
  if (!cell) return <td className="fq-muted">{t.nothing}</td>;
  const held = heldOf(cell, states);
  return (
    <td className={`fq-level-${levelOf(held, cell.total)}`}>
      <strong>
        <Behind query={cell.query} count={cell.total} label={`${name}: ${t.cell(cell.total, held)}`} />
      </strong>{' '}
      {t.percent(String(Math.round((held / cell.total) * 100)))}
      <ul>
        {cell.states.map(({ state, title, count, query }) => (
          <li key={state}>
            <Behind query={query} count={count} label={`${name}: ${title} ${count}`}>
              {title} {count}
            </Behind>
          </li>
        ))}
      </ul>
    </td>
  );
}
