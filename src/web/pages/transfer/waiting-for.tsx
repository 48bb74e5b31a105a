import { Link } from 'react-router';
import { statesWhere, useProcedure } from '../../api/procedure';
import { useOrganisations } from '../../api/queries';
import type { OpenTask, Transfer } from '../../api/types';
import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { useAboutName } from '../../parts/about-name';
import { Deadline } from '../../parts/deadline';
import { PlainTable, type Column } from '../../parts/paged-table';
import { useCodes, useTransferPhrases } from './phrases';

/** Who holds it up and since when: the open tasks. */
export function WaitingFor({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const aboutName = useAboutName();
  const codes = useCodes();
  const columns: Column<OpenTask>[] = [
    { name: 'office', title: t.office, heading: true, cell: ({ organisation }) => nameOf(organisation) },
    {
      name: 'task',
      title: t.taskColumn,
      cell: ({ id, title, about }) => (
        <Link to={`/tasks/${id}`}>{about === null ? title : `${title} · ${aboutName(about)}`}</Link>
      ),
    },
    { name: 'powers', title: t.powers, cell: ({ powers }) => codes(powers) },
    { name: 'since', title: t.sinceColumn, cell: ({ opened }) => formatDay(opened, language) },
    { name: 'deadline', title: t.deadline, cell: (task) => <Deadline task={task} /> },
  ];
  const stays = statesWhere(useProcedure().data, 'stays');
  const waits = transfer.powers.some(({ state }) => stays.has(state));
  return (
    <section>
      <h2>{t.heldBy}</h2>
      {transfer.suspended && <p role="note">{t.nobodySuspended}</p>}
      {transfer.tasks.length > 0 ? (
        <PlainTable caption={t.heldBy} columns={columns} rows={transfer.tasks} idOf={({ id }) => id} />
      ) : (
        <p className="fq-muted">{waits ? t.nobodyTrial : t.nobody}</p>
      )}
    </section>
  );
}
