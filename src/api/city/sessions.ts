/** Signing in and out; both stand in the system's ledger, and so does who was refused. */
import { verify } from '@node-rs/argon2';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accountForSignIn, deleteSession, insertSession, type Account } from '../../database/account-repository';
import { countRefusedSignIn, wrongSignInsFrom } from '../../database/sign-in-repository';
import { noteInSystem } from '../../database/system-note-repository';
import { inTransaction } from '../../database/transaction';
import { Refusal, type Language } from '../../domain/refusal';
import { digestKeyOf, keyedName } from '../../ledger/system-ledger';
import { meAnswer, sessionAnswer } from '../../contract/city';
import { problems } from '../../contract/shared';
import { credentialsRequest } from '../../contract/requests';
import type { App } from '../http/app';
import { accountOf, hashOfToken, newToken, sessionMs, setSessionCookie, tokenOf } from '../http/authentication';
import type { Inside } from '../dependencies';

// verified where there is no such account, so that the time of an answer does not tell which names exist
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IGhlcmUhIQ$q8m3Yw3fKXhWQ2VQG9fF0Wb1kq3m1cD3rWcYyq0pJ0Q';

/** A person in the reader's language. */
export const showUser = (account: Account, language: Language) => ({
  username: account.username,
  name: language === 'zh' ? account.nameZh : account.nameEn,
  role: account.role,
  organisation: account.organisation,
  organisationKind: account.organisationKind,
});

/** Whether a password is the one of a hash. A hash that argon2 cannot read lets nobody in. */
export async function matches(hash: string, password: string): Promise<boolean> {
  try {
    return await verify(hash, password);
  } catch {
    return false;
  }
}

/** `POST /api/sessions`, `DELETE /api/sessions/current`, `GET /api/me`. */
export function sessionRoutes(app: App, dependencies: Inside): void {
  const { database, key, now, demonstration, sessionEnds } = dependencies;
  const { signInsPerMinute = 60, wrongSignInsPerMinute = 30 } = dependencies;
  const digestKey = digestKeyOf(key);
  const nameOf = ({ body }: FastifyRequest): string => credentialsRequest.safeParse(body).data?.username ?? '';

  /** Counts a refused sign-in for the system's ledger, and says so in the log; of a name that nobody has a digest only. */
  async function refused(
    request: FastifyRequest,
    account: Account | undefined,
    why: 'wrong' | 'limited',
  ): Promise<void> {
    const { ip: address } = request;
    const who = account?.username ?? keyedName(nameOf(request), digestKey);
    const known = account !== undefined;
    request.log.warn({ [known ? 'username' : 'unknown']: who, address, why }, 'a sign-in was refused');
    await countRefusedSignIn(database, { who, known, address }, why);
  }

  /** Many names tried from one address: counted over all processes, by the minute. @throws Refusal `rate-limited` */
  async function checkAddress(request: FastifyRequest): Promise<void> {
    if ((await wrongSignInsFrom(database, request.ip)) < wrongSignInsPerMinute) return;
    await refused(request, await accountForSignIn(database, nameOf(request)), 'limited');
    throw new Refusal('rate-limited', { params: { seconds: 60 - Math.floor((now() / 1000) % 60) } });
  }

  app.post(
    '/api/sessions',
    {
      config: {
        open: true,
        rateLimit: {
          max: signInsPerMinute,
          timeWindow: 60_000,
          hook: 'preHandler',
          keyGenerator: (request) => `sign-in ${request.ip} ${nameOf(request)}`,
          onExceeded: (request) => {
            accountForSignIn(database, nameOf(request))
              .then((account) => refused(request, account, 'limited'))
              .catch((error: unknown) => request.log.warn({ err: error }, 'a refused sign-in could not be counted'));
          },
        },
      },
      schema: {
        operationId: 'signIn',
        tags: ['sessions'],
        summary: 'Sign in · 登录',
        body: credentialsRequest,
        response: { 200: sessionAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      await checkAddress(request);
      const account = await accountForSignIn(database, username);
      const right = await matches(account?.passwordHash ?? nobody, password);
      if (!account || !right || !account.active) {
        await refused(request, account, 'wrong');
        throw new Refusal('wrong-credentials');
      }
      const token = newToken();
      const expires = new Date(now() + sessionMs);
      await inTransaction(database, async (client) => {
        const session = await insertSession(client, { tokenHash: hashOfToken(token), username, expires });
        await noteInSystem(client, { kind: 'signed-in', by: username, content: { address: request.ip, session } });
      });
      request.log.info({ username, address: request.ip }, 'signed in');
      setSessionCookie(request, reply, token);
      return {
        token,
        expires: expires.toISOString(),
        user: showUser(account, request.language),
        mustChangePassword: account.mustChange,
      };
    },
  );

  app.delete(
    '/api/sessions/current',
    {
      config: { withForeignPassword: true },
      schema: {
        operationId: 'signOut',
        tags: ['sessions'],
        summary: 'Sign out · 退出',
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const presented = tokenOf(request);
      const { username } = accountOf(request);
      if (presented)
        await inTransaction(database, async (client) => {
          await deleteSession(client, hashOfToken(presented.token));
          await noteInSystem(client, { kind: 'signed-out', by: username, content: { address: request.ip } });
        });
      sessionEnds.tell();
      request.log.info({ username, address: request.ip }, 'signed out');
      setSessionCookie(request, reply, null);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/me',
    {
      config: { withForeignPassword: true },
      schema: {
        operationId: 'getMe',
        tags: ['sessions'],
        summary: 'Who is signed in · 当前用户',
        response: { 200: meAnswer, ...problems },
      },
    },
    (request) => ({
      ...showUser(accountOf(request), request.language),
      demonstration,
      mustChangePassword: accountOf(request).mustChange,
    }),
  );
}
