/** What a version shows of all transfers, and in what two of these pictures differ. */

/** What time changes by itself, and words, which may be put better: docs/operations/changing-a-procedure.md. */
const free = new Set([
  ...['overdue', 'claimOld'],
  ...['title', 'stateTitle', 'name', 'words', 'why', 'guidance', 'outcomes', 'law'],
]);

const byId = (items, key = ({ id, seq }) => id ?? seq) =>
  Object.fromEntries(items.map((item, at) => [key(item) ?? at, item]));

/** All that is shown of transfers, by transfer and kind, and of the register. */
export async function look({ read, list }) {
  const transfers = {};
  for (const { id } of await list('/api/transfers', 'coordinator')) {
    const path = `/api/transfers/${id}`;
    const { tasks, ...transfer } = await read(path, 'coordinator');
    transfers[id] = {
      transfer,
      tasks: byId(tasks),
      history: byId(await list(`${path}/history?limit=100`, 'coordinator')),
      notes: byId(await list(`${path}/notes`, 'coordinator')),
      documents: byId((await read(`${path}/documents`, 'coordinator')).items),
    };
  }
  return {
    transfers,
    tasks: byId(await list('/api/tasks?scope=all&limit=100', 'coordinator')),
    register: await list('/api/register?all=true'),
    notices: byId(await list('/api/notices')),
    settings: byId((await read('/api/settings', 'coordinator')).items, ({ pointer }) => pointer),
  };
}

/** Everything of `before` that is not the same in `after`; what `after` shows besides is no difference. */
export function differences(before, after, path = '') {
  if (typeof before !== 'object' || before === null) {
    return before === after ? [] : [{ path, before, after }];
  }
  if (typeof after !== 'object' || after === null) return [{ path, before, after }];
  if (Array.isArray(before) && before.length !== after.length)
    return [{ path, before: `${before.length}`, after: `${after.length}` }];
  return Object.entries(before).flatMap(([name, value]) =>
    !Array.isArray(before) && free.has(name) && typeof value !== 'object'
      ? []
      : differences(value, after[name], `${path}/${name}`),
  );
}

/** Differences in words, those of the same kind together. */
export function told(found) {
  const kinds = new Map();
  for (const one of found) {
    // ids and numbers aside, what is different is the same
    const kind = one.path.replaceAll(/\/(t[a-z0-9]{14,}|\d+|[^/]{20,})(?=\/|$)/g, '/*');
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  const cut = (value) => `${JSON.stringify(value)}`.slice(0, 80);
  return [...kinds].map(
    ([kind, [{ before, after }, ...more]]) => `${kind}: ${cut(before)} → ${cut(after)} (${more.length + 1})`,
  );
}

/** What of a version's declarations no transfer shows: then less was tried than is said. */
export function missing({ declared }, { transfers }) {
  const all = Object.values(transfers);
  const steps = new Set(all.flatMap(({ tasks }) => Object.values(tasks).map(({ step }) => step)));
  const powers = new Set(all.flatMap(({ transfer }) => transfer.powers.map(({ state }) => state)));
  const states = new Set(all.map(({ transfer }) => transfer.state));
  const peoples = declared.steps.filter(({ parties }) => !('system' in parties)).map(({ code }) => code);
  return {
    steps: peoples.filter((code) => !steps.has(code)),
    powerStates: Object.keys(declared.powerStates).filter((state) => !powers.has(state)),
    transferStates: Object.keys(declared.transferStates).filter((state) => !states.has(state)),
    counts: { steps: peoples.length, powers: powers.size, states: states.size, transfers: all.length },
  };
}
