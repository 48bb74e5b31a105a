/** What waits for the person and their office; several of one kind are completed together. */
import Button from 'antd/es/button';
import { useState } from 'react';
import { Link } from 'react-router';
import { pathOfMatter, useProcedures } from '../../api/procedure';
import { usePages } from '../../api/queries';
import type { Task } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ClaimOf } from '../../claims/claim';
import { useClaimPhrases } from '../../claims/phrases';
import { usePhrases } from '../../i18n/language';
import { useAboutName } from '../../parts/about-name';
import { useAddress } from '../../parts/address-filters';
import { Deadline } from '../../parts/deadline';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, rowsOf, type Column } from '../../parts/paged-table';
import { Tag } from '../../parts/state-tag';
import { en } from './en';
import { TaskFilters } from './filters';
import { zh } from './zh';
import { usePartPhrases } from '../../parts/phrases';

export function Component() {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const c = useClaimPhrases();
  const { role } = useSignedIn();
  const address = useAddress();
  const office = address.value('scope') === 'office';
  const step = address.value('step');
  const overdue = address.value('overdue') === 'true';
  const claim = address.value('claim');
  const search = address.value('q');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const query = usePages<Task>('/api/tasks', {
    scope: office ? 'office' : 'mine',
    procedure: address.value('procedure'),
    step,
    overdue: overdue ? true : undefined,
    claim,
    q: search,
    limit: 100,
  });
  const procedures = useProcedures();
  const procedure = address.value('procedure');
  const steps = procedures.filter(({ code }) => procedure === '' || code === procedure).flatMap((one) => one.steps);
  const aboutName = useAboutName();
  const nameOf = ({ title, about }: Task) => (about === null ? title : `${title} · ${aboutName(about)}`);
  const rows = rowsOf(query.data);
  const chosen = rows.filter(({ id }) => selected.has(id));
  const kind = chosen[0]?.step;
  const alike = office ? [] : rows.filter((task) => task.step === kind);
  const toggle = (task: Task) => {
    // tasks of one kind only: another kind begins anew
    const next = new Set(task.step === kind ? selected : []);
    if (next.has(task.id)) next.delete(task.id);
    else next.add(task.id);
    setSelected(next);
  };
  const columns: Column<Task>[] = [
    ...(office || role === 'auditor'
      ? []
      : [
          {
            name: 'select',
            title: <span className="fq-hidden">{t.select}</span>,
            label: t.select,
            cell: (task: Task) => (
              <input
                type="checkbox"
                aria-label={t.selectTask(`${nameOf(task)} ${task.matter.title}`)}
                checked={selected.has(task.id)}
                onChange={() => toggle(task)}
              />
            ),
          },
        ]),
    {
      name: 'task',
      title: t.task,
      heading: true,
      cell: (task) => (
        <>
          <Link to={`/tasks/${task.id}`}>{nameOf(task)}</Link> {task.overdue && <Tag tone="bad">{t.overdue}</Tag>}{' '}
          {task.suspended && <Tag tone="waiting">{t.suspended}</Tag>}
        </>
      ),
    },
    {
      name: 'transfer',
      title: t.transfer,
      cell: ({ matter }) => <Link to={pathOfMatter(matter)}>{matter.title}</Link>,
    },
    {
      name: 'powers',
      title: t.powers,
      cell: ({ powers }) => <span title={p.list(powers)}>{powers.length}</span>,
    },
    {
      name: 'deadline',
      title: t.deadline,
      cell: (task) => <Deadline task={task} />,
    },
    {
      name: 'claim',
      title: c.heading,
      // of all that the office has before it, some is for other roles
      cell: (task) => (
        <ClaimOf task={task} name={`${nameOf(task)} ${task.matter.title}`} mayClaim={!office && role !== 'auditor'} />
      ),
    },
  ];
  const filtered = procedure !== '' || step !== '' || overdue || claim !== '' || search !== '';
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <TaskFilters
        procedures={procedures}
        steps={steps.filter(({ parties }) =>
          parties.some((one) => (office ? one.role !== 'system' : one.role === role)),
        )}
        address={address}
      />
      {chosen.length > 0 && kind !== undefined && (
        <div className="fq-card fq-row" role="status">
          <strong>{t.selected(chosen.length)}</strong>
          {alike.length > chosen.length && (
            <Button onClick={() => setSelected(new Set(alike.map(({ id }) => id)))}>
              {t.selectAll(chosen[0]?.title ?? '')}
            </Button>
          )}
          <Link className="fq-button" to={`/tasks/bulk?ids=${chosen.map(({ id }) => id).join(',')}`}>
            {t.bulk}
          </Link>
          <Button onClick={() => setSelected(new Set())}>{t.clear}</Button>
        </div>
      )}
      <PagedTable
        query={query}
        caption={t.caption}
        columns={columns}
        idOf={({ id }) => id}
        empty={filtered ? t.emptyFiltered : t.emptyMine}
      />
    </>
  );
}
