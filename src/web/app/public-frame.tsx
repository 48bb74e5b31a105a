import { Link, Outlet, ScrollRestoration } from 'react-router';
import { LanguageSwitch } from './language-switch';
import { useFramePhrases } from './phrases';

/** Around pages that need nobody signed in. */
export function PublicFrame() {
  const t = useFramePhrases();
  return (
    <div className="fq-public">
      <a className="fq-skip" href="#content">
        {t.skip}
      </a>
      <header className="fq-header">
        <Link to="/" className="fq-brand">
          <strong>
            {t.city} · {t.product}
          </strong>
          <span>{t.productLong}</span>
        </Link>
        <nav className="fq-header-links" aria-label={t.menu}>
          <Link to="/register">{t.register}</Link>
          <Link to="/sign-in">{t.signIn}</Link>
        </nav>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  );
}
