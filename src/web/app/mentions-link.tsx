import { NavLink } from 'react-router';
import { useAnswer } from '../api/queries';
import { useFramePhrases } from './phrases';

/** The way to where one is mentioned, with how many of them are unread. */
export function MentionsLink() {
  const t = useFramePhrases();
  const { data } = useAnswer<{ readonly unread: number }>('/api/me/mentions', { limit: 1 });
  const unread = data?.unread ?? 0;
  return (
    <NavLink
      to="/mentions"
      className="fq-mentions-link"
      aria-label={unread > 0 ? t.unreadMentions(unread) : t.mentions}
    >
      <span aria-hidden="true">
        @<span className="fq-wide"> {t.mentions}</span>
      </span>
      {unread > 0 && (
        <span className="fq-badge" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </NavLink>
  );
}
