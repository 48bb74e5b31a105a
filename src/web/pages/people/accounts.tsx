import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { useAct } from '../../api/command';
import { useOrganisations, usePages, useWholeList } from '../../api/queries';
import type { Organisation } from '../../api/types';
import { useRoleName } from '../../app/phrases';
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
}
type Shown = { readonly what: 'edit' | 'history'; readonly account: Account } | { readonly what: 'add' };

/** Which roles an office of a kind has; the server says the last word. */
const rolesOf: { readonly [kind in Organisation['kind']]: readonly string[] } = {
  'sub-district': ['office', 'chief'],
  department: ['assessor', 'head', 'trainer'],
  'justice-bureau': ['reviewer', 'certifier'],
  government: ['government'],
  audit: ['auditor'],
  coordination: ['coordinator', 'admin'],
};

/** Accounts, for the administrator. */
export function Accounts() {
  const t = usePeoplePhrases();
  const roleName = useRoleName();
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
    { name: 'role', title: t.role, cell: ({ role }) => roleName(role) },
    {
      name: 'state',
      title: t.state,
      cell: ({ active }) => <Tag tone={active ? 'good' : 'over'}>{active ? t.open : t.closed}</Tag>,
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
        <Button onClick={() => setShown({ what: 'add' })}>{t.addAccount}</Button>
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
  const [username, setUsername] = useState(account?.username ?? '');
  const [names, setNames] = useState(account?.names ?? { zh: '', en: '' });
  const [organisation, setOrganisation] = useState(account?.organisation ?? '');
  const [role, setRole] = useState(account?.role ?? '');
  const [password, setPassword] = useState('');
  const [active, setActive] = useState(account?.active ?? true);
  const kind = organisations.find(({ id }) => id === organisation)?.kind;
  const roles = kind ? rolesOf[kind] : [];
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
  const submit = () =>
    account
      ? act.mutate({
          method: 'PATCH',
          path: `/api/accounts/${encodeURIComponent(account.username)}`,
          body: { ...place, active, ...(password === '' ? {} : { password }) },
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
      <TextRow
        pointer="/password"
        label={account ? t.passwordAnew : t.password}
        hint={t.passwordHint}
        type="password"
        value={password}
        change={setPassword}
      />
      {account && <CheckRow pointer="/active" label={t.open} value={active} change={setActive} />}
      {account && leaving && <WouldLeave username={account.username} />}
    </Window>
  );
}
