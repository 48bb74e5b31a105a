/** Accounts and sessions: who signs in, as what, for how long. */
import type { AccountRole } from '../domain/city/account-roles';
import type { Words } from '../domain/procedure/step';
import type { Queryable } from './queryable';

/** As the organisation table knows them (DESIGN: Organisation). */
export type OrganisationKind =
  'sub-district' | 'department' | 'justice-bureau' | 'government' | 'audit' | 'coordination';

/** A person and the organisation that they act for. */
export interface Account {
  readonly username: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly organisation: string;
  readonly organisationName: Words;
  readonly organisationKind: OrganisationKind;
  readonly role: AccountRole;
  readonly demonstration: boolean;
  readonly active: boolean;
  /** Somebody else set the password: nothing is answered until the person has chosen one. Never in a demonstration. */
  readonly mustChange: boolean;
}

const accountColumns = `a.username, a.name_zh as "nameZh", a.name_en as "nameEn", a.organisation,
  json_build_object('zh', o.name_zh, 'en', o.name_en) as "organisationName", o.kind as "organisationKind", a.role, a.demonstration, a.active, a.must_change as "mustChange"`;

/** The account with its password's hash, for signing in only. */
export async function accountForSignIn(
  database: Queryable,
  username: string,
): Promise<(Account & { readonly passwordHash: string }) | undefined> {
  const { rows } = await database.query<Account & { passwordHash: string }>(
    `select ${accountColumns}, a.password_hash as "passwordHash"
       from account a join organisation o on o.id = a.organisation where a.username = $1`,
    [username],
  );
  return rows[0];
}

/** SQL: the name of a session, by which its sign-in's note tells of it; nobody can act by it. */
export const sessionName = `left(encode(sha256(token_hash), 'hex'), 16)`;

/** Notes a new session and tells its name ({@link sessionName}); expired ones of the same person go at this occasion. */
export async function insertSession(
  database: Queryable,
  session: {
    readonly tokenHash: Buffer;
    readonly username: string;
    readonly expires: Date;
  },
): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    `with gone as (delete from session where username = $2 and expires < now())
     insert into session (token_hash, username, expires) values ($1, $2, $3) returning ${sessionName} as name`,
    [session.tokenHash, session.username, session.expires],
  );
  return rows[0]?.name ?? '';
}

/** Whose session a token is, and until when; `undefined` where there is none or the account is closed. */
export async function accountOfSession(
  database: Queryable,
  tokenHash: Buffer,
): Promise<(Account & { readonly expires: Date; readonly expired: boolean }) | undefined> {
  const { rows } = await database.query<Account & { expires: Date; expired: boolean }>({
    name: 'account-of-session',
    text: `select ${accountColumns}, s.expires, s.expires <= now() as expired
       from session s join account a on a.username = s.username join organisation o on o.id = a.organisation
      where s.token_hash = $1 and a.active`,
    values: [tokenHash],
  });
  return rows[0];
}

/** Those of these sessions that still hold; a closed account has none. */
export async function livingSessions(database: Queryable, tokenHashes: readonly Buffer[]): Promise<Set<string>> {
  const { rows } = await database.query<{ hash: string }>({
    name: 'living-sessions',
    text: `select encode(s.token_hash, 'hex') as hash from session s join account a on a.username = s.username
      where s.token_hash = any($1) and s.expires > now() and a.active`,
    values: [tokenHashes],
  });
  return new Set(rows.map(({ hash }) => hash));
}

/** Ends a session. */
export async function deleteSession(database: Queryable, tokenHash: Buffer): Promise<void> {
  await database.query('delete from session where token_hash = $1', [tokenHash]);
}

/** Whether there is any demonstration account: then the server stays on this machine. */
export async function demonstrationAccountsExist(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ found: boolean }>(
    'select exists(select from account where demonstration) as found',
  );
  return rows[0]?.found ?? false;
}

