import Checkbox from 'antd/es/checkbox';
import { formatAmount } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { fieldId } from '../parts/error-summary';
import { usePartPhrases } from '../parts/phrases';
import { useFormPhrases } from './phrases';
import type { DoubtfulValue } from './schema';

/** Where the question stands on the page: what was not answered leads here. */
export const doubtsPointer = '/doubts';

/** Numbers that are hardly meant, asked about before they are sent. The person decides: nothing is refused. */
export function Doubts({
  doubts,
  sure,
  change,
  asked,
}: {
  readonly doubts: readonly DoubtfulValue[];
  readonly sure: boolean;
  readonly change: (sure: boolean) => void;
  /** Somebody wanted to send without saying so. */
  readonly asked: boolean;
}) {
  const t = useFormPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  if (doubts.length === 0) return null;
  return (
    <div className="fq-warning">
      <p>{t.doubtsLead}</p>
      <ul>
        {doubts.map(({ pointer, title, value, unit, because }) => (
          <li key={pointer}>
            <strong>{p.named(title, formatAmount(value, unit, language))}</strong>{' '}
            {t.because(because.join(t.separator))}
          </li>
        ))}
      </ul>
      {asked && !sure && (
        <p className="fq-field-fault" role="alert">
          {t.sureFirst}
        </p>
      )}
      <Checkbox id={fieldId(doubtsPointer)} checked={sure} onChange={(event) => change(event.target.checked)}>
        {t.sure}
      </Checkbox>
    </div>
  );
}
