import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { leastPassword } from '../../../domain/least-password';
import { isOfTrust, rolesOfKind } from '../../../domain/city/account-roles';
import { useAct } from '../../api/command';
import { useOrganisations, usePages, useWholeList } from '../../api/queries';
import type { Organisation } from '../../api/types';
import { useRoleName } from '../../app/phrases';
import { useSignedIn } from '../../app/session';
import { ChangesWindow } from '../../editing/changes';
import { touchLists } from '../../editing/stale';
import { CheckRow, SelectRow, TextRow, Window } from '../../editing/window';
import { Filters, SelectField, useAddress } from '../../parts/address-filters';
import { PagedTable, type Column } from '../../parts/paged-table';
import { Tag } from '../../parts/state-tag';
import { Left, WouldLeave, type Leaving } from './leaving';
import { usePeoplePhrases } from './phrases';
import { RowActs } from './row-acts';

interface Account {
  readonly username: string;
  readonly name: string;
  readonly names: { readonly zh: string; readonly en: string };
  readonly role: string;
  readonly organisation: string;
  readonly active: boolean;
  readonly mustChangePassword: boolean;
}
type Shown = { readonly what: 'edit' | 'history'; readonly account: Account } | { readonly what: 'add' };

/** Accounts, for the administrator and the security officer: each may do what is theirs. */
export function Accounts() {
  const t = usePeoplePhrases();
  const roleName = useRoleName();
  const { role } = useSignedIn();
  const nameOf = useOrganisations();
  const organisations = useWholeList<Organisation>('/api/organisations');
  const { value, set } = useAddress();
  const [shown, setShown] = useState<Shown>();
  const query = usePages<Account>('/api/accounts', { organisation: value('organisation') });
  const close = () => setShown(undefined);
  const columns: Column<Account>[] = [
    { name: 'username', title: t.username, heading: true, cell: ({ username }) => username },
    { name: 'name', title: t.officer, cell: ({ name }) => name },
    { name: 'organisation', title: t.organisation, cell: ({ organisation }) => nameOf(organisation) },
    { name: 'role', title: t.role, cell: (account) => roleName(account.role) },
    {
      name: 'state',
      title: t.state,
      cell: ({ active, mustChangePassword }) => (
        <>
          <Tag tone={active ? 'good' : 'over'}>{active ? t.open : t.closed}</Tag>{' '}
          {active && mustChangePassword && <span className="fq-muted">{t.mustChange}</span>}
        </>
      ),
    },
    {
      name: 'act',
      title: t.act,
      cell: (account) => (
        <RowActs
          name={account.username}
          edit={() => setShown({ what: 'edit', account })}
          history={() => setShown({ what: 'history', account })}
        />
      ),
    },
  ];
  return (
    <>
      <Filters>
        <SelectField
          label={t.organisation}
          all={t.all}
          value={value('organisation')}
          choices={organisations.data ?? []}
          change={(organisation) => set({ organisation })}
        />
        {role === 'admin' && <Button onClick={() => setShown({ what: 'add' })}>{t.addAccount}</Button>}
      </Filters>
      <PagedTable
        query={query}
        caption={t.accountsCaption}
        columns={columns}
        idOf={({ username }) => username}
        empty={t.emptyAccounts}
      />
      {shown?.what === 'add' && <AccountForm organisations={organisations.data ?? []} close={close} />}
      {shown?.what === 'edit' && (
        <AccountForm account={shown.account} organisations={organisations.data ?? []} close={close} />
      )}
      {shown?.what === 'history' && (
        <ChangesWindow kind="account" subject={shown.account.username} name={shown.account.username} close={close} />
      )}
    </>
  );
}

