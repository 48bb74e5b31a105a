/** The history of edits: who changed what from what to what. */
import { useAnswer, usePages } from '../api/queries';
import { formatInstant } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { PagedTable, rowsOf, type Column } from '../parts/paged-table';
import { usePartPhrases } from '../parts/phrases';
import { useEditingPhrases } from './phrases';
import { Window } from './window';

/** What has a history. */
export type ChangeKind = 'power' | 'organisation' | 'account' | 'officer' | 'certificate' | 'settings' | 'calendar';

interface Change {
  readonly id: number;
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly byName: string;
  readonly at: string;
  readonly via: 'edit' | 'import';
  readonly created: boolean;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** Roles that read the history. */
export const readsHistory = (role: string): boolean => ['coordinator', 'admin', 'auditor', 'security'].includes(role);

/** The changes, of one thing or of all. */
export function Changes({
  kind,
  subject,
  caption,
}: {
  readonly kind?: ChangeKind;
  readonly subject?: string;
  readonly caption?: string;
}) {
  const t = useEditingPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const query = usePages<Change>('/api/changes', { kind, subject });
  // settings are named by steps and numbers: their titles come with them
  const settings = rowsOf(query.data).some((change) => change.kind === 'settings');
  const named = useAnswer<{ readonly items: readonly { readonly name: string; readonly title: string }[] }>(
    '/api/settings',
    {},
    settings,
  );
  const fieldName = (of: ChangeKind, field: string): string =>
    (of === 'settings' ? named.data?.items.find(({ name }) => name === field)?.title : t.fields[field]) ?? field;
  const text = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t.none;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    if (Array.isArray(value)) return value.length === 0 ? t.none : p.list(value.map(text));
    // of a name in both languages, the reader's
    const parts: readonly [string, unknown][] = Object.entries(value);
    const own = parts.find(([key]) => key === language);
    return own ? text(own[1]) : parts.map(([key, part]) => `${t.fields[key] ?? key} ${text(part)}`).join(' ');
  };
  const valueText = (of: ChangeKind, field: string, value: unknown): string =>
    (of === 'calendar' && field === 'kind' && typeof value === 'string' ? t.dayKinds[value] : undefined) ?? text(value);
  const columns: Column<Change>[] = [
    { name: 'when', title: t.when, cell: ({ at }) => formatInstant(at, language) },
    {
      name: 'who',
      title: t.who,
      cell: ({ byName, via }) => (
        <>
          {byName} <span className="fq-muted">({t.via[via]})</span>
        </>
      ),
    },
    ...(subject === undefined
      ? [
          {
            name: 'what',
            title: t.what,
            heading: true,
            cell: (change: Change) =>
              change.kind === 'settings' ? t.kinds.settings : `${t.kinds[change.kind]} ${change.subject}`,
          },
        ]
      : []),
    {
      name: 'changes',
      title: t.changes,
      cell: ({ kind: of, created, changes }) => (
        <>
          {created && <div>{t.created}</div>}
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              {created
                ? p.named(fieldName(of, field), valueText(of, field, after))
                : t.changed(fieldName(of, field), valueText(of, field, before), valueText(of, field, after))}
            </div>
          ))}
        </>
      ),
    },
  ];
  return (
    <PagedTable
      query={query}
      caption={caption ?? t.historyCaption}
      columns={columns}
      idOf={({ id }) => String(id)}
      empty={t.historyEmpty}
    />
  );
}

/** The changes of one thing, in a window. */
export function ChangesWindow({
  kind,
  subject,
  name,
  close,
}: {
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly name: string;
  readonly close: () => void;
}) {
  const t = useEditingPhrases();
  return (
    <Window title={t.historyOf(name)} close={close}>
      <Changes kind={kind} subject={subject} />
    </Window>
  );
}
