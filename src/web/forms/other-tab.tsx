import { useFormPhrases } from './phrases';

/**
 * Says that another tab writes the same draft, and what both wrote differently.
 *
 * @param nameOf what the page calls the place of a JSON pointer
 */
export function OtherTab({
  merged,
  clashes,
  nameOf,
}: {
  readonly merged: boolean;
  readonly clashes: readonly string[];
  readonly nameOf: (pointer: string) => string;
}) {
  const t = useFormPhrases();
  if (clashes.length > 0)
    return (
      <p role="alert" className="fq-warning">
        {t.otherTabClash([...new Set(clashes.map(nameOf))].join(t.separator))}
      </p>
    );
  return merged ? (
    <p role="status" className="fq-muted">
      {t.otherTabMerged}
    </p>
  ) : null;
}
