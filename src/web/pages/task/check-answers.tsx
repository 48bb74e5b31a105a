import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import { useState } from 'react';
import type { TaskDetail } from '../../api/types';
import type { Draft } from '../../forms/draft';
import { useFormPhrases } from '../../forms/phrases';
import { Doubts } from '../../forms/doubts';
import { answered, doubtsInAnswer, endsSome } from '../../forms/outcomes';
import { isEmpty } from '../../forms/schema';
import { usePhrases } from '../../i18n/language';
import { usePartTitle } from './phrases';
import { en } from './en';
import { FilledForm } from './filled-form';
import type { Part } from './parts';
import { zh } from './zh';
import { usePartPhrases } from '../../parts/phrases';

/** All answers, to be looked at before they are sent (the GOV.UK Design System's pattern); each can be changed. */
export function CheckAnswers({
  task,
  draft,
  parts,
  names,
  busy,
  go,
  submit,
}: {
  readonly task: TaskDetail;
  readonly draft: Draft;
  readonly parts: readonly Part[];
  readonly names: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly go: (part: string) => void;
  readonly submit: () => void;
}) {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const titleOf = usePartTitle();
  const { powers, outcomes, formSchema, powerSchema } = task;
  const [understood, setUnderstood] = useState(false);
  const [sure, setSure] = useState(false);
  const [asked, setAsked] = useState(false);
  const doubts = doubtsInAnswer(powers, draft, formSchema, powerSchema);
  const later = powers.length - answered(powers, draft).length;
  const ending = endsSome(powers, draft, outcomes);
  const files = new Map([...names, ...draft.files.map(({ id, name }): [string, string] => [id, name])]);
  const send = () => {
    if ((ending.length > 0 && !understood) || (doubts.length > 0 && !sure)) setAsked(true);
    else submit();
  };
  return (
    <div className="fq-card">
      <h2>{t.checkTitle}</h2>
      <p>{t.checkLead}</p>
      {later > 0 && answered(powers, draft).length > 0 && <p role="note">{t.checkLater(later)}</p>}
      {parts.map((part) => {
        const title = titleOf(part);
        return (
          <section key={part.id}>
            <div className="fq-row fq-row-spread">
              <h3>{title}</h3>
              <Button type="link" aria-label={t.changeWhat(title)} onClick={() => go(part.id)}>
                {t.change}
              </Button>
            </div>
            {part.powers && <Outcomes task={task} draft={draft} />}
            {part.fields.length > 0 && (
              <FilledForm
                schema={{
                  properties: Object.fromEntries(
                    Object.entries(formSchema.properties ?? {}).filter(([name]) => part.fields.includes(name)),
                  ),
                }}
                values={draft.form}
                names={files}
              />
            )}
            {part.evidence && (
              <dl className="fq-facts fq-facts-wide">
                <dt>{t.evidence}</dt>
                <dd>{draft.evidence.length === 0 ? t.none : p.list(draft.evidence.map(({ name }) => name))}</dd>
                <dt>{t.comment}</dt>
                <dd>{draft.comment.trim() || t.none}</dd>
              </dl>
            )}
          </section>
        );
      })}
      <Doubts doubts={doubts} sure={sure} change={setSure} asked={asked} />
      {ending.length > 0 && (
        <div className="fq-warning">
          <p>{t.checkFinal(p.list(ending))}</p>
          {asked && !understood && (
            <p className="fq-field-fault" role="alert">
              {t.understandFirst}
            </p>
          )}
          <Checkbox checked={understood} onChange={(event) => setUnderstood(event.target.checked)}>
            {t.understood}
          </Checkbox>
        </div>
      )}
      <div className="fq-actions">
        <Button type="primary" size="large" loading={busy} onClick={send}>
          {busy ? t.submitting : t.submit}
        </Button>
        <Button size="large" onClick={() => go(parts.at(-1)?.id ?? '')}>
          {t.previous}
        </Button>
      </div>
    </div>
  );
}

function Outcomes({ task, draft }: { readonly task: TaskDetail; readonly draft: Draft }) {
  const f = useFormPhrases();
  const p = usePartPhrases();
  const said = answered(task.powers, draft);
  const nameOf = (code: string) => task.items.find((power) => power.code === code)?.name ?? '';
  return (
    <table className="fq-answers">
      <thead className="fq-hidden">
        <tr>
          <th scope="col">{f.powerCode}</th>
          <th scope="col">{f.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {said.map((code) => {
          const { outcome, reason, conditions, particulars = {} } = draft.powers[code] ?? {};
          const chosen = task.outcomes.find((one) => one.code === outcome);
          return (
            <tr key={code}>
              <th scope="row">
                {code} {nameOf(code)}
              </th>
              <td>
                <strong>{chosen?.title}</strong>
                {chosen?.needs.includes('reason') && <div>{p.named(f.reason, reason ?? '')}</div>}
                {chosen?.needs.includes('conditions') && <div>{p.named(f.conditions, conditions ?? '')}</div>}
                {task.powerSchema && !isEmpty(particulars) && (
                  <FilledForm schema={task.powerSchema} values={particulars} filledOnly />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
