/** An address that is there, asked for by a method that it has not: said so, with those that it has (RFC 9110, 15.5.6). */
import { METHODS } from 'node:http';
import { Refusal } from '../../domain/refusal';
import type { App } from './app';

/** Newer ones that Node.js lets through, and the server has to be told of. */
const newer = ['QUERY'].filter((method) => METHODS.includes(method));
/** What any address might be asked by; HEAD comes with GET. */
const usual = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', ...newer];

/** Gathers the methods of each route that is registered from now on. */
export function gatherMethods(app: App): ReadonlyMap<string, ReadonlySet<string>> {
  for (const method of newer) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    for (const one of Array.isArray(method) ? method : [method]) known.add(one);
    methods.set(url, known);
  });
  return methods;
}

/** Refuses the other methods of all routes that were gathered; nobody needs to be signed in to hear it. */
export function refuseOtherMethods(app: App, gathered: ReadonlyMap<string, ReadonlySet<string>>): void {
  // registering adds to what is gathered
  const all = [...gathered].map(([url, methods]) => [url, [...methods]] as const);
  for (const [url, methods] of all) {
    const others = usual.filter((method) => !methods.includes(method));
    if (others.length === 0) continue;
    app.route({
      method: others,
      url,
      config: { open: true },
      schema: { hide: true },
      // before a body is read: what it says does not matter
      onRequest: (_request, reply, done) => {
        void reply.header('allow', methods.join(', '));
        done(new Refusal('method-not-allowed', { params: { methods: methods.join(', ') } }));
      },
      handler: (_request, reply) => reply.code(405).send(),
    });
  }
}
