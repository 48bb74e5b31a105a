/** Signing in and out. */
import { verify } from '@node-rs/argon2';
import { z } from 'zod';
import { accountForSignIn, deleteSession, insertSession, type Account } from '../../database/account-repository';
import { Refusal, type Language } from '../../domain/refusal';
import { meAnswer, problems, sessionAnswer } from '../answers';
import type { App } from '../app';
import { accountOf, hashOfToken, newToken, sessionMs, setSessionCookie, tokenOf } from '../authentication';
import type { Dependencies } from '../dependencies';

const credentials = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(1_000),
});

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

async function matches(hash: string, password: string): Promise<boolean> {
  try {
    return await verify(hash, password);
  } catch {
    // a hash that argon2 cannot read lets nobody in
    return false;
  }
}

/** `POST /api/sessions`, `DELETE /api/sessions/current`, `GET /api/me`. */
export function sessionRoutes(app: App, { database, now, demonstration, signInsPerMinute = 60 }: Dependencies): void {
  app.post(
    '/api/sessions',
    {
      config: {
        open: true,
        rateLimit: {
          max: signInsPerMinute,
          timeWindow: 60_000,
          hook: 'preHandler',
          keyGenerator: ({ ip, body }) => {
            const name = credentials.safeParse(body).data?.username ?? '';
            return `sign-in ${ip} ${name}`;
          },
        },
      },
      schema: {
        tags: ['sessions'],
        summary: 'Sign in · 登录',
        body: credentials,
        response: { 200: sessionAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      const account = await accountForSignIn(database, username);
      const right = await matches(account?.passwordHash ?? nobody, password);
      if (!account || !right || !account.active) throw new Refusal('wrong-credentials');
      const token = newToken();
      const expires = new Date(now() + sessionMs);
      await insertSession(database, {
        tokenHash: hashOfToken(token),
        username,
        expires,
      });
      setSessionCookie(request, reply, token);
      return {
        token,
        expires: expires.toISOString(),
        user: showUser(account, request.language),
      };
    },
  );

  app.delete(
    '/api/sessions/current',
    {
      schema: {
        tags: ['sessions'],
        summary: 'Sign out · 退出',
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const presented = tokenOf(request);
      if (presented) await deleteSession(database, hashOfToken(presented.token));
      setSessionCookie(request, reply, null);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/me',
    {
      schema: {
        tags: ['sessions'],
        summary: 'Who is signed in · 当前用户',
        response: { 200: meAnswer, ...problems },
      },
    },
    (request) => ({
      ...showUser(accountOf(request), request.language),
      demonstration,
    }),
  );
}
