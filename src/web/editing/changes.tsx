/** The history of edits: who changed what from what to what. */
import { usePages } from '../api/queries';
import { formatInstant } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { PagedTable, type Column } from '../parts/paged-table';
import { usePartPhrases } from '../parts/phrases';
import { useEditingPhrases } from './phrases';
import { Window } from './window';

/** What has a history. */
export type ChangeKind = 'power' | 'organisation' | 'account' | 'officer' | 'certificate';

interface Change {
  readonly id: number;
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly by: string;
  readonly at: string;
  readonly via: 'edit' | 'import';
  readonly created: boolean;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** Roles that read the history. */
export const readsHistory = (role: string): boolean => ['coordinator', 'admin', 'auditor'].includes(role);

/** The changes, of one thing or of all. */
export function Changes({ kind, subject }: { readonly kind?: ChangeKind; readonly subject?: string }) {
  const t = useEditingPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const query = usePages<Change>('/api/changes', { kind, subject });
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
  const columns: Column<Change>[] = [
    { name: 'when', title: t.when, cell: ({ at }) => formatInstant(at, language) },
    {
      name: 'who',
      title: t.who,
      cell: ({ by, via }) => (
        <>
          {by} <span className="fq-muted">({t.via[via]})</span>
        </>
      ),
    },
    ...(subject === undefined
      ? [
          {
            name: 'what',
            title: t.what,
            heading: true,
            cell: (change: Change) => `${t.kinds[change.kind]} ${change.subject}`,
          },
        ]
      : []),
    {
      name: 'changes',
      title: t.changes,
      cell: ({ created, changes }) => (
        <>
          {created && <div>{t.created}</div>}
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              {created
                ? p.named(t.fields[field] ?? field, text(after))
                : t.changed(t.fields[field] ?? field, text(before), text(after))}
            </div>
          ))}
        </>
      ),
    },
  ];
  return (
    <PagedTable
      query={query}
      caption={t.historyCaption}
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
