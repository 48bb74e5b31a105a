import { Link } from 'react-router';
import { statesWhere, useProcedure } from '../api/procedure';
import { useOrganisations } from '../api/queries';
import type { OpenTask } from '../api/types';
import { formatDay } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { useAboutName } from '../parts/about-name';
import { Deadline } from '../parts/deadline';
import { PlainTable, type Column } from '../parts/paged-table';
import { useCodes, useMatterPhrases } from './phrases';
import type { Shown } from './shown';

/** Who holds it up and since when: the open tasks. */
export function WaitingFor({ matter }: { readonly matter: Shown }) {
  const t = useMatterPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const aboutName = useAboutName();
  const codes = useCodes();
  const { data: procedure } = useProcedure(matter.procedure);
  const columns: Column<OpenTask>[] = [
    { name: 'office', title: t.office, heading: true, cell: ({ organisation }) => nameOf(organisation) },
    {
      name: 'task',
      title: t.taskColumn,
      cell: ({ id, title, about }) => (
        <Link to={`/tasks/${id}`}>{about === null ? title : `${title} · ${aboutName(about)}`}</Link>
      ),
    },
    { name: 'powers', title: procedure?.item.many ?? '', cell: ({ powers }) => codes(powers) },
    { name: 'since', title: t.sinceColumn, cell: ({ opened }) => formatDay(opened, language) },
    { name: 'deadline', title: t.deadline, cell: (task) => <Deadline task={task} /> },
  ];
  const stays = statesWhere(procedure, 'stays');
  const waits = matter.items.some(({ state }) => stays.has(state));
  return (
    <section>
      <h2>{t.heldBy}</h2>
      {matter.suspended && <p role="note">{t.nobodySuspended}</p>}
      {matter.tasks.length > 0 ? (
        <PlainTable caption={t.heldBy} columns={columns} rows={matter.tasks} idOf={({ id }) => id} />
      ) : (
        <p className="fq-muted">{waits ? t.nobodyTrial : t.nobody}</p>
      )}
    </section>
  );
}
