import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import Button from 'antd/es/button';
import { pathOfMatter } from '../../api/procedure';
import { useAnswer, useOrganisations } from '../../api/queries';
import type { Completed, Matter, TaskDetail } from '../../api/types';
import { usePhrases } from '../../i18n/language';
import { useAboutName } from '../../parts/about-name';
import { Deadline } from '../../parts/deadline';
import { PageHeader } from '../../parts/page-header';
import { en } from './en';
import { zh } from './zh';

/** What was sent: the answer, the task as it was, and whether powers are left in it. */
export interface Sent {
  readonly completed: Completed;
  readonly task: TaskDetail;
  readonly left: number;
}

/** Says that it is done and what happens next, with the tasks that were opened by it. */
export function Done({ sent, again }: { readonly sent: Sent; readonly again: () => void }) {
  const t = usePhrases({ zh, en });
  const nameOf = useOrganisations();
  const aboutName = useAboutName();
  const { completed, task, left } = sent;
  const matter = useAnswer<Matter>(`/api/matters/${encodeURIComponent(completed.matter.id)}`);
  const opened = (matter.data?.tasks ?? []).filter(({ id }) => completed.opened.includes(id));
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <PageHeader title={left > 0 ? t.donePart : t.doneTitle} about={`${task.title} · ${task.matter.title}`} />
      <section className="fq-card fq-done" ref={box} tabIndex={-1} role="status">
        <p>
          <strong>{t.doneRecorded}</strong>
        </p>
        <h2>{t.next}</h2>
        {opened.length === 0 && <p>{t.nextNothing}</p>}
        <ul>
          {opened.map((next) => (
            <li key={next.id}>
              <Link to={`/tasks/${next.id}`}>
                {t.nextTask(
                  nameOf(next.organisation),
                  next.about === null ? next.title : `${next.title} · ${aboutName(next.about)}`,
                )}
              </Link>{' '}
              <Deadline task={next} />
            </li>
          ))}
        </ul>
        {left > 0 && (
          <p>
            {t.stillOpen} <Button onClick={again}>{t.carryOn}</Button>
          </p>
        )}
      </section>
      <div className="fq-actions">
        <Link to="/tasks">{t.toTasks}</Link>
        <Link to={pathOfMatter(completed.matter)}>{t.toTransfer}</Link>
      </div>
    </>
  );
}
