import type { Item, TransferPower } from '../api/types';
import { formatDay } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { usePartPhrases } from './phrases';

/** What stands under a power's name wherever it is shown: its basis, its mode, the territory, what stays behind. Of other items nothing is known. */
export function PowerAbout({ power }: { readonly power: TransferPower | Item }) {
  const t = usePartPhrases();
  const language = useLanguage();
  if (!('mode' in power)) return null;
  const { mode, scope, legalBasis, period } = power;
  const parts = [
    legalBasis,
    t[mode],
    t.named(t.territory, scope.territory === '' ? t.wholeTerritory : scope.territory),
    ...(scope.reserved.length > 0 ? [t.named(t.reserved, t.list(scope.reserved))] : []),
    ...(period ? [`${formatDay(period.from, language)} – ${formatDay(period.until, language)}`] : []),
  ];
  return <p className="fq-power-about">{parts.join(' · ')}</p>;
}
