/** Several tasks of one kind with one answer: written once, checked, and answered for one by one. */
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useProcedure } from '../../api/procedure';
import { keyOf } from '../../api/queries';
import { send } from '../../api/request';
import type { TaskDetail } from '../../api/types';
import { useLanguage, usePhrases } from '../../i18n/language';
import { Empty, Loading } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { en } from '../tasks/en';
import { zh } from '../tasks/zh';
import { areAlike } from './alike';
import { BulkAnswer } from './bulk-answer';

export function Component() {
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const client = useQueryClient();
  const [parameters] = useSearchParams();
  const ids = (parameters.get('ids') ?? '').split(',').filter((id) => id !== '');
  const queries = useQueries({
    queries: ids.map((id) => ({
      queryKey: keyOf(language, `/api/tasks/${id}`),
      queryFn: ({ signal }: { signal: AbortSignal }) => send<TaskDetail>(`/api/tasks/${id}`, { language, signal }),
      // an answer is written to the tasks as they were opened
      staleTime: Infinity,
    })),
  });
  const { data: procedure } = useProcedure(queries.find(({ data }) => data)?.data?.matter.procedure);
  const back = { to: '/tasks', title: t.title };
  if (queries.some(({ isPending }) => isPending) || !procedure) return <Loading />;
  const tasks = queries.flatMap(({ data }) => (data?.mayComplete === true ? [data] : []));
  const [first] = tasks;
  if (!first) {
    return (
      <>
        <PageHeader title={t.bulk} back={back} />
        <Empty>{t.bulkNone}</Empty>
      </>
    );
  }
  if (!areAlike(tasks, procedure.steps)) {
    return (
      <>
        <PageHeader title={t.bulkTitle(first.title)} back={back} />
        <Empty>{t.bulkOne}</Empty>
        <ul>
          {tasks.map(({ id, title, matter }) => (
            <li key={id}>
              <Link to={`/tasks/${id}`}>
                {title} · {matter.title}
              </Link>
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t.bulkTitle(first.title)} about={t.bulkAbout(tasks.length)} back={back} />
      <BulkAnswer tasks={tasks} first={first} client={client} />
    </>
  );
}