function AccountForm({
  account,
  organisations,
  close,
}: {
  readonly account?: Account;
  readonly organisations: readonly Organisation[];
  readonly close: () => void;
}) {
  const t = usePeoplePhrases();
  const roleName = useRoleName();
  const client = useQueryClient();
  const { role: own } = useSignedIn();
  // names are the administrator's, passwords of others the security officer's
  const setsNames = own === 'admin';
  const [username, setUsername] = useState(account?.username ?? '');
  const [names, setNames] = useState(account?.names ?? { zh: '', en: '' });
  const [organisation, setOrganisation] = useState(account?.organisation ?? '');
  const [role, setRole] = useState(account?.role ?? '');
  const [password, setPassword] = useState('');
  const [active, setActive] = useState(account?.active ?? true);
  const kind = organisations.find(({ id }) => id === organisation)?.kind;
  const all: readonly string[] = kind ? rolesOfKind[kind] : [];
  // the administrator gives no office of trust to an account that is there
  const roles = all.filter((one) => !account || own === 'security' || one === account.role || !isOfTrust(one));
  const [left, setLeft] = useState<Leaving>();
  const act = useAct<{ readonly leaves?: Leaving }>(async ({ leaves }) => {
    await touchLists(client, '/api/accounts');
    // told once more by what is so now: others may have come or gone while this was filled in
    if (leaves && (leaves.count > 0 || leaves.lastOfRole)) setLeft(leaves);
    else close();
  });
  const leaving =
    account?.active === true && (!active || organisation !== account.organisation || role !== account.role);
  const place = { name: names, organisation, role };
  /** Only what differs: what stays is nobody's doing. */
  const changeOf = (before: Account) => ({
    ...(setsNames && (names.zh !== before.names.zh || names.en !== before.names.en) ? { name: names } : {}),
    ...(organisation === before.organisation ? {} : { organisation }),
    ...(role === before.role ? {} : { role }),
    ...(active === before.active ? {} : { active }),
    ...(password === '' ? {} : { password }),
  });
  const submit = () =>
    account
      ? act.mutate({
          method: 'PATCH',
          path: `/api/accounts/${encodeURIComponent(account.username)}`,
          body: changeOf(account),
        })
      : act.mutate({ path: '/api/accounts', body: { ...place, username: username.trim(), password } });
  if (left) {
    return (
      <Window title={t.editOf(username)} close={close}>
        <p>{t.saved}</p>
        <Left leaving={left} />
      </Window>
    );
  }
  return (
    <Window
      title={account ? t.editOf(account.username) : t.addAccount}
      close={close}
      submit={submit}
      busy={act.isPending}
      error={act.error}
    >
      {!account && (
        <TextRow pointer="/username" label={t.username} hint={t.usernameHint} value={username} change={setUsername} />
      )}
      {setsNames && (
        <>
          <TextRow
            pointer="/name/zh"
            label={t.personZh}
            value={names.zh}
            change={(text) => setNames({ ...names, zh: text })}
          />
          <TextRow
            pointer="/name/en"
            label={t.personEn}
            value={names.en}
            change={(text) => setNames({ ...names, en: text })}
          />
        </>
      )}
      <SelectRow
        pointer="/organisation"
        label={t.organisation}
        value={organisation}
        choices={organisations}
        change={setOrganisation}
      />
      <SelectRow
        pointer="/role"
        label={t.role}
        value={role}
        choices={roles.map((id) => ({ id, name: roleName(id) }))}
        change={setRole}
      />
      {!account && isOfTrust(role) && <p role="status">{t.ofTrust}</p>}
      {(!account || own === 'security') && (
        <TextRow
          pointer="/password"
          label={account ? t.passwordAnew : t.password}
          hint={t.passwordHint(leastPassword)}
          type="password"
          value={password}
          change={setPassword}
        />
      )}
      {account &&
        (account.active || own === 'security' ? (
          <CheckRow pointer="/active" label={t.open} value={active} change={setActive} />
        ) : (
          <p className="fq-hint">{t.opensSecurity}</p>
        ))}
      {account && leaving && <WouldLeave username={account.username} />}
    </Window>
  );
}
