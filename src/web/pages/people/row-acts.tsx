import { useSignedIn } from '../../app/session';
import { readsHistory } from '../../editing/changes';
import { usePeoplePhrases } from './phrases';

/** What can be done to a row by who is looking at it. */
export function RowActs({
  name,
  edit,
  history,
}: {
  readonly name: string;
  readonly edit?: (() => void) | undefined;
  readonly history: () => void;
}) {
  const t = usePeoplePhrases();
  const { role } = useSignedIn();
  return (
    <span className="fq-row">
      {edit && (
        <button type="button" className="fq-link-button" aria-label={t.editOf(name)} onClick={edit}>
          {t.edit}
        </button>
      )}
      {readsHistory(role) && (
        <button type="button" className="fq-link-button" aria-label={t.historyOf(name)} onClick={history}>
          {t.history}
        </button>
      )}
    </span>
  );
}
