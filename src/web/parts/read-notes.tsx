import { usePartPhrases } from './phrases';

/** How the server read an uploaded table: which sheet, what it left out. */
export interface ReadNote {
  readonly code: string;
  readonly message: string;
}

/** Kinds of files that may be chosen: those that are not read are told what to save as. */
export const tableFiles = '.xlsx,.csv,.txt,.tsv,.xls,.et,.ods';

/** What was read of a file and what was not; nothing where there is nothing to say. */
export function ReadNotes({ notes }: { readonly notes: readonly ReadNote[] }) {
  const t = usePartPhrases();
  if (notes.length === 0) return null;
  return (
    <section aria-label={t.readNotes}>
      <p>
        <strong>{t.readNotes}</strong>
      </p>
      <ul>
        {notes.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </section>
  );
}
