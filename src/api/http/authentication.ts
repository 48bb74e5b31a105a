/** Who is asking: a bearer token or the cookie of the web application, both naming the same kind of session. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { accountOfSession, type Account } from '../../database/account-repository';
import type { AccountRole } from '../../domain/city/account-roles';
import { Refusal } from '../../domain/refusal';
import type { App } from './app';

/** Milliseconds that a session lasts: a working day with its evening. */
export const sessionMs = 12 * 3_600_000;

/** Name of the session's cookie. */
export const sessionCookie = 'fuquan_session';

/** A token nobody can guess: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What of a token the database keeps. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The token that came with a request, and by which way. */
export function tokenOf(request: FastifyRequest): { readonly token: string; readonly cookie: boolean } | undefined {
  const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, cookie: false };
  if (request.headers.authorization !== undefined) return { token: '', cookie: false };
  const cookie = request.cookies[sessionCookie];
  return cookie === undefined ? undefined : { token: cookie, cookie: true };
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A cookie goes with a request whoever caused it, so an act by cookie must come from our own page. The cookie is
 * SameSite=Strict already; this holds for browsers and pages on the same site that would get around that.
 */
function checkOrigin(request: FastifyRequest): void {
  if (safe.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new Refusal('forbidden');
  }
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.headers.host) throw new Refusal('forbidden');
}

/** Marks each request with its account; refuses those without one where the route is not open. */
export function installAuthentication(app: App, database: Pool): void {
  app.decorateRequest('account', null);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const open = request.routeOptions.config.open === true;
    const presented = tokenOf(request);
    if (!presented) {
      if (open) return;
      throw new Refusal('unauthenticated');
    }
    // whoever only signs in, or reads what is public, is not held up by an old cookie
    const account = await accountOfSession(database, hashOfToken(presented.token));
    if (!account || account.expired) {
      if (open) return;
      throw new Refusal(account ? 'session-expired' : 'unauthenticated');
    }
    if (presented.cookie && !open) checkOrigin(request);
    if (account.mustChange && request.routeOptions.config.withForeignPassword !== true) {
      // what nobody need be signed in for is answered as to anybody
      if (open) return;
      throw new Refusal('password-must-change');
    }
    request.account = account;
  });
}

/** Who is signed in. Throws Refusal `unauthenticated` where nobody is. */
export function accountOf(request: FastifyRequest): Account {
  if (!request.account) throw new Refusal('unauthenticated');
  return request.account;
}

/** Who is signed in, in one of these roles. Throws Refusal `not-your-role`. */
export function accountWith(request: FastifyRequest, ...roles: readonly AccountRole[]): Account {
  const account = accountOf(request);
  if (!roles.includes(account.role)) throw new Refusal('not-your-role');
  return account;
}

/** Gives or takes back the cookie of a session. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
  if (token === null) void reply.clearCookie(sessionCookie, options);
  else
    void reply.setCookie(sessionCookie, token, {
      ...options,
      maxAge: sessionMs / 1000,
    });
}
