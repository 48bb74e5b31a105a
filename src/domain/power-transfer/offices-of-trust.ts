/** Who may give what to whom: administrator, security officer and auditor exclude one another, and none of them is lost. Pure. */
import { Refusal } from '../refusal';
import { isOfTrust, type AccountRole, type OfficeOfTrust } from '../city/account-roles';

/** As much of an account as decides who may change it. */
export interface Holder {
  readonly username: string;
  readonly role: AccountRole;
  readonly organisation: string;
  readonly active: boolean;
}

/** What is to become of an account; what is left out stays. */
export interface HolderChange {
  readonly role?: AccountRole | undefined;
  readonly organisation?: string | undefined;
  readonly active?: boolean | undefined;
  /** Names are the administrator's to set right. */
  readonly name?: unknown;
  /** A new password, given by somebody else. */
  readonly password?: unknown;
}

/** What else decides. */
export interface Circumstances {
  /** Offices of trust that the account has held at any time. */
  readonly held: readonly OfficeOfTrust[];
  /** Whether another open account is a security officer. */
  readonly hasSecurityOfficer: boolean;
  /** Other open accounts with the role that this one has. */
  readonly othersOfRole: number;
}

/** The role goes to, comes from, or stays in an office of trust. */
const touchesTrust = (before: Holder, { role }: HolderChange): boolean =>
  isOfTrust(before.role) || (role !== undefined && isOfTrust(role));

/** An office of trust that was held excludes the others for good: who was one does not become the other. */
function checkExclusion(before: Holder, { role }: HolderChange, held: readonly OfficeOfTrust[]): void {
  if (role === undefined || role === before.role || !isOfTrust(role)) return;
  if ([...held, before.role].some((one) => isOfTrust(one) && one !== role))
    throw new Refusal('trust-excludes', { field: '/role' });
}

/** The last open account of an office of trust is neither closed nor given another role. */
function checkLast(before: Holder, change: HolderChange, { othersOfRole }: Circumstances): void {
  if (!isOfTrust(before.role) || !before.active || othersOfRole > 0) return;
  if (change.active === false) throw new Refusal('last-of-role', { field: '/active' });
  if (change.role !== undefined && change.role !== before.role) throw new Refusal('last-of-role', { field: '/role' });
}

/**
 * What whoever may do everything else (at the machine itself) may not do either.
 *
 * @throws Refusal `trust-excludes`, `last-of-role`
 */
export function checkHolders(before: Holder, change: HolderChange, circumstances: Circumstances): void {
  checkExclusion(before, change, circumstances.held);
  checkLast(before, change, circumstances);
}

const security = (field: string, { hasSecurityOfficer }: Circumstances): Refusal =>
  new Refusal(hasSecurityOfficer ? 'security-officer-only' : 'no-security-officer', { field });

/** @throws Refusal where it is the security officer's to do, or nobody's */
function checkAdministrator(before: Holder, change: HolderChange, circumstances: Circumstances): void {
  const changesRole = change.role !== undefined && change.role !== before.role;
  if (changesRole && touchesTrust(before, change)) throw security('/role', circumstances);
  if (change.organisation !== undefined && change.organisation !== before.organisation && isOfTrust(before.role))
    throw security('/organisation', circumstances);
  if (change.password !== undefined) throw security('/password', circumstances);
  // who was locked stays so until the security officer opens the account
  if (change.active === true && !before.active) throw security('/active', circumstances);
  if (change.active === false && isOfTrust(before.role)) throw security('/active', circumstances);
}

/**
 * Whether somebody may change an account so.
 *
 * @param by the administrator or the security officer
 * @throws Refusal `own-account`, `not-your-role`, `security-officer-only`, `no-security-officer`, `trust-excludes`, `last-of-role`
 */
export function checkChange(
  by: { readonly username: string; readonly role: AccountRole },
  before: Holder,
  change: HolderChange,
  circumstances: Circumstances,
): void {
  if (by.username === before.username) {
    if (change.role !== undefined && change.role !== before.role) throw new Refusal('own-account', { field: '/role' });
    if (change.active !== undefined && change.active !== before.active)
      throw new Refusal('own-account', { field: '/active' });
    if (change.password !== undefined) throw new Refusal('own-account', { field: '/password' });
  }
  if (by.role === 'security') {
    if (change.name !== undefined) throw new Refusal('not-your-role', { field: '/name' });
  } else checkAdministrator(before, change, circumstances);
  checkHolders(before, change, circumstances);
}
