import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { PlainTable } from '../../parts/paged-table';
import { Behind } from './behind-link';
import { Chart } from './chart';
import { useOverviewPhrases } from './phrases';
import type { TrendWeek } from './types';

const series = ['launched', 'handedOver', 'ended', 'completed'] as const;

/** The last weeks. */
export function Trend({ weeks }: { readonly weeks: readonly TrendWeek[] }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  return (
    <section className="fq-card">
      <h2>{t.trend}</h2>
      <Chart
        name={t.trend}
        shape="lines"
        categories={weeks.map(({ week }) => week.slice(5))}
        series={series.map((name) => ({
          name: t[name],
          values: weeks.map((week) => week[name]),
        }))}
      />
      <PlainTable
        caption={t.trendCaption}
        rows={[...weeks].reverse()}
        idOf={({ week }) => week}
        columns={[
          { name: 'week', title: t.week, heading: true, cell: ({ week }) => formatDay(week, language) },
          ...series.map((name) => ({
            name,
            title: t[name],
            cell: (week: TrendWeek) => (
              <Behind
                query={week.queries[name]}
                count={week[name]}
                label={`${formatDay(week.week, language)}: ${t.countOf(week[name], t[name])}`}
              />
            ),
          })),
        ]}
      />
    </section>
  );
}
