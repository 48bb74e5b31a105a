/** What others have said of the same powers, and the forms they filled in: beside one's own answer. */
import { useAnswer, useOrganisations } from '../../api/queries';
import type { JsonSchema, Page, Said, TaskDetail } from '../../api/types';
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
  const nameOf = useOrganisations();
  const steps = useAnswer<Page<StepForms>>('/api/steps');
  const officers = useOfficerNames();
  const aboutName = useAboutName();
  if (task.before.length === 0 && task.forms.length === 0) return null;
  const schemaOf = (step: string): JsonSchema => steps.data?.items.find(({ code }) => code === step)?.formSchema ?? {};
  return (
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
              {form.title} · {nameOf(form.organisation)}
              {form.about !== null && ` · ${aboutName(form.about)}`}
            </summary>
            <FilledForm schema={schemaOf(form.step)} values={fieldsIn(form.form)} names={officers} filledOnly />
            {form.comment !== null && <p>{form.comment}</p>}
            {form.evidence.length > 0 && (
              <p>
                {p.named(t.files(form.evidence.length), '')}
                {form.evidence.map(({ id, sha256 }) => (
                  <a key={id} className="fq-mono" href={`/api/files/${encodeURIComponent(id)}/content`}>
                    {' '}
                    {sha256.slice(0, 12)}…
                  </a>
                ))}
              </p>
            )}
          </details>
        ))}
      </div>
    </details>
  );
}

function SaidLine({ said }: { readonly said: Said }) {
  const p = usePartPhrases();
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const nameOf = useOrganisations();
  return (
    <li>
      <strong>{p.named(said.title, said.outcomeTitle)}</strong>{' '}
      <span className="fq-muted">
        {said.organisation === 'system'
          ? `${p.system} ${formatInstant(said.at, language)}`
          : t.saidBy(nameOf(said.organisation), said.by, formatInstant(said.at, language))}
      </span>
      <div className="fq-muted">{p.list(said.powers)}</div>
      {said.reason !== null && <div>{p.named(t.saidReason, said.reason)}</div>}
      {said.conditions !== null && <div>{p.named(t.saidConditions, said.conditions)}</div>}
    </li>
  );
}
