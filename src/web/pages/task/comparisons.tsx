import { useOrganisations } from '../../api/queries';
import type { TaskDetail } from '../../api/types';
import { usePhrases } from '../../i18n/language';
import { PlainTable } from '../../parts/paged-table';
import { usePartPhrases } from '../../parts/phrases';
import { Tag } from '../../parts/state-tag';
import { en } from './en';
import { zh } from './zh';

/** Both sides' inventories side by side, as the handover's document has them, what differs marked. */
export function Comparisons({ task: { comparisons = [] } }: { readonly task: TaskDetail }) {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const nameOf = useOrganisations();
  if (comparisons.length === 0) return null;
  return (
    <section className="fq-card">
      <h2>{t.compared}</h2>
      {comparisons.map(({ given, taken, powers, pending, rows, explanation }) => {
        const differ = rows.filter(({ differs }) => differs).length;
        return (
          <div key={powers.join(' ')}>
            <PlainTable
              caption={t.comparedOf(p.list(powers))}
              rows={rows}
              idOf={({ field }) => field}
              columns={[
                { name: 'title', title: t.comparedItem, heading: true, cell: ({ title }) => title },
                { name: 'given', title: p.list(given.map(nameOf)), cell: (row) => row.given },
                { name: 'taken', title: p.list(taken.map(nameOf)), cell: (row) => row.taken },
                {
                  name: 'check',
                  title: t.comparedCheck,
                  cell: ({ differs }) => (differs ? <Tag tone="bad">{t.differs}</Tag> : t.same),
                },
              ]}
            />
            {pending && <p role="note">{t.comparedPending}</p>}
            {differ > 0 && (
              <p className={explanation === null ? 'fq-field-fault' : ''}>
                {explanation === null ? t.notExplained(differ) : p.named(t.explained, explanation)}
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}
