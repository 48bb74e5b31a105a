import { formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { Empty } from '../../parts/load-state';
import { PlainTable } from '../../parts/paged-table';
import { Behind } from './behind-link';
import { Chart } from './chart';
import { useOverviewPhrases } from './phrases';
import type { StepDuration } from './types';

/** How long steps take: half and nine tenths of the tasks, beside the limit. */
export function Durations({ steps }: { readonly steps: readonly StepDuration[] }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  const number = (value: number) => formatNumber(Math.round(value * 10) / 10, language);
  return (
    <section className="fq-card">
      <h2>{t.durations}</h2>
      <p className="fq-muted">{t.durationsAbout}</p>
      {steps.length === 0 ? (
        <Empty>{t.noDurations}</Empty>
      ) : (
        <>
          <Chart
            name={t.durations}
            shape="bars"
            categories={steps.map(({ title }) => title)}
            series={[
              { name: t.median, values: steps.map(({ median }) => median) },
              { name: t.p90, values: steps.map(({ p90 }) => p90) },
              { name: t.limit, values: steps.map(({ limit }) => limit) },
            ]}
          />
          <PlainTable
            caption={t.durationsCaption}
            rows={steps}
            idOf={({ step }) => step}
            columns={[
              { name: 'step', title: t.step, heading: true, cell: ({ title }) => title },
              {
                name: 'count',
                title: t.count,
                cell: ({ title, count, query }) => (
                  <Behind query={query} count={count} label={`${title}: ${t.countOf(count, t.count)}`} />
                ),
              },
              { name: 'median', title: t.median, cell: ({ median }) => number(median) },
              {
                name: 'p90',
                title: t.p90,
                cell: ({ p90, limit }) => (
                  <span className={limit !== null && p90 > limit ? 'fq-overdue' : ''}>{number(p90)}</span>
                ),
              },
              { name: 'limit', title: t.limit, cell: ({ limit }) => (limit === null ? '—' : number(limit)) },
            ]}
          />
        </>
      )}
    </section>
  );
}
