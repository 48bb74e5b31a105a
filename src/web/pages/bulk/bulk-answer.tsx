import type { QueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Radio from 'antd/es/radio';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAct } from '../../api/command';
import { touchTransfer } from '../../api/queries';
import { problemFrom } from '../../api/request';
import type { BulkAnswer as Answers, TaskDetail } from '../../api/types';
import { emptyDraft, type Draft, type PowerDraft } from '../../forms/draft';
import '../../forms/forms.css';
import { useChoiceNames } from '../../forms/names';
import { Doubts, doubtsPointer } from '../../forms/doubts';
import { carriesOn, outcomesToSend, saidOfAll } from '../../forms/outcomes';
import { useFormPhrases } from '../../forms/phrases';
import { SchemaFields } from '../../forms/schema-fields';
import { doubtsIn, filledIn } from '../../forms/schema';
import { usePhrases } from '../../i18n/language';
import { useAboutName } from '../../parts/about-name';
import { ErrorSummary, fieldId, type FieldFault } from '../../parts/error-summary';
import { useFaultsOf } from '../task/faults';
import { en } from '../tasks/en';
import { zh } from '../tasks/zh';
import { usePartPhrases } from '../../parts/phrases';

type Result = Answers['results'][number];

/** One answer for all, its results one by one. */
export function BulkAnswer({
  tasks,
  first,
  client,
}: {
  readonly tasks: readonly TaskDetail[];
  readonly first: TaskDetail;
  readonly client: QueryClient;
}) {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const f = useFormPhrases();
  const aboutName = useAboutName();
  const [said, setSaid] = useState<PowerDraft>({});
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(first.formSchema));
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [sure, setSure] = useState(false);
  const [results, setResults] = useState<readonly Result[]>([]);
  const faultsIn = useFaultsOf(first);
  const names = useChoiceNames(first.formSchema);
  const complete = useAct<Answers>(async (answer) => {
    setResults((before) => [
      ...before.filter(({ id }) => !answer.results.some((one) => one.id === id)),
      ...answer.results,
    ]);
    await touchTransfer(client, new Set(tasks.map(({ matter }) => matter.id)));
  });
  // outcomes that ask for particulars of each power are said one by one
  const outcomes = first.outcomes.filter(({ needs }) => !needs.includes('particulars'));
  const needs = outcomes.find(({ code }) => code === said.outcome)?.needs ?? [];
  const full = (task: TaskDetail): Draft => saidOfAll(draft, task.powers, said);

  const isDone = (id: string) => results.some((one) => one.id === id && one.status === 200);
  const waiting = tasks.filter(({ id }) => !isDone(id));
  const doubts = doubtsIn(first.formSchema, draft.form, '/form');
  const submit = () => {
    const wrong =
      said.outcome === undefined ? [{ field: '/outcomes', message: t.chooseOutcome }] : faultsIn(full(first));
    const unsure = doubts.length > 0 && !sure ? [{ field: doubtsPointer, message: f.sureFirst }] : [];
    const found = wrong.length > 0 ? wrong : unsure;
    setFaults(found);
    if (found.length > 0) return;
    complete.mutate({
      path: '/api/tasks/complete',
      body: {
        tasks: waiting.map((task) => ({
          id: task.id,
          outcomes: outcomesToSend(task.powers, full(task), task.outcomes, undefined),
          form: filledIn(task.formSchema, draft.form, carriesOn(task.powers, full(task), task.outcomes)),
        })),
      },
    });
  };
  const nameOf = ({ matter, about, powers }: TaskDetail) =>
    [matter.title, ...(about === null ? [] : [aboutName(about)]), p.list(powers)].join(' · ');
  const failed = results.filter(({ status }) => status !== 200);
  return (
    <>
      <ErrorSummary faults={faults} error={faults.length === 0 ? complete.error : null} />
      {results.length > 0 && (
        <section className="fq-card" role="status">
          <h2>{t.done(results.length - failed.length)}</h2>
          {failed.length > 0 && <p className="fq-overdue">{t.failed(failed.length)}</p>}
          <ul>
            {failed.map(({ id, status, body }) => {
              const task = tasks.find((one) => one.id === id);
              return (
                <li key={id}>
                  {task && <Link to={`/tasks/${id}`}>{nameOf(task)}</Link>} {problemFrom(status, body).message}
                </li>
              );
            })}
          </ul>
          <Link to="/tasks">{t.title}</Link>
        </section>
      )}
      {waiting.length > 0 && (
        <section className="fq-card">
          <h2>{t.bulkTasks}</h2>
          <ul>
            {waiting.map((task) => (
              <li key={task.id}>
                <Link to={`/tasks/${task.id}`}>{nameOf(task)}</Link>
              </li>
            ))}
          </ul>
          <div className="fq-field" id={fieldId('/outcomes')} tabIndex={-1}>
            <h2 id="bulk-outcome">{t.outcomeOfAll}</h2>
            <Radio.Group
              aria-labelledby="bulk-outcome"
              name="bulk-outcome"
              value={said.outcome}
              onChange={(event) => setSaid({ ...said, outcome: String(event.target.value) })}
            >
              {outcomes.map(({ code, title }) => (
                <Radio key={code} value={code}>
                  {title}
                </Radio>
              ))}
            </Radio.Group>
          </div>
          {(['reason', 'conditions'] as const).map((name) =>
            needs.includes(name) ? (
              <div className="fq-field" key={name}>
                <label htmlFor={fieldId(`/outcomes/0/${name}`)}>{f[name]}</label>
                <textarea
                  id={fieldId(`/outcomes/0/${name}`)}
                  className="fq-input"
                  rows={3}
                  value={said[name] ?? ''}
                  onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
                />
              </div>
            ) : null,
          )}
          <SchemaFields
            schema={first.formSchema}
            values={draft.form}
            change={(form) => {
              setSure(false);
              setDraft({ ...draft, form });
            }}
            context={{
              faults: new Map(faults.map(({ field, message }) => [field, message])),
              names,
              files: draft.files,
              attach: (file) => setDraft((before) => ({ ...before, files: [...before.files, file] })),
            }}
          />
          <Doubts doubts={doubts} sure={sure} change={setSure} asked={false} />
          <Button type="primary" size="large" loading={complete.isPending} onClick={submit}>
            {failed.length > 0 ? t.tryAgain : t.submit(waiting.length)}
          </Button>
        </section>
      )}
    </>
  );
}
