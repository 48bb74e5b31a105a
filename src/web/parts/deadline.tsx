import { useAnswer } from '../api/queries';
import type { OpenTask } from '../api/types';
import type { Calendar } from '../../domain/procedure/calendar';
import { formatLimit } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { useNow } from './now';
import { usePartPhrases } from './phrases';
import { workingDaysLeft } from './working-days';

type Limited = Pick<OpenTask, 'due' | 'overdue' | 'provisional'>;

/** A task's limit: working days left, or overdue in red; the last day itself beside, and whether that may still move. */
export function Deadline({ task: { due, overdue, provisional } }: { readonly task: Limited }) {
  const t = usePartPhrases();
  const language = useLanguage();
  const now = useNow();
  const { data: calendar } = useAnswer<Calendar>('/api/calendar');
  if (due === null) return <span className="fq-muted">{t.noLimit}</span>;
  const at = Date.parse(due);
  const left = calendar ? workingDaysLeft(calendar, at, now) : undefined;
  const late = overdue || at <= now;
  const day = formatLimit(due, language);
  return (
    <span>
      {left !== undefined &&
        (late ? <span className="fq-overdue">{t.overdue(-left)}</span> : <span>{t.daysLeft(Math.max(0, left))}</span>)}
      <br />
      <span className="fq-muted" title={provisional ? t.provisionalWhy : undefined}>
        {provisional ? t.provisional(t.due(day)) : t.due(day)}
      </span>
    </span>
  );
}
