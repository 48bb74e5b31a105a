/** Around every page for people who are signed in: who they are, where they can go, whether the connection stands. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation } from 'react-router';
import { useLiveChanges } from '../api/live';
import { forgetMe, useMe, useOrganisations } from '../api/queries';
import { send } from '../api/request';
import type { Me } from '../api/types';
import { useLanguage } from '../i18n/language';
import { LoadFailure } from '../parts/load-state';
import { PageLoading } from './fault';
import { LanguageSwitch } from './language-switch';
import { MentionsLink } from './mentions-link';
import { menuOf } from './menu';
import { useFramePhrases, useRoleName } from './phrases';
import { SessionContext } from './session';

/** The shell. Who is not signed in goes to the sign-in, and comes back to the same page. */
export function Shell() {
  const me = useMe();
  const { pathname, search, hash } = useLocation();
  const must = me.data?.mustChangePassword === true;
  const lost = useLiveChanges(me.data != null && !must);
  if (me.data) {
    // nothing else is answered before
    if (must && pathname !== '/password') return <Navigate to="/password" replace />;
    return (
      <SessionContext value={me.data}>
        <Frame me={me.data} lost={lost} />
      </SessionContext>
    );
  }
  if (me.isError) return <LoadFailure error={me.error} retry={() => void me.refetch()} />;
  if (me.data === null) {
    const next = pathname + search + hash;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  return <PageLoading />;
}

function Frame({ me, lost }: { readonly me: Me; readonly lost: boolean }) {
  const t = useFramePhrases();
  const { pathname } = useLocation();
  // open on this page only: who has chosen where to go sees the page, not the menu
  const [openOn, setOpenOn] = useState<string>();
  const open = openOn === pathname;
  const navigation = useNavigation();
  return (
    <div className={`fq-shell${open ? ' fq-menu-open' : ''}`}>
      <a className="fq-skip" href="#content">
        {t.skip}
      </a>
      <header className="fq-header">
        <button
          type="button"
          className="fq-menu-button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpenOn(open ? undefined : pathname)}
        >
          <span aria-hidden="true">☰</span> <span className="fq-hidden">{t.openMenu}</span>
        </button>
        <NavLink to="/" className="fq-brand">
          <strong>
            {t.city} · {t.product}
          </strong>
          <span>{t.productLong}</span>
        </NavLink>
        {!me.mustChangePassword && <MentionsLink />}
        <Person me={me} />
        <LanguageSwitch />
      </header>
      {me.demonstration && (
        <p className="fq-banner" role="note">
          {t.demonstration}
        </p>
      )}
      <div role="status" aria-live="polite">
        {lost && <p className="fq-banner fq-banner-lost">{t.connectionLost}</p>}
      </div>
      <div className="fq-body">
        <nav id="menu" className="fq-menu" aria-label={t.menu}>
          {(me.mustChangePassword ? [] : menuOf(me)).map(({ path, phrase }) => (
            <NavLink key={path} to={path}>
              {t[phrase]}
            </NavLink>
          ))}
        </nav>
        <main id="content" tabIndex={-1} aria-busy={navigation.state === 'loading'}>
          <Outlet />
        </main>
      </div>
      <ScrollRestoration />
    </div>
  );
}

function Person({ me }: { readonly me: Me }) {
  const t = useFramePhrases();
  const roleName = useRoleName();
  const nameOf = useOrganisations();
  const client = useQueryClient();
  const navigate = useNavigate();
  const language = useLanguage();
  const leave = async () => {
    try {
      await send('/api/sessions/current', { method: 'DELETE', language });
    } finally {
      // what this person saw is not for who comes next
      client.clear();
      forgetMe(client);
      await navigate('/sign-in');
    }
  };
  return (
    <div className="fq-person">
      <span>
        {nameOf(me.organisation)} · {roleName(me.role)}
      </span>
      <NavLink to="/password" className="fq-own-password-link">
        {t.password}
      </NavLink>
      <Button size="small" ghost onClick={() => void leave()}>
        {t.signOut}
      </Button>
    </div>
  );
}
