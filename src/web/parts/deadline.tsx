import { useAnswer } from '../api/queries';
import type { Calendar } from '../../domain/procedure/calendar';
import { formatDay, formatInstant } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { useNow } from './now';
import { usePartPhrases } from './phrases';
import { endsWithDay, workingDaysLeft } from './working-days';

/** A task's limit: working days left, or overdue in red; the day itself beside. */
export function Deadline({ due, overdue }: { readonly due: string | null; readonly overdue: boolean }) {
  const t = usePartPhrases();
  const language = useLanguage();
  const now = useNow();
  const { data: calendar } = useAnswer<Calendar>('/api/calendar');
  if (due === null) return <span className="fq-muted">{t.noLimit}</span>;
  const at = Date.parse(due);
  const whole = endsWithDay(at);
  const left = calendar ? workingDaysLeft(calendar, at, now) : undefined;
  const late = overdue || at <= now;
  const day = whole ? formatDay(new Date(at - 1).toISOString(), language) : formatInstant(due, language);
  return (
    <span>
      {left !== undefined &&
        (late ? <span className="fq-overdue">{t.overdue(-left)}</span> : <span>{t.daysLeft(Math.max(0, left))}</span>)}
      <br />
      <span className="fq-muted">{t.due(day)}</span>
    </span>
  );
}
