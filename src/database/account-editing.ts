/** Making and changing accounts, with the history of what they were; the same by the API and at the machine itself. */
import type { PoolClient } from 'pg';
import { isOfTrust, officesOfTrust, type OfficeOfTrust } from '../domain/city/account-roles';
import type { Circumstances, Holder } from '../domain/power-transfer/offices-of-trust';
import {
  accountForSignIn,
  insertAccount,
  updateAccount,
  type Account,
  type AccountChange,
  type NewAccount,
} from './account-repository';
import { difference, insertChanges, type Fields } from './change-repository';
import type { Queryable } from './queryable';

/** Lets nobody else change accounts until the transaction ends: two who close each other take turns. */
export async function lockAccounts(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('fuquan accounts'))");
}

/** What decides, beside the account itself, whether it may be changed. */
export async function circumstancesOf(database: Queryable, { username, role }: Holder): Promise<Circumstances> {
  const { rows } = await database.query<{ others: number; security: boolean }>(
    `select count(*) filter (where role = $2)::int as others, coalesce(bool_or(role = 'security'), false) as security
       from account where active and username <> $1`,
    [username, role],
  );
  const { rows: roles } = await database.query<{ role: string }>(
    `select distinct r.role from change_log c, lateral (values (c.before ->> 'role'), (c.after ->> 'role')) r(role)
      where c.kind = 'account' and c.subject = $1 and r.role = any($2)`,
    [username, officesOfTrust],
  );
  const held = roles.map((row) => row.role).filter((one): one is OfficeOfTrust => isOfTrust(one));
  return { held, hasSecurityOfficer: rows[0]?.security ?? false, othersOfRole: rows[0]?.others ?? 0 };
}

/** As much of an account as its history tells. */
const logged = ({
  nameZh,
  nameEn,
  organisation,
  role,
  active,
}: Omit<NewAccount, 'username' | 'passwordHash' | 'mustChange'>): Fields => ({
  name: { zh: nameZh, en: nameEn },
  organisation,
  role,
  active,
});

/**
 * Makes an account, in the caller's transaction.
 *
 * @param by null: at the machine itself
 * @throws a unique violation where the user name is taken
 */
export async function makeAccount(client: PoolClient, account: NewAccount, by: string | null): Promise<void> {
  await insertAccount(client, account);
  await insertChanges(client, [
    { kind: 'account', subject: account.username, by, via: 'edit', before: null, after: logged(account) },
  ]);
}

/**
 * Changes an account, in the caller's transaction.
 *
 * @param by null: at the machine itself
 * @returns the account as it is then
 */
export async function changeAccount(
  client: PoolClient,
  before: Account,
  change: AccountChange,
  by: string | null,
): Promise<Account> {
  const { username } = before;
  await updateAccount(client, username, change);
  const after = await accountForSignIn(client, username);
  if (!after) throw new Error(`account ${username} was changed and is not there`);
  // of a password only that it was set
  const password = change.password === undefined ? {} : { password: 'set anew' };
  const differs = difference(logged(before), { ...logged(after), ...password });
  if (differs) await insertChanges(client, [{ kind: 'account', subject: username, by, via: 'edit', ...differs }]);
  return after;
}
