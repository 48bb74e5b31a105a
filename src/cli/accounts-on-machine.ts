/** Accounts as whoever sits at the machine itself may change them: all of it is noted as done here. */
import { userInfo } from 'node:os';
import type { PoolClient } from 'pg';
import { changeAccount, circumstancesOf, lockAccounts } from '../database/account-editing';
import { accountForSignIn, type AccountChange } from '../database/account-repository';
import { allOrganisations } from '../database/catalogue-repository';
import type { Pool } from '../database/connection';
import { noteInSystem } from '../database/system-note-repository';
import { inTransaction } from '../database/transaction';
import { accountRoles, officesOfTrust, rolesOfKind, type AccountRole } from '../domain/city/account-roles';
import { checkHolders } from '../domain/power-transfer/offices-of-trust';
import { Usage, words } from './failure';

const osUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    // a user that the system has no entry for, as in containers
    return String(process.getuid?.() ?? '?');
  }
};

/** Notes that something was done at the machine, and by which user of the operating system. */
export const noteDoneHere = (client: PoolClient, act: string, subject: string): Promise<void> =>
  noteInSystem(client, { kind: 'at-the-machine', content: { act, subject, osUser: osUser() } });

/**
 * Changes an account here.
 *
 * @throws Usage where there is none; Refusal `trust-excludes`, `last-of-role`
 */
export async function changeOnMachine(
  pool: Pool,
  act: 'password' | 'role' | 'open',
  username: string,
  change: AccountChange,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockAccounts(client);
    const before = await accountForSignIn(client, username);
    if (!before) throw new Usage(words(`没有账户 ${username}`, `there is no account ${username}`));
    checkHolders(before, change, await circumstancesOf(client, before));
    await changeAccount(client, before, change, null);
    await noteDoneHere(client, act, username);
  });
}

/** A role by its name. @throws Usage */
export function roleOf(text: string): AccountRole {
  const role = accountRoles.find((one) => one === text);
  if (role) return role;
  const all = accountRoles.join(', ');
  throw new Usage(words(`岗位只能是：${all}`, `a role is one of: ${all}`));
}

/**
 * The organisation in which somebody gets a role: the one that is named, theirs where it has the role, or the only one that has.
 *
 * @throws Usage where there is none, or which one is not clear
 */
export async function placeOf(
  pool: Pool,
  named: string | undefined,
  role: AccountRole,
  username?: string,
): Promise<string> {
  const organisations = await allOrganisations(pool);
  const fitting = organisations.filter(({ kind }) => {
    const roles: readonly AccountRole[] = rolesOfKind[kind];
    return roles.includes(role);
  });
  if (named !== undefined) {
    if (!organisations.some(({ id }) => id === named))
      throw new Usage(words(`没有单位 ${named}`, `there is no organisation ${named}`));
    if (!fitting.some(({ id }) => id === named))
      throw new Usage(words(`单位 ${named} 没有岗位 ${role}`, `the organisation ${named} has no role ${role}`));
    return named;
  }
  const own = username === undefined ? undefined : (await accountForSignIn(pool, username))?.organisation;
  const found = fitting.find(({ id }) => id === own) ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (found) return found.id;
  const ids = fitting.map(({ id }) => id).join(', ');
  throw new Usage(words(`请用 --organisation 给出单位：${ids}`, `name the organisation with --organisation: ${ids}`));
}

/** An account of trust, open or closed. */
export interface TrustedAccount {
  readonly username: string;
  readonly role: string;
  readonly organisation: string;
  readonly active: boolean;
}

/** Who holds an office of trust. */
export async function trustedAccounts(pool: Pool): Promise<TrustedAccount[]> {
  const { rows } = await pool.query<TrustedAccount>(
    'select username, role, organisation, active from account where role = any($1) order by role, username',
    [officesOfTrust],
  );
  return rows;
}
