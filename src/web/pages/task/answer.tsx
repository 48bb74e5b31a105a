/** The answer to a task: written part by part, checked, sent. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAct } from '../../api/command';
import { touchTransfer } from '../../api/queries';
import type { Completed, JsonSchema, TaskDetail } from '../../api/types';
import type { Attached } from '../../forms/draft';
import { useChoiceNames } from '../../forms/names';
import { OtherTab } from '../../forms/other-tab';
import { answered, carriesOn, outcomesToSend } from '../../forms/outcomes';
import { filledIn } from '../../forms/schema';
import { usePhrases } from '../../i18n/language';
import { ErrorSummary, faultsOf, focusField, type FieldFault } from '../../parts/error-summary';
import { AnswerPart } from './answer-part';
import { CheckAnswers } from './check-answers';
import type { Sent } from './done';
import { en } from './en';
import { useFaultsOf } from './faults';
import { partsOf, partWith } from './parts';
import { usePartTitle } from './phrases';
import { useDraft } from './use-draft';
import { zh } from './zh';

export function Answer({
  task,
  username,
  sent,
}: {
  readonly task: TaskDetail;
  readonly username: string;
  readonly sent: (sent: Sent) => void;
}) {
  const t = usePhrases({ zh, en });
  const client = useQueryClient();
  const titleOf = usePartTitle();
  const { formSchema: schema, powerSchema, outcomes, powers } = task;
  const { draft, change, discard, startAgain, wasKept, merged, clashes } = useDraft(username, task.id, schema);
  const [parameters, setParameters] = useSearchParams();
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const wanted = useRef<string>(undefined);
  const names = useChoiceNames(schema);
  const faultsIn = useFaultsOf(task);
  const parts = partsOf(schema, powers.length);
  const at = parameters.get('part') ?? parts[0]?.id ?? '';
  const checking = at === 'check';
  const nameOf = (pointer: string): string => {
    const [, place = '', name = ''] = pointer.split('/');
    const form: JsonSchema = schema;
    if (place === 'form') return form.properties?.[name]?.title ?? name;
    return place === 'comment' ? t.comment : name;
  };
  const part = parts.find(({ id }) => id === at) ?? parts[0];

  const complete = useAct<Completed>(async (completed) => {
    const left = powers.length - answered(powers, draft).length;
    discard();
    sent({ completed, task, left });
    await touchTransfer(client, new Set([task.matter.id]));
  });
  const go = (id: string) => {
    setParameters(id === parts[0]?.id ? {} : { part: id }, { preventScrollReset: false });
    window.scrollTo({ top: 0 });
  };
  const leadTo = (pointer: string) => {
    const home = partWith(parts, pointer);
    if (home) go(home.id);
    wanted.current = pointer;
  };
  // the field is there once its part is shown
  useEffect(() => {
    if (wanted.current !== undefined && focusField(wanted.current)) wanted.current = undefined;
  }, [at]);

  const onward = () => {
    if (!part) return;
    const here = faultsIn(draft).filter(({ field }) => partWith(parts, field) === part);
    setFaults(here);
    if (here.length > 0) return;
    const next = parts[parts.indexOf(part) + 1];
    go(next?.id ?? 'check');
  };
  const submit = () => {
    const found = faultsIn(draft);
    setFaults(found);
    if (found.length > 0) return;
    complete.mutate({
      path: `/api/tasks/${encodeURIComponent(task.id)}/complete`,
      body: {
        outcomes: outcomesToSend(powers, draft, outcomes, powerSchema),
        form: filledIn(schema, draft.form, carriesOn(powers, draft, outcomes)),
        ...(draft.comment.trim() ? { comment: draft.comment.trim() } : {}),
        ...(draft.evidence.length > 0 ? { evidence: draft.evidence.map(({ id }) => id) } : {}),
      },
    });
  };
  const shownFaults = faults.length > 0 ? faults : faultsOf(complete.error);
  const context = {
    faults: new Map(shownFaults.map(({ field, message }) => [field, message])),
    names,
    files: draft.files,
    attach: (file: Attached) => change((before) => ({ ...before, files: [...before.files, file] })),
  };
  return (
    <section aria-label={t.partTitles.all}>
      {wasKept && (
        <p role="status" className="fq-muted">
          {t.draftKept}{' '}
          <button type="button" className="fq-link-button" onClick={startAgain}>
            {t.startAgain}
          </button>
        </p>
      )}
      <OtherTab merged={merged} clashes={clashes} nameOf={nameOf} />
      <ErrorSummary faults={faults} error={faults.length === 0 ? complete.error : null} lead={leadTo} />
      {parts.length > 1 && (
        <nav aria-label={t.parts} className="fq-no-print">
          <ol className="fq-parts">
            {[...parts.map((one) => ({ id: one.id, title: titleOf(one) })), { id: 'check', title: t.check }].map(
              ({ id, title }) => (
                <li key={id}>
                  <button
                    type="button"
                    {...(id === at ? { 'aria-current': 'step' as const } : {})}
                    onClick={() => go(id)}
                  >
                    {title}
                  </button>
                </li>
              ),
            )}
          </ol>
        </nav>
      )}
      {checking || !part ? (
        <CheckAnswers
          task={task}
          draft={draft}
          parts={parts}
          names={names}
          busy={complete.isPending}
          go={go}
          submit={submit}
        />
      ) : (
        <div className="fq-card">
          <AnswerPart task={task} part={part} draft={draft} change={change} context={context} title={titleOf(part)} />
          <div className="fq-actions">
            <Button type="primary" size="large" onClick={onward}>
              {parts.at(-1) === part ? t.toCheck : t.continue}
            </Button>
            {parts.indexOf(part) > 0 && (
              <Button size="large" onClick={() => go(parts[parts.indexOf(part) - 1]?.id ?? '')}>
                {t.previous}
              </Button>
            )}
            <span className="fq-muted">{t.autosave}</span>
          </div>
        </div>
      )}
    </section>
  );
}
