/** The list behind a number of the overview: the transfers or the tasks that it counts. */
import { Link } from 'react-router';
import { pathOfMatter, statesWhere, useProcedure, useTitles } from '../../api/procedure';
import { useOrganisations, usePages, useWholeList } from '../../api/queries';
import { addressOf } from '../../api/request';
import type { Field, Task, Transfer } from '../../api/types';
import { dateAt } from '../../../domain/procedure/calendar';
import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { Deadline } from '../../parts/deadline';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, type Column } from '../../parts/paged-table';
import { usePartPhrases } from '../../parts/phrases';
import { StateTag, Tag } from '../../parts/state-tag';
import { useOverviewPhrases } from './phrases';

type Question = Readonly<Record<string, string>>;

/** `address` comes from this page's own address: whatever it says, only these two lists are asked. */
export function BehindList({ address }: { readonly address: string }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  const [path = '', text = ''] = address.split('?');
  const question: Question = Object.fromEntries(new URLSearchParams(text));
  const tasks = path === '/api/tasks';
  return (
    <>
      <PageHeader
        title={`${t.behind}: ${tasks ? t.behindTasks : t.behindTransfers}`}
        about={<Asked question={question} />}
        back={{ to: '/overview', title: t.back }}
      >
        {!tasks &&
          (['xlsx', 'csv'] as const).map((format) => (
            <a key={format} href={addressOf(`/api/transfers.${format}`, { ...question, language })} download>
              {t.export} {format.toUpperCase()}
            </a>
          ))}
      </PageHeader>
      {tasks ? <Tasks question={question} /> : <Transfers question={question} />}
    </>
  );
}

/** What was asked, in words. */
function Asked({ question }: { readonly question: Question }) {
  const t = useOverviewPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const fields = useWholeList<Field>('/api/fields');
  const titles = useTitles(question['procedure']);
  const words = (name: string, value: string): string => {
    if (name === 'subDistrict' || name === 'organisation') return nameOf(value);
    if (name === 'field') return fields.data?.find(({ code }) => code === value)?.name ?? value;
    if (name === 'step') return titles.step(value);
    if (name === 'powerState') return value.split(',').map(titles.state).join(' / ');
    if (name === 'overdue') return t.yes;
    return name.startsWith('launched') || name.startsWith('ended') ? formatDay(value, language) : value;
  };
  return (
    <>
      {Object.entries(question).flatMap(([name, value]) => {
        const title = t.filters[name];
        return title === undefined
          ? []
          : [
              <Tag key={name} tone="working">
                {p.named(title, words(name, value))}
              </Tag>,
            ];
      })}
    </>
  );
}

/** Whether a power ended its way within the days that are asked for, where any are. */
function endedIn({ endedFrom: from, endedUntil: until }: Question, ended: boolean, since: string): boolean {
  if (from === undefined && until === undefined) return true;
  const day = dateAt(Date.parse(since));
  return ended && (from ?? day) <= day && day <= (until ?? day);
}

function Transfers({ question }: { readonly question: Question }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const ends = statesWhere(useProcedure().data, 'ends');
  const query = usePages<Transfer>('/api/transfers', question);
  const counted = ({ powers, tasks }: Transfer) =>
    powers.filter(
      ({ code, field, state, since }) =>
        endedIn(question, ends.has(state), since) &&
        (question['field'] === undefined || field === question['field']) &&
        (question['powerState'] === undefined || question['powerState'].split(',').includes(state)) &&
        (question['step'] === undefined ||
          tasks.some((task) => task.step === question['step'] && task.powers.includes(code))),
    ).length;
  const columns: Column<Transfer>[] = [
    {
      name: 'transfer',
      title: t.transfer,
      heading: true,
      cell: ({ id, title }) => <Link to={`/transfers/${id}`}>{title}</Link>,
    },
    {
      name: 'state',
      title: t.state,
      cell: ({ state, stateTitle }) => <StateTag whole state={state} title={stateTitle} />,
    },
    { name: 'subDistrict', title: t.subDistrict, cell: ({ subDistrict }) => nameOf(subDistrict) },
    { name: 'matching', title: t.matching, cell: (transfer) => counted(transfer) },
    { name: 'launched', title: t.launchedOn, cell: ({ launched }) => formatDay(launched, language) },
  ];
  return (
    <PagedTable
      query={query}
      caption={t.behindTransfers}
      columns={columns}
      idOf={({ id }) => id}
      empty={t.emptyBehind}
    />
  );
}

function Tasks({ question }: { readonly question: Question }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const query = usePages<Task>('/api/tasks', question);
  const columns: Column<Task>[] = [
    { name: 'task', title: t.task, heading: true, cell: ({ id, title }) => <Link to={`/tasks/${id}`}>{title}</Link> },
    {
      name: 'transfer',
      title: t.transfer,
      cell: ({ matter }) => <Link to={pathOfMatter(matter)}>{matter.title}</Link>,
    },
    { name: 'organisation', title: t.organisation, cell: ({ organisation }) => nameOf(organisation) },
    { name: 'powers', title: t.powers, cell: ({ powers }) => powers.length },
    { name: 'opened', title: t.opened, cell: ({ opened }) => formatDay(opened, language) },
    { name: 'deadline', title: t.deadline, cell: (task) => <Deadline task={task} /> },
  ];
  return (
    <PagedTable query={query} caption={t.behindTasks} columns={columns} idOf={({ id }) => id} empty={t.emptyBehind} />
  );
}
