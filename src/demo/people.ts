/** Signing in as whoever is asked: the demonstration's people, each once. */
import { createClient, type Client } from '../client/client';
import type { DemonstrationAccount, User } from '../contract/types';
import { transferSteps } from '../domain/power-transfer/steps';

/** A person who is signed in. */
export interface Person {
  readonly user: User;
  readonly client: Client;
}

/** The people of a demonstration, found by what they do and signed in when they are first needed. */
export interface People {
  /** By account. */
  readonly named: (username: string) => Promise<Person>;
  /** Who completes a step for an organisation; undefined where nobody of the demonstration does. */
  readonly forStep: (step: string, organisation: string) => Promise<Person | undefined>;
}

const rolesOf = new Map<string, ReadonlySet<string>>(
  transferSteps.map(({ code, parties }) => [code, new Set<string>(Object.values(parties))]),
);

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
    async forStep(step, organisation) {
      const roles = rolesOf.get(step);
      const account = accounts.find((a) => a.organisation === organisation && roles?.has(a.role));
      return account && named(account.username);
    },
  };
}
