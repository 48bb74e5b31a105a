/** The edge: bodies, queries and addresses are parsed by zod, and what is wrong is said field by field. */
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { Refusal, refusalOf } from '../domain/refusal';
import { zodIssues } from '../domain/zod-issues';
import type { App } from './app';

/** Parses with the schema of a route; errors come as one refusal with a JSON pointer for each field. */
export const parseWithZod: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    // a POST without a body is one with an empty object: acts need no more than their address
    const parsed = schema.safeParse(httpPart === 'body' && (data === undefined || data === null) ? {} : data, {
      reportInput: true,
    });
    if (parsed.success) return { value: parsed.data };
    // an address that cannot be is one that leads nowhere
    if (httpPart === 'params') return { error: new Refusal('not-found') };
    return { error: refusalOf(zodIssues(parsed.error.issues)) };
  };

/** JSON bodies, without what PostgreSQL cannot keep and without keys that change an object's nature. */
export function installJsonParser(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') {
      done(null, undefined);
      return;
    }
    if (typeof body === 'string' && /\\u0000/i.test(body)) {
      done(new Refusal('malformed-json'), undefined);
      return;
    }
    void parse(request, typeof body === 'string' ? body : body.toString('utf8'), done);
  });
}

/** An id in an address. */
export const idParams = z.object({ id: z.string().min(1).max(64) });
