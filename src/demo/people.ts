/** Signing in as whoever is asked: the demonstration's people, each once. */
import { createClient, type Client } from '../client/client';
import type { DemonstrationAccount, User } from '../contract/types';

/** A person who is signed in. */
export interface Person {
  readonly user: User;
  readonly client: Client;
}

/** The people of a demonstration, found by what they do and signed in when they are first needed. */
export interface People {
  /** By account. */
  readonly named: (username: string) => Promise<Person>;
  /** Somebody of an organisation who has one of these roles; undefined where nobody of the demonstration has. */
  readonly inRole: (roles: ReadonlySet<string>, organisation: string) => Promise<Person | undefined>;
}

/**
 * The people of a running demonstration.
 *
 * @throws Problem with status 404 where the server holds no demonstration data.
 */
export async function gatherPeople(server: string, password: string, language: 'zh' | 'en' = 'zh'): Promise<People> {
  const accounts: readonly DemonstrationAccount[] = await createClient({ server, language }).demonstrationAccounts();
  const signedIn = new Map<string, Promise<Person>>();
  const signIn = async (username: string): Promise<Person> => {
    const { token, user } = await createClient({ server, language }).signIn(username, password);
    return { user, client: createClient({ server, language, token }) };
  };
  const named = (username: string) => {
    let person = signedIn.get(username);
    if (!person) signedIn.set(username, (person = signIn(username)));
    return person;
  };
  return {
    named,
    async inRole(roles, organisation) {
      const account = accounts.find((a) => a.organisation === organisation && roles.has(a.role));
      return account && named(account.username);
    },
  };
}
