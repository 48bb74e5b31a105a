/** What others have said of the same powers, and the forms they filled in: beside one's own answer. */
import { useAnswer } from '../../api/queries';
import type { JsonSchema, Page, Said, TaskDetail, Transfer } from '../../api/types';
import { CitedFile } from '../../forms/cited-file';
import { FileLine } from '../../forms/file-line';
import { fieldsIn } from '../../forms/schema';
import { formatInstant } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { useAboutName, useOfficerNames } from '../../parts/about-name';
import { usePartPhrases } from '../../parts/phrases';
import { en } from './en';
import { FilledForm } from './filled-form';
import { zh } from './zh';

interface StepForms {
  readonly code: string;
  readonly formSchema?: JsonSchema;
}

export function Before({ task }: { readonly task: TaskDetail }) {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const steps = useAnswer<Page<StepForms>>(`/api/procedures/${encodeURIComponent(task.matter.procedure)}/steps`);
  const officers = useOfficerNames();
  const aboutName = useAboutName();
  const schemaOf = (step: string): JsonSchema => steps.data?.items.find(({ code }) => code === step)?.formSchema ?? {};
  const plan = task.transfer && <Plan transfer={task.transfer.id} />;
  if (task.before.length === 0 && task.forms.length === 0) return plan ?? null;
  return (
    <>
      {plan}
      <details className="fq-card fq-before" open={task.forms.some(({ step }) => step === task.step)}>
        <summary>{t.before}</summary>
        <ul className="fq-said">
          {task.before.map((said, index) => (
            <SaidLine key={index} said={said} />
          ))}
        </ul>
        {task.forms.length > 0 && <h3>{t.beforeForms}</h3>}
        <div className="fq-side-by-side">
          {task.forms.map((form, index) => (
            // the other side's form of the same step is what one's own is compared with
            <details key={index} open={form.step === task.step}>
              <summary>
                {form.title} · {form.organisationName}
                {form.about !== null && ` · ${aboutName(form.about)}`}
              </summary>
              <FilledForm schema={schemaOf(form.step)} values={fieldsIn(form.form)} names={officers} filledOnly />
              {form.comment !== null && <p>{form.comment}</p>}
              {form.evidence.length > 0 && (
                <>
                  <p>{p.named(t.files(form.evidence.length), '')}</p>
                  <ul className="fq-files">
                    {form.evidence.map(({ id, sha256 }) => (
                      <li key={id}>
                        <CitedFile id={id} sha256={sha256} />
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </details>
          ))}
        </div>
      </details>
    </>
  );
}

/** The plan that the transfer was launched with: who decides about it has it at hand. */
function Plan({ transfer }: { readonly transfer: string }) {
  const t = usePhrases({ zh, en });
  const { data } = useAnswer<Transfer>(`/api/transfers/${encodeURIComponent(transfer)}`);
  if (!data || data.plan.length === 0) return null;
  return (
    <section className="fq-card">
      <h2>{t.plan}</h2>
      <ul className="fq-files">
        {data.plan.map((file) => (
          <li key={file.id}>
            <FileLine file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SaidLine({ said }: { readonly said: Said }) {
  const p = usePartPhrases();
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  return (
    <li>
      <strong>{p.named(said.title, said.outcomeTitle)}</strong>{' '}
      <span className="fq-muted">
        {said.organisation === 'system'
          ? `${p.system} ${formatInstant(said.at, language)}`
          : t.saidBy(said.organisationName, said.byName, formatInstant(said.at, language))}
      </span>
      <div className="fq-muted">{p.list(said.powers)}</div>
      {said.reason !== null && <div>{p.named(t.saidReason, said.reason)}</div>}
      {said.conditions !== null && <div>{p.named(t.saidConditions, said.conditions)}</div>}
    </li>
  );
}
