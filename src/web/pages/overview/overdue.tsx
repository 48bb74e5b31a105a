import { formatLimit } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { Empty } from '../../parts/load-state';
import { PlainTable } from '../../parts/paged-table';
import { Behind } from './behind-link';
import { useOverviewPhrases } from './phrases';
import type { OverdueOffice } from './types';

/** Who is late, the most first. */
export function Overdue({ offices }: { readonly offices: readonly OverdueOffice[] }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  return (
    <section className="fq-card">
      <h2>{t.overdueTitle}</h2>
      {offices.length === 0 ? (
        <Empty>{t.noOverdue}</Empty>
      ) : (
        <PlainTable
          caption={t.overdueCaption}
          rows={offices}
          idOf={({ organisation }) => organisation}
          columns={[
            { name: 'organisation', title: t.organisation, heading: true, cell: ({ name }) => name },
            {
              name: 'tasks',
              title: t.tasks,
              cell: ({ name, tasks, query }) => (
                <Behind query={query} count={tasks} label={`${name}: ${t.countOf(tasks, t.tasks)}`} />
              ),
            },
            {
              name: 'powers',
              title: t.powers,
              cell: ({ name, powers, query }) => (
                <Behind query={query} count={powers} label={`${name}: ${t.countOf(powers, t.powers)}`} />
              ),
            },
            {
              name: 'oldest',
              title: t.oldest,
              cell: ({ oldestDue }) => (oldestDue === null ? '—' : formatLimit(oldestDue, language)),
            },
          ]}
        />
      )}
    </section>
  );
}
