/** The sign-in; in a demonstration, by one click on a role. */
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { useAct } from '../../api/command';
import { useAnswer, useMe } from '../../api/queries';
import { Problem } from '../../api/request';
import type { DemonstrationAccount, Page } from '../../api/types';
import { usePhrases } from '../../i18n/language';
import { ErrorSummary, fieldId, type FieldFault } from '../../parts/error-summary';
import { PageHeader } from '../../parts/page-header';
import { DemonstrationAccounts } from './demonstration-accounts';
import { en } from './en';
import './sign-in.css';
import { zh } from './zh';

// of every demonstration account, and printed at the start; they exist in demonstration data only
const demonstrationPassword = 'fuquan-demo';

/** An address of ours to go to after the sign-in; never one of somebody else. */
const ownAddress = (next: string | null): string => (next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/');

export function Component() {
  const t = usePhrases({ zh, en });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const next = ownAddress(parameters.get('next'));
  const me = useMe();
  const accounts = useAnswer<Page<DemonstrationAccount>>('/api/demo/accounts');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const signIn = useAct<unknown>(async () => {
    client.clear();
    await navigate(next, { replace: true });
  });
  if (me.data && !signIn.isPending) return <Navigate to={next} replace />;

  const enter = (name: string, secret: string) =>
    signIn.mutate({ path: '/api/sessions', body: { username: name, password: secret } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(username.trim() === '' ? [{ field: '/username', message: t.enterUsername }] : []),
      ...(password === '' ? [{ field: '/password', message: t.enterPassword }] : []),
    ];
    setFaults(missing);
    if (missing.length === 0) enter(username.trim(), password);
  };
  const items = accounts.data?.items ?? [];
  return (
    <>
      <PageHeader title={t.title} />
      {parameters.has('next') && !signIn.error && faults.length === 0 && <p role="status">{t.expired}</p>}
      <ErrorSummary faults={faults} error={faults.length === 0 ? signIn.error : null} />
      <div className="fq-sign-in">
        <form className="fq-card" onSubmit={submit} noValidate aria-label={t.title}>
          <label htmlFor={fieldId('/username')}>{t.username}</label>
          <input
            id={fieldId('/username')}
            autoComplete="username"
            value={username}
            aria-invalid={faults.some(({ field }) => field === '/username')}
            onChange={(event) => setUsername(event.target.value)}
          />
          <label htmlFor={fieldId('/password')}>{t.password}</label>
          <input
            id={fieldId('/password')}
            type="password"
            autoComplete="current-password"
            value={password}
            aria-invalid={faults.some(({ field }) => field === '/password') || signIn.error instanceof Problem}
            onChange={(event) => setPassword(event.target.value)}
          />
          <button type="submit" className="fq-sign-in-button" disabled={signIn.isPending}>
            {t.submit}
          </button>
          <p className="fq-muted">
            {t.publicText} <Link to="/register">{t.publicLink}</Link>
          </p>
        </form>
        {items.length > 0 && (
          <DemonstrationAccounts
            accounts={items}
            busy={signIn.isPending}
            choose={(name) => enter(name, demonstrationPassword)}
          />
        )}
      </div>
    </>
  );
}