/** An account by its name, also one that is closed. */
export async function accountNamed(database: Queryable, username: string): Promise<Account | undefined> {
  const { rows } = await database.query<Account>(
    `select ${accountColumns} from account a join organisation o on o.id = a.organisation where a.username = $1`,
    [username],
  );
  return rows[0];
}

/** The demonstration's accounts that can sign in, in the order of their organisations. */
export async function demonstrationAccounts(database: Queryable): Promise<Account[]> {
  const { rows } = await database.query<Account>(
    `select ${accountColumns} from account a join organisation o on o.id = a.organisation
      where a.demonstration and a.active order by a.organisation, a.username`,
  );
  return rows;
}

/** A page of accounts by user name. */
export async function listAccounts(
  database: Queryable,
  page: {
    readonly after: string;
    readonly limit: number;
    readonly organisation?: string | undefined;
  },
): Promise<Account[]> {
  const { rows } = await database.query<Account>(
    `select ${accountColumns} from account a join organisation o on o.id = a.organisation
      where a.username > $1 and ($3::text is null or a.organisation = $3) order by a.username limit $2`,
    [page.after, page.limit, page.organisation ?? null],
  );
  return rows;
}

/** An account to be made. */
export interface NewAccount {
  readonly username: string;
  readonly passwordHash: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly organisation: string;
  readonly role: AccountRole;
  readonly active: boolean;
  readonly mustChange: boolean;
}

/** Throws a unique violation of `account_pkey` where the user name is taken. */
export async function insertAccount(database: Queryable, account: NewAccount): Promise<void> {
  const { username, passwordHash, nameZh, nameEn, organisation, role, active, mustChange } = account;
  await database.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role, active, must_change)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [username, passwordHash, nameZh, nameEn, organisation, role, active, mustChange],
  );
}

/** A new password, and who has set it. */
export interface NewPassword {
  readonly hash: string;
  /** Somebody else: the person has to choose another one first. */
  readonly byOthers: boolean;
  /** The session that goes on: the person's own, who has just shown that they know the old one. */
  readonly keep?: Buffer;
}

/** What of an account can be changed; what is left out stays as it is. */
export interface AccountChange {
  readonly active?: boolean | undefined;
  readonly password?: NewPassword | undefined;
  readonly nameZh?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly organisation?: string | undefined;
  readonly role?: AccountRole | undefined;
}

/**
 * Changes what is given; a closed account, a new password, another role or organisation ends the person's sessions. What
 * somebody had claimed who may not answer it any more is free again. False: there is no such account. In a transaction of
 * the caller's: a claim that is being made is waited for.
 */
export async function updateAccount(database: Queryable, username: string, change: AccountChange): Promise<boolean> {
  const { active, password, nameZh, nameEn, organisation, role } = change;
  // by itself: a statement does not see what was committed while it waited
  await database.query('select from account where username = $1 for update', [username]);
  const { rowCount } = await database.query(
    `with ended as (delete from session where username = $1 and token_hash is distinct from $9::bytea
       and ($2::boolean is false or $3::text is not null or $6::text is not null or $7::text is not null)),
     freed as (update task_claim c set by_person = null, since = clock_timestamp() from account a
       where c.by_person = $1 and a.username = $1
         and ($2::boolean is false or $6::text <> a.organisation or $7::text <> a.role))
     update account set active = coalesce($2, active), password_hash = coalesce($3, password_hash),
       name_zh = coalesce($4, name_zh), name_en = coalesce($5, name_en), organisation = coalesce($6, organisation),
       role = coalesce($7, role), must_change = coalesce($8::boolean and not demonstration, must_change) where username = $1`,
    [
      ...[username, active ?? null, password?.hash ?? null, nameZh ?? null, nameEn ?? null],
      ...[organisation ?? null, role ?? null, password?.byOthers ?? null, password?.keep ?? null],
    ],
  );
  return rowCount === 1;
}
