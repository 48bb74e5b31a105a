/** Everybody's own password; whoever has one that somebody else has set sees nothing else before. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { leastPassword } from '../../../domain/least-password';
import { useAct } from '../../api/command';
import { useSignedIn } from '../../app/session';
import { TextRow } from '../../editing/window';
import { usePhrases } from '../../i18n/language';
import { ErrorSummary, type FieldFault } from '../../parts/error-summary';
import { PageHeader } from '../../parts/page-header';
import { en } from './en';
import './password.css';
import { zh } from './zh';

export function Component() {
  const t = usePhrases({ zh, en });
  const { mustChangePassword, username } = useSignedIn();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const act = useAct<unknown>(async () => {
    for (const empty of [setCurrent, setNext, setAgain]) empty('');
    await client.invalidateQueries();
    if (mustChangePassword) await navigate('/', { replace: true });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = [
      ...(current === '' ? [{ field: '/current', message: t.enterCurrent }] : []),
      ...(next === '' ? [{ field: '/new', message: t.enterNext }] : []),
      ...(next === again ? [] : [{ field: '/again', message: t.differs }]),
    ];
    setFaults(wrong);
    if (wrong.length === 0) act.mutate({ method: 'PUT', path: '/api/me/password', body: { current, new: next } });
  };
  return (
    <>
      <PageHeader title={mustChangePassword ? t.mustTitle : t.title} about={mustChangePassword ? t.must : t.about} />
      <ErrorSummary faults={faults} error={faults.length === 0 ? act.error : null} />
      {act.isSuccess && <p role="status">{t.done}</p>}
      <form className="fq-card fq-own-password" onSubmit={submit} noValidate aria-label={t.title}>
        {/* for the browser's own keeping of passwords */}
        <input type="text" autoComplete="username" value={username} readOnly hidden />
        <TextRow
          pointer="/current"
          label={t.current}
          type="password"
          complete="current-password"
          value={current}
          change={setCurrent}
        />
        <TextRow
          pointer="/new"
          label={t.next}
          hint={t.hint(leastPassword)}
          type="password"
          value={next}
          change={setNext}
        />
        <TextRow pointer="/again" label={t.again} type="password" value={again} change={setAgain} />
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t.save}
        </Button>
      </form>
    </>
  );
}
