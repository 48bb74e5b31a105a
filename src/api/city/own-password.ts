/** Everybody's own password. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { changeAccount, lockAccounts } from '../../database/account-editing';
import { accountForSignIn } from '../../database/account-repository';
import { inTransaction } from '../../database/transaction';
import { checkPassword } from '../../domain/password';
import { Refusal } from '../../domain/refusal';
import { passwordRequest } from '../../contract/city-requests';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountOf, hashOfToken, tokenOf } from '../http/authentication';
import type { Inside } from '../dependencies';
import { recordingRefusals } from '../ledger/recorded-refusals';
import { matches } from './sessions';

/** `PUT /api/me/password`. */
export function ownPasswordRoutes(app: App, { database, sessionEnds }: Inside): void {
  app.put(
    '/api/me/password',
    {
      config: { withForeignPassword: true, rateLimit: { max: 10, timeWindow: 60_000 } },
      schema: {
        operationId: 'changeOwnPassword',
        tags: ['sessions'],
        summary: 'Change one’s own password; all other sessions end · 修改自己的密码',
        body: passwordRequest,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const { username } = accountOf(request);
      const { current, new: wanted } = request.body;
      const keep = hashOfToken(tokenOf(request)?.token ?? '');
      await recordingRefusals(database, { by: username, act: 'change-password', subject: username }, async () => {
        const account = await accountForSignIn(database, username);
        if (!account || !(await matches(account.passwordHash, current)))
          throw new Refusal('current-password-wrong', { field: '/current' });
        checkPassword(wanted, username, '/new');
        if (wanted === current) throw new Refusal('password-unchanged', { field: '/new' });
        const password = { hash: await hash(wanted), byOthers: false, keep };
        await inTransaction(database, async (client) => {
          await lockAccounts(client);
          const before = await accountForSignIn(client, username);
          // set anew by somebody else in the meantime: whoever sits here may not be that person any more
          if (before?.passwordHash !== account.passwordHash || !before.active)
            throw new Refusal('current-password-wrong', { field: '/current' });
          await changeAccount(client, before, { password }, username);
        });
      });
      sessionEnds.tell();
      return reply.code(204).send(null);
    },
  );
}
