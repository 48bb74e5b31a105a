/** Accounts: the administrator makes them, the security officer opens, locks and gives offices of trust. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { changeAccount, circumstancesOf, lockAccounts, makeAccount } from '../../database/account-editing';
import { accountForSignIn, listAccounts, type Account } from '../../database/account-repository';
import { allOrganisations } from '../../database/catalogue-repository';
import { violatedIndex } from '../../database/queryable';
import { inTransaction } from '../../database/transaction';
import { checkPassword } from '../../domain/password';
import { isOfTrust, rolesOfKind, type AccountRole } from '../../domain/city/account-roles';
import { checkChange } from '../../domain/power-transfer/offices-of-trust';
import { Refusal, type Language } from '../../domain/refusal';
import { accountAnswer, changedAccountAnswer, leavingAnswer } from '../../contract/city';
import { accountRequest, newAccountRequest } from '../../contract/city-requests';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { showLeaving } from '../matters/leaving-view';
import { recordingRefusals } from '../ledger/recorded-refusals';
import { showUser } from './sessions';

const show = (account: Account, language: Language) => ({
  ...showUser(account, language),
  active: account.active,
  mustChangePassword: account.mustChange,
  names: { zh: account.nameZh, en: account.nameEn },
});

/** `GET /api/accounts`, `POST /api/accounts`, `GET /api/accounts/{username}/leaving`, `PATCH /api/accounts/{username}`. */
export function accountRoutes(app: App, { database, family, sessionEnds }: Inside): void {
  /** Throws Refusal `invalid-content` where the organisation is none of ours or has no such role. */
  async function checkPlace(organisation: string, role: AccountRole): Promise<void> {
    const found = (await allOrganisations(database)).find(({ id }) => id === organisation);
    if (!found) throw new Refusal('invalid-content', { errors: [{ field: '/organisation', code: 'invalid' }] });
    const roles: readonly AccountRole[] = rolesOfKind[found.kind];
    if (!roles.includes(role))
      throw new Refusal('invalid-content', {
        errors: [{ field: '/role', code: 'not-allowed', params: { values: roles.join(', ') } }],
      });
  }

  app.get(
    '/api/accounts',
    {
      schema: {
        operationId: 'listAccounts',
        tags: ['people'],
        summary: 'Accounts · 账户',
        querystring: pageQuery.extend({
          organisation: z.string().max(40).optional(),
        }),
        response: { 200: listOf(accountAnswer), ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'admin', 'security');
      const { limit, cursor, organisation } = request.query;
      const rows = await listAccounts(database, {
        after: readCursor(cursor, z.string()) ?? '',
        limit: limit + 1,
        organisation,
      });
      return pageOf(
        rows,
        limit,
        ({ username }) => username,
        (account) => show(account, request.language),
      );
    },
  );

  app.post(
    '/api/accounts',
    {
      schema: {
        operationId: 'makeAccount',
        tags: ['people'],
        summary: 'Make an account; one of trust stays closed until the security officer opens it · 新建账户',
        body: newAccountRequest,
        response: { 201: accountAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { username: by } = accountWith(request, 'admin');
      const { username, role, organisation, name, password: secret } = request.body;
      await recordingRefusals(database, { by, act: 'make-account', subject: username }, async () => {
        await checkPlace(organisation, role);
        checkPassword(secret, username, '/password');
        const passwordHash = await hash(secret);
        const made = { username, passwordHash, nameZh: name.zh, nameEn: name.en, organisation, role };
        try {
          await inTransaction(database, (client) =>
            makeAccount(client, { ...made, active: !isOfTrust(role), mustChange: true }, by),
          );
        } catch (error) {
          if (violatedIndex(error) === undefined) throw error;
          throw new Refusal('duplicate', { field: '/username', params: { value: username } });
        }
      });
      const account = await accountForSignIn(database, username);
      if (!account) throw new Error(`account ${username} was made and is not there`);
      return reply.code(201).send(show(account, request.language));
    },
  );

  app.get(
    '/api/accounts/:username/leaving',
    {
      schema: {
        operationId: 'getLeaving',
        tags: ['people'],
        summary: 'What nobody could complete without this account · 停用或调离后无人能办的任务',
        params: z.object({ username: z.string().max(40) }),
        response: { 200: leavingAnswer, ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'admin', 'security');
      const account = await accountForSignIn(database, request.params.username);
      if (!account) throw new Refusal('not-found');
      return showLeaving(database, family, account, request.language);
    },
  );

  app.patch(
    '/api/accounts/:username',
    {
      schema: {
        operationId: 'changeAccount',
        tags: ['people'],
        summary: 'Change, lock or open an account, set a new password · 修改、停用、启用账户，重置密码',
        params: z.object({ username: z.string().max(40) }),
        body: accountRequest,
        response: { 200: changedAccountAnswer, ...problems },
      },
    },
    async (request) => {
      const by = accountWith(request, 'admin', 'security');
      const { username } = request.params;
      const { active, name, password: secret, ...place } = request.body;
      const tried = { by: by.username, act: 'change-account', subject: username } as const;
      const changed = await recordingRefusals(database, tried, async () => {
        if (!(await accountForSignIn(database, username))) throw new Refusal('not-found');
        if (secret !== undefined) checkPassword(secret, username, '/password');
        const password = secret === undefined ? undefined : { hash: await hash(secret), byOthers: true };
        return inTransaction(database, async (client) => {
          await lockAccounts(client);
          const before = await accountForSignIn(client, username);
          if (!before) throw new Refusal('not-found');
          checkChange(by, before, { active, name, password, ...place }, await circumstancesOf(client, before));
          if (place.role !== undefined || place.organisation !== undefined)
            await checkPlace(place.organisation ?? before.organisation, place.role ?? before.role);
          const change = { active, password, nameZh: name?.zh, nameEn: name?.en, ...place };
          const after = await changeAccount(client, before, change, by.username);
          const stays = after.active && after.organisation === before.organisation && after.role === before.role;
          const leaves =
            stays || !before.active ? undefined : await showLeaving(client, family, before, request.language);
          return { after, leaves };
        });
      });
      sessionEnds.tell();
      const { after, leaves } = changed;
      return { ...show(after, request.language), ...(leaves ? { leaves } : {}) };
    },
  );
}
