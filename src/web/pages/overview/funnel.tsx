import { PlainTable, type Column } from '../../parts/paged-table';
import { Behind } from './behind-link';
import { Chart } from './chart';
import { useOverviewPhrases } from './phrases';
import type { FunnelStep } from './types';

/** What waits at each step, in the order of the procedure. */
export function Funnel({ steps }: { readonly steps: readonly FunnelStep[] }) {
  const t = useOverviewPhrases();
  const shown = steps.filter(({ tasks }) => tasks > 0);
  const columns: Column<FunnelStep>[] = [
    { name: 'step', title: t.step, heading: true, cell: ({ title }) => title },
    {
      name: 'powers',
      title: t.powers,
      cell: ({ title, powers, query }) => (
        <Behind query={query} count={powers} label={`${title}: ${t.countOf(powers, t.powers)}`} />
      ),
    },
    {
      name: 'tasks',
      title: t.tasks,
      cell: ({ title, tasks, tasksQuery }) => (
        <Behind query={tasksQuery} count={tasks} label={`${title}: ${t.countOf(tasks, t.tasks)}`} />
      ),
    },
    {
      name: 'overdue',
      title: t.overdue,
      cell: ({ title, overdue, overdueQuery }) => (
        <span className={overdue > 0 ? 'fq-overdue' : ''}>
          <Behind query={overdueQuery} count={overdue} label={`${title}: ${t.countOf(overdue, t.overdue)}`} />
        </span>
      ),
    },
  ];
  return (
    <section className="fq-card">
      <h2>{t.funnel}</h2>
      <Chart
        name={t.funnel}
        shape="bars"
        categories={shown.map(({ title }) => title)}
        series={[
          { name: t.powers, values: shown.map(({ powers }) => powers) },
          { name: t.overdue, values: shown.map(({ overdue }) => overdue) },
        ]}
      />
      <PlainTable caption={t.funnelCaption} columns={columns} rows={shown} idOf={({ step }) => step} />
    </section>
  );
}
