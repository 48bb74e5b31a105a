/** The edge: bodies, queries and addresses are parsed by zod, and what is wrong is said field by field. */
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { Refusal, refusalOf, type FieldError } from '../../domain/refusal';
import { textErrors } from '../../domain/kept-text';
import { zodIssues } from '../../domain/zod-issues';
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

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON bodies: in UTF-8, or not at all (what is no UTF-8 would be read as other characters than were sent). */
export function installJsonParser(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    let text: string;
    try {
      text = typeof body === 'string' ? body : utf8.decode(body);
    } catch {
      done(new Refusal('malformed-json'), undefined);
      return;
    }
    void parse(request, text, (error, parsed) => {
      // further on, nothing is what a request without a body has
      if (error || parsed !== null) done(error, parsed);
      else done(new Refusal('invalid-content', { field: '' }), undefined);
    });
  });
}

/** Refuses what cannot be kept. @throws Refusal `invalid-content` with the fields that hold it */
export function refuseUnkeepable(sent: unknown, prefix = ''): void {
  const errors = textErrors(sent, prefix);
  if (errors.length > 0) throw refusalOf(errors);
}

/** Whether what stands in an address is UTF-8; a `%` that escapes nothing is taken as it stands. */
function isUtf8(escaped: string): boolean {
  try {
    decodeURIComponent(escaped.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}

/**
 * Refuses a query that is no UTF-8: something else would be looked for than was meant.
 *
 * @throws Refusal `invalid-content` with the fields that hold it
 */
function refuseNoUtf8(url: string): void {
  const at = url.indexOf('?');
  if (at < 0) return;
  const wrong = url
    .slice(at + 1)
    .split('&')
    .filter((pair) => !isUtf8(pair))
    .map((pair): FieldError => ({ field: `/${pair.split('=')[0] ?? ''}`, code: 'not-utf8', params: {} }));
  if (wrong.length > 0) throw refusalOf(wrong);
}

/**
 * Text that cannot be kept is refused for all routes alike, before their own parsers look at it: body, query and address.
 * What comes as multipart is no body; `uploads.ts` asks the same of its names, fields and cells.
 */
export function installTextRule(app: App): void {
  app.addHook('preValidation', (request, _, done) => {
    for (const sent of [request.params, request.query, request.body]) refuseUnkeepable(sent);
    refuseNoUtf8(request.url);
    done();
  });
}

// what only pages a list is passed over where there are no pages: whoever reads lists reads all of them alike
const noFilter = z.strictObject({ limit: z.string().optional(), cursor: z.string().optional() });

/**
 * What is read without filters takes none: a filter that nobody knows is refused there as on lists, or a whole ledger would
 * pass for the part that was asked for.
 */
export function refuseUnknownFilters(app: App): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'GET' && route.url.startsWith('/api/'))
      route.schema = { querystring: noFilter, ...route.schema };
  });
}

/** The number of an entry, or of a row, as far as the database counts. */
export const rowNumber = z.number().int().min(0).max(2_147_483_647);

/** An id in an address. */
export const idParams = z.object({ id: z.string().min(1).max(64) });
