/** Everything that goes wrong becomes problem details (RFC 9457) here, and nowhere else. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { isDatabaseAway } from '../../database/away';
import { problemOf, Refusal } from '../../domain/refusal';
import { codeOf } from '../../runtime/trouble';
import type { App } from './app';
import { languageOf } from './language';
import { whyNoAnswer, type StorageWatch } from '../engine/storage-watch';

/** Bytes that a JSON body may have: five hundred powers with reasons and particulars stay well below. */
export const bodyLimit = 2 * 1024 * 1024;

/** Bytes as people read them in a limit. */
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;

// what Fastify and its plugins throw, as what the sender can mend
const known: { readonly [code: string]: () => Refusal } = {
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Refusal('malformed-json'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Refusal('malformed-json'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Refusal('malformed-json'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Refusal('too-large', { params: { limit: mebibytes(bodyLimit) } }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Refusal('unsupported-media-type'),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () => new Refusal('unsupported-media-type'),
  FST_NO_FORM_DATA: () => new Refusal('unsupported-media-type'),
  FST_ERR_BAD_URL: () => new Refusal('not-found'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Refusal('not-found'),
  FST_PARTS_LIMIT: () => new Refusal('invalid-content', { field: '/file' }),
  FST_FILES_LIMIT: () => new Refusal('one-file-only', { field: '/file' }),
  FST_FIELDS_LIMIT: () => new Refusal('invalid-content', { field: '/file' }),
  // text that PostgreSQL cannot keep: refused at the edge (kept-text.ts); should any come through, it is the sender's to mend
  '22021': () => new Refusal('invalid-content'),
  '22P05': () => new Refusal('invalid-content'),
  // a number that a column has no room for
  '22003': () => new Refusal('invalid-content'),
  // no room where the database keeps its files, or where this process writes
  '53100': () => new Refusal('storage-full'),
  ENOSPC: () => new Refusal('storage-full'),
  // a statement, a lock or a transaction took longer than it may; or two waited for one another
  '57014': () => new Refusal('database-busy'),
  '55P03': () => new Refusal('database-busy'),
  '25P03': () => new Refusal('database-busy'),
  '40001': () => new Refusal('database-busy'),
  '40P01': () => new Refusal('database-busy'),
};

/** The refusal that an error is; `undefined`: it is a fault, and ours. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const refusal = known[codeOf(error)]?.();
  if (refusal) return refusal;
  if (isDatabaseAway(error)) return new Refusal('database-unavailable');
  if (error instanceof Error && 'statusCode' in error) {
    if (error.statusCode === 429) {
      const seconds = 'seconds' in error && typeof error.seconds === 'number' ? error.seconds : 60;
      return new Refusal('rate-limited', { params: { seconds } });
    }
    if (error.statusCode === 413)
      return new Refusal('too-large', {
        params: { limit: mebibytes(bodyLimit) },
      });
    if (error.statusCode === 408) return new Refusal('request-timeout');
    if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500)
      return new Refusal('malformed-json');
  }
  return undefined;
}

/** Status and body of the answer to an error, as a single request or one of a bulk is answered. */
export function answerTo(error: unknown, request: FastifyRequest): { readonly status: number; readonly body: object } {
  const refusal = refusalIn(error);
  if (refusal) {
    const body = problemOf(refusal, request.language);
    return { status: body.status, body };
  }
  request.log.error({ err: error, requestId: request.id }, 'a fault');
  const body = problemOf(new Refusal('internal', { params: { request: request.id } }), request.language);
  return { status: 500, body: { ...body, requestId: request.id } };
}

function send(reply: FastifyReply, request: FastifyRequest, error: unknown): FastifyReply {
  const { status, body } = answerTo(error, request);
  const refusal = refusalIn(error);
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="fuquan"');
  const seconds = refusal?.params['seconds'];
  if (status === 429) void reply.header('retry-after', typeof seconds === 'number' ? seconds : 60);
  if (status === 503) void reply.header('retry-after', '1');
  // by hand: the answer's own schema says what success looks like
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}

/** Installs the handlers. `elsewhere` answers what is not the API's: the web application, or nothing. */
export function installProblems(
  app: App,
  watch: StorageWatch | undefined,
  elsewhere?: (request: FastifyRequest, reply: FastifyReply) => boolean,
): void {
  app.setErrorHandler(async (error, request, reply) => send(reply, request, await whyNoAnswer(error, watch)));
  app.setNotFoundHandler((request, reply) => {
    if (elsewhere?.(request, reply)) return reply;
    // no address of ours has it: newer releases of Node.js let through what older ones call no HTTP
    if (!app.supportedMethods.includes(request.method)) {
      void reply.header('allow', usualMethods);
      return send(reply, request, noMethod());
    }
    return send(reply, request, new Refusal('not-found'));
  });
}

/** Fastify's errors before a request is a request (a broken URL). */
export function onFrameworkError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  request.language = languageOf(request.headers['accept-language']);
  void send(reply, request, error);
}

const usualMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const noMethod = () => new Refusal('method-not-allowed', { params: { methods: usualMethods } });
const clientErrors: { readonly [code: string]: () => Refusal } = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new Refusal('request-timeout'),
  HPE_INVALID_METHOD: noMethod,
};

/** Answers what is not HTTP enough to become a request: headers too large, a request that never ends. */
export function onClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = clientErrors[error.code ?? '']?.() ?? new Refusal('malformed-json');
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : refusal.status;
  const body = JSON.stringify({ ...problemOf(refusal, 'zh'), status });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${status === 405 ? `allow: ${usualMethods}\r\n` : ''}content-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
