/** What stays behind where somebody was, when their account is closed or goes elsewhere. */
import { useAnswer } from '../../api/queries';
import { useAboutName } from '../../parts/about-name';
import { usePartPhrases } from '../../parts/phrases';
import { usePeoplePhrases } from './phrases';

/** Tasks that nobody can complete without one person (`GET /api/accounts/{username}/leaving`). */
export interface Leaving {
  readonly lastOfRole: boolean;
  readonly count: number;
  readonly tasks: readonly {
    readonly id: string;
    readonly title: string;
    readonly about: string | null;
    readonly transfer: { readonly title: string };
    readonly powers: readonly string[];
  }[];
}

/** Before it is saved: what would stay behind. */
export function WouldLeave({ username }: { readonly username: string }) {
  const { data } = useAnswer<Leaving>(`/api/accounts/${encodeURIComponent(username)}/leaving`);
  return data ? <Left leaving={data} /> : null;
}

/** Nothing where colleagues can go on with everything. */
export function Left({ leaving: { lastOfRole, count, tasks } }: { readonly leaving: Leaving }) {
  const t = usePeoplePhrases();
  const p = usePartPhrases();
  const aboutName = useAboutName();
  if (!lastOfRole && count === 0) return null;
  return (
    <div role="status" className="fq-card">
      <p>
        <strong>{count === 0 ? t.lastOfRole : t.leaves(count)}</strong>
      </p>
      <p>{t.leavesHelp}</p>
      {count > 0 && (
        <ul>
          {tasks.map(({ id, title, about, transfer, powers }) => (
            <li key={id}>
              {about === null ? title : `${title} · ${aboutName(about)}`} · {transfer.title}{' '}
              <span className="fq-muted">{p.list(powers)}</span>
            </li>
          ))}
          {count > tasks.length && <li>{t.leavesMore(count - tasks.length)}</li>}
        </ul>
      )}
    </div>
  );
}
