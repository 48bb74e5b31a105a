import { useProcedure } from '../../api/procedure';
import { useOrganisations } from '../../api/queries';
import type { Item, Matter } from '../../api/types';
import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { useMatterPhrases } from '../../matters/phrases';
import { PlainTable, type Column } from '../../parts/paged-table';
import { usePartPhrases } from '../../parts/phrases';
import { StateTag } from '../../parts/state-tag';

/** Each item: its state, since when, what it waits for. */
export function ItemsTable({ matter }: { readonly matter: Matter }) {
  const t = useMatterPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const { data: procedure } = useProcedure(matter.procedure);
  const columns: Column<Item>[] = [
    {
      name: 'item',
      title: procedure?.item.one ?? '',
      heading: true,
      cell: ({ code, name }) => (name === code ? code : `${code} ${name}`),
    },
    {
      name: 'state',
      title: t.state,
      cell: ({ state, stateTitle, since }) => (
        <>
          <StateTag procedure={matter.procedure} state={state} title={stateTitle} />
          <br />
          <span className="fq-muted">{t.stateSince(formatDay(since, language))}</span>
        </>
      ),
    },
    {
      name: 'place',
      title: t.place,
      cell: ({ code }) => {
        const tasks = matter.tasks.filter(({ powers }) => powers.includes(code));
        const places = new Set(tasks.map(({ title, organisation }) => p.named(nameOf(organisation), title)));
        return [...places].map((place) => <div key={place}>{place}</div>);
      },
    },
  ];
  const caption = t.itemsCaption(procedure?.item.many ?? '');
  return (
    <section>
      <h2>{caption}</h2>
      <PlainTable caption={caption} columns={columns} rows={matter.items} idOf={({ code }) => code} />
    </section>
  );
}
