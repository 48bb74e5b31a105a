/** The logins by which API and worker come to the database: they own nothing, and work as the role of their process. */
import pg from 'pg';
import { codeOf, reasonOf, Trouble } from '../runtime/trouble';
import type { ProcessRole } from './rights';
import type { Queryable } from './queryable';

/** A process's own way in. */
export interface Login {
  readonly role: ProcessRole;
  /** With user and password. */
  readonly url: string;
}

interface Named {
  readonly role: ProcessRole;
  readonly user: string;
  readonly password: string;
}

const named = ({ role, url }: Login): Named => {
  const { username, password } = new URL(url);
  return { role, user: decodeURIComponent(username), password: decodeURIComponent(password) };
};

// 28P01: wrong password, or no such user; 28000: may not sign in
const refusedSignIn = new Set(['28P01', '28000']);

/** Signs in and answers whether whoever did could become the owner; undefined where the server lets nobody in by it. */
async function signIn(url: string, owner: string): Promise<{ readonly mayBeOwner: boolean } | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'fuquan-migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ mayBeOwner: boolean }>(
      `select rolsuper or rolcreaterole or pg_has_role(session_user, $1, 'member') as "mayBeOwner"
         from pg_roles where rolname = session_user`,
      [owner],
    );
    return { mayBeOwner: rows[0]?.mayBeOwner ?? true };
  } catch (error) {
    if (refusedSignIn.has(codeOf(error))) return undefined;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const isThere = async (client: pg.Client, user: string): Promise<boolean> =>
  (await client.query('select from pg_roles where rolname = $1', [user])).rowCount === 1;

/** Lets a login be what it is to be, as far as the owner may. Throws the database's error where it may not. */
async function makeLogin(client: pg.Client, { role, user, password }: Named): Promise<void> {
  const [name, secret] = [client.escapeIdentifier(user), client.escapeLiteral(password)];
  if (!(await isThere(client, user))) await client.query(`create role ${name} login password ${secret}`);
  // anybody else's password is not ours to set
  else if (user === role) await client.query(`alter role ${name} login password ${secret}`);
  await letWork(client, { role, user });
}

/** Gives the login its role, if it has it not. */
async function letWork(client: pg.Client, { role, user }: Pick<Named, 'role' | 'user'>): Promise<void> {
  const { rowCount } = await client.query(`select where pg_has_role($1, $2, 'member')`, [user, role]);
  if (rowCount === 0) await client.query(`grant ${role} to ${client.escapeIdentifier(user)}`);
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function troubleOf(owner: string, { role, user }: Named, there: boolean, error: unknown): Trouble {
  const commands = [
    ...(there ? [] : [`create role "${user}" login password '…';`]),
    ...(user === role ? [] : [`grant ${role} to "${user}";`]),
  ];
  const command = commands.join(' ') || `alter role "${user}" login password '…';`;
  return new Trouble(
    {
      zh: `不能以 ${user} 登录数据库，用户 ${owner} 也不能设置（${reasonOf(error)}）：请更正地址中的口令，或由数据库管理员执行 ${command}`,
      en: `${user} cannot sign in to the database as it should and ${owner} may not set that right (${reasonOf(error)}): correct the password in the address, or let an administrator run ${command}`,
    },
    { cause: error },
  );
}

/**
 * Sees to it that a process can sign in by an address, works as its role, and could never become the owner. A login that is
 * not there is made where the owner may make roles.
 *
 * @param client the owner's, in the migrated database
 * @throws Trouble with what an administrator is to run, or why this login is not to be used
 */
export async function provideLogin(client: pg.Client, login: Login): Promise<void> {
  const { rows } = await client.query<{ owner: string }>('select current_user as owner');
  const owner = rows[0]?.owner ?? '?';
  const who = named(login);
  let signedIn = await signIn(login.url, owner);
  try {
    if (!signedIn) {
      await inTransaction(client, () => makeLogin(client, who));
      signedIn = await signIn(login.url, owner);
      if (!signedIn) throw new Error('password');
    } else if (!signedIn.mayBeOwner) await letWork(client, who);
  } catch (error) {
    throw troubleOf(owner, who, await isThere(client, who.user), error);
  }
  if (!signedIn.mayBeOwner) return;
  throw new Trouble({
    zh: `${who.user} 可以成为数据库所有者 ${owner}：请为接口和工作进程另设不拥有任何表、不能建立角色的登录用户`,
    en: `${who.user} can become ${owner}, the owner of the database: give API and worker logins of their own that own no tables and make no roles`,
  });
}

/** Whether whoever is signed in owns the ledger or could take it: then rights hold nobody back (a pool of a process). */
export async function couldOwn(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ could: boolean }>(
    `select pg_has_role(session_user, relowner, 'member') as could from pg_class where oid = 'public.ledger'::regclass`,
  );
  return rows[0]?.could ?? true;
}

/** What a process says in its log where that is so. */
export const ownerWarning = 'this process signs in as who could own the tables: the database cannot hold it back';
