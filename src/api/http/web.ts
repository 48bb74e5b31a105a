/** The web application's files, where it is built; otherwise a small page that says where to go. */
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app';

const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>赋权 Fuquan</title>
<h1>赋权 Fuquan</h1>
<p>接口说明见 <a href="/docs">/docs</a>，赋权事项公示见 <a href="/api/register">/api/register</a>。</p>
<p lang="en">The interface is described at <a href="/docs">/docs</a>; the public register is at <a href="/api/register">/api/register</a>.</p>
</html>`;

const reserved = /^\/(api|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/;

/**
 * Serves the web application.
 *
 * @param folder of its built files; null, or without an index.html: the small page
 * @returns what answers addresses that are no route: the application finds its own way in them
 */
export async function installWeb(
  app: App,
  folder: string | null,
): Promise<(request: FastifyRequest, reply: FastifyReply) => boolean> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, (_, reply) =>
      reply.header('content-type', 'text/html; charset=utf-8').serializer(String).send(page),
    );
    return () => false;
  }
  await app.register(fastifyStatic, {
    root: folder,
    // the build has left each file in brotli beside it (src/web/vite.config.ts)
    preCompressed: true,
    // said below, by the kind of file
    cacheControl: false,
    // built files carry a digest in their names; the page that names them does not
    setHeaders: (reply, path) => {
      void reply.header(
        'cache-control',
        /\.html(\.br)?$/.test(path) ? 'no-cache' : 'public, max-age=31536000, immutable',
      );
    },
  });
  return (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage || reserved.test(path)) return false;
    void reply.header('cache-control', 'no-cache').sendFile('index.html');
    return true;
  };
}
