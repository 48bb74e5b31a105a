/** A version's own client, driver and people, loaded from what was built of it, and its answers as they come. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Wrong } from '../running-system.mjs';

const password = 'fuquan-demo';

/**
 * The people of a running demonstration, as that version signs them in and drives transfers.
 * @param folder the version's checkout, built
 */
export async function peopleOf(folder, server) {
  const load = createRequire(join(folder, 'package.json'));
  const built = (path) => load(join(folder, 'dist', 'src', path));
  const { gatherPeople } = built('demo/people.js');
  const { createDriver, completionOf, keyFor } = built('demo/driver.js');
  // versions before had one procedure, of which the driver was not told
  const procedure = createDriver.length > 1 ? [built('domain/power-transfer/procedure.js').powerTransfer] : [];
  const { createClient } = built('client/client.js');
  const people = await gatherPeople(server, password);
  const completed = [];
  const tokens = new Map();
  const tokenOf = (username) => {
    if (!tokens.has(username))
      tokens.set(
        username,
        createClient({ server })
          .signIn(username, password)
          .then(({ token }) => token),
      );
    return tokens.get(username);
  };
  const ask = async (path, username) => {
    const headers = { 'accept-language': 'zh' };
    if (username) headers.authorization = `Bearer ${await tokenOf(username)}`;
    const response = await fetch(server + path, { headers });
    if (!response.ok)
      throw new Wrong(`${path} as ${username ?? 'anybody'}: ${response.status} ${await response.text()}`);
    return response;
  };
  const read = async (path, username) => (await ask(path, username)).json();
  return {
    server,
    folder,
    people,
    driver: createDriver(people, ...procedure, { completed: (one) => completed.push(one) }),
    completionOf,
    /** What was completed: the task, with what, by whom. */
    completed,
    /** The key under which the driver completes a task. */
    keyOf: ({ id, powers }) => keyFor('complete', id, ...powers),
    tokenOf,
    /** Files that were uploaded: id, by whom, content. */
    uploaded: [],
    /** The bytes of an answer. */
    bytes: async (path, username) => Buffer.from(await (await ask(path, username)).arrayBuffer()),
    read,
    /** All items of a list. */
    async list(path, username) {
      const items = [];
      for (let cursor; ;) {
        const mark = path.includes('?') ? '&' : '?';
        const page = await read(`${path}${cursor ? `${mark}cursor=${encodeURIComponent(cursor)}` : ''}`, username);
        items.push(...page.items);
        if (!page.next) return items;
        cursor = page.next;
      }
    },
    declared: {
      steps: built('domain/power-transfer/steps.js').transferSteps,
      ...built('domain/power-transfer/states.js'),
    },
  };
}
