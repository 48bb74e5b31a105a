/** What the list and an entry's own page say of an entry in the same way. */
import type { RegisterEntry } from '../../../api/types';
import { formatDay } from '../../../i18n/format';
import { useLanguage, usePhrases } from '../../../i18n/language';
import { usePartPhrases } from '../../../parts/phrases';
import { en } from './en';
import { zh } from './zh';

/** The register's phrases. */
export const useRegisterPhrases = () => usePhrases({ zh, en });

/** The address of an entry that stays. */
export const entryAddress = ({ subDistrict, power }: Pick<RegisterEntry, 'subDistrict' | 'power'>): string =>
  `/register/${encodeURIComponent(subDistrict)}/${encodeURIComponent(power)}`;

const textOf = (value: unknown, name: string): string => {
  const found: unknown =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : '';
  return typeof found === 'string' ? found : '';
};
const listOf = (value: unknown, name: string): string[] => {
  const found: unknown =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : [];
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
};

/** Territory, and what stays with the department. */
export function Scope({ entry: { scope } }: { readonly entry: RegisterEntry }) {
  const t = useRegisterPhrases();
  const p = usePartPhrases();
  const reserved = listOf(scope, 'reserved');
  return (
    <>
      {textOf(scope, 'territory') || p.wholeTerritory}
      {reserved.length > 0 && <div className="fq-muted">{t.reserved(p.list(reserved))}</div>}
    </>
  );
}

/** The decision as people cite it. */
export function Decision({ entry: { decision } }: { readonly entry: RegisterEntry }) {
  const t = useRegisterPhrases();
  const language = useLanguage();
  const meeting = textOf(decision, 'meeting');
  const minutes = textOf(decision, 'minutes');
  if (meeting === '' && minutes === '') return <>—</>;
  return <>{t.decided(meeting === '' ? '' : formatDay(meeting, language), minutes)}</>;
}
