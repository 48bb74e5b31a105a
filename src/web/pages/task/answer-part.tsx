import Input from 'antd/es/input';
import type { TaskDetail } from '../../api/types';
import type { Draft } from '../../forms/draft';
import { EvidenceField } from '../../forms/evidence-field';
import { useFormPhrases } from '../../forms/phrases';
import { itemsOf } from '../../forms/items';
import { PowerOutcomes } from '../../forms/power-outcomes';
import { SchemaFields, type FormContext } from '../../forms/schema-fields';
import { usePhrases } from '../../i18n/language';
import { fieldId } from '../../parts/error-summary';
import { en } from './en';
import type { Part } from './parts';
import { zh } from './zh';

/** One part of an answer, to be filled in. */
export function AnswerPart({
  task,
  part,
  draft,
  change,
  context,
  title,
}: {
  readonly task: TaskDetail;
  readonly part: Part;
  readonly draft: Draft;
  readonly change: (next: Draft | ((before: Draft) => Draft)) => void;
  readonly context: FormContext;
  readonly title: string;
}) {
  const t = usePhrases({ zh, en });
  const f = useFormPhrases();
  const several = part.title === 'all';
  return (
    <>
      {!several && <h2>{title}</h2>}
      {part.powers && (
        <div id={fieldId('/outcomes')} tabIndex={-1}>
          {several && <h2>{t.partTitles.powers}</h2>}
          <PowerOutcomes
            powers={itemsOf(task)}
            draft={draft}
            change={change}
            outcomes={task.outcomes}
            powerSchema={task.powerSchema}
            context={context}
          />
        </div>
      )}
      {part.fields.length > 0 && (
        <div id={fieldId('/form')}>
          {several && <h2>{t.formTitle}</h2>}
          <SchemaFields
            schema={task.formSchema}
            values={draft.form}
            change={(form) => change((before) => ({ ...before, form }))}
            context={context}
            only={part.fields}
          />
        </div>
      )}
      {part.evidence && (
        <>
          {several && <h2>{t.partTitles.evidence}</h2>}
          <div className="fq-field">
            <label htmlFor={fieldId('/evidence')}>
              {t.evidence}
              <span className="fq-muted">{f.optional}</span>
            </label>
            <EvidenceField
              id={fieldId('/evidence')}
              label={t.evidence}
              files={draft.evidence}
              add={(file) => change((before) => ({ ...before, evidence: [...before.evidence, file] }))}
              remove={(id) =>
                change((before) => ({ ...before, evidence: before.evidence.filter((one) => one.id !== id) }))
              }
            />
          </div>
          <div className="fq-field">
            <label htmlFor={fieldId('/comment')}>
              {t.comment}
              <span className="fq-muted">{f.optional}</span>
            </label>
            <Input.TextArea
              id={fieldId('/comment')}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={4000}
              value={draft.comment}
              onChange={(event) => change((before) => ({ ...before, comment: event.target.value }))}
            />
          </div>
        </>
      )}
    </>
  );
}
