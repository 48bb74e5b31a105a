/** People: the administrator makes accounts and closes them. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import {
  accountForSignIn,
  insertAccount,
  listAccounts,
  updateAccount,
  type Account,
  type AccountRole,
} from '../../database/account-repository';
import { allOrganisations } from '../../database/catalogue-repository';
import { difference, insertChanges, type Fields } from '../../database/change-repository';
import { violatedIndex } from '../../database/queryable';
import { inTransaction } from '../../database/transaction';
import type { OrganisationKind } from '../../domain/power-transfer/catalogue';
import { accountName } from '../../domain/patterns';
import { Refusal, type Language } from '../../domain/refusal';
import { listOf, problems, userAnswer } from '../answers';
import type { App } from '../app';
import { accountWith } from '../authentication';
import { pageOf, pageQuery, readCursor } from '../cursor';
import type { Dependencies } from '../dependencies';
import { leavingAnswer, showLeaving } from '../leaving-view';
import { showUser } from './sessions';

/** Which roles an organisation of a kind has: one that it has not could never complete a task. */
const rolesOf: { readonly [kind in OrganisationKind]: readonly AccountRole[] } = {
  'sub-district': ['office', 'chief'],
  department: ['assessor', 'head', 'trainer'],
  'justice-bureau': ['reviewer', 'certifier'],
  government: ['government'],
  audit: ['auditor'],
  coordination: ['coordinator', 'admin'],
};

const password = z.string().min(12).max(200);
const accountAnswer = userAnswer.extend({
  active: z.boolean(),
  names: z.object({ zh: z.string(), en: z.string() }),
});
/** `leaves` where the account was closed or went elsewhere: what stays behind where it was. */
const changedAnswer = accountAnswer.extend({ leaves: leavingAnswer.optional() });
const newAccount = z.strictObject({
  username: z.string().regex(accountName.regex),
  password,
  name: z.strictObject({
    zh: z.string().trim().min(1).max(60),
    en: z.string().trim().min(1).max(60),
  }),
  organisation: z.string().max(40),
  role: z.enum([
    'office',
    'chief',
    'assessor',
    'head',
    'trainer',
    'reviewer',
    'certifier',
    'government',
    'coordinator',
    'auditor',
    'admin',
  ]),
});

const show = (account: Account, language: Language) => ({
  ...showUser(account, language),
  active: account.active,
  names: { zh: account.nameZh, en: account.nameEn },
});

/** As much of an account as its history tells. */
const logged = ({
  nameZh,
  nameEn,
  organisation,
  role,
  active,
}: Pick<Account, 'nameZh' | 'nameEn' | 'organisation' | 'role' | 'active'>): Fields => ({
  name: { zh: nameZh, en: nameEn },
  organisation,
  role,
  active,
});

/** `GET /api/accounts`, `POST /api/accounts`, `GET /api/accounts/{username}/leaving`, `PATCH /api/accounts/{username}`. */
export function accountRoutes(app: App, { database }: Dependencies): void {
  /** Throws Refusal `invalid-content` where the organisation is none of ours or has no such role. */
  async function checkPlace(organisation: string, role: AccountRole): Promise<void> {
    const found = (await allOrganisations(database)).find(({ id }) => id === organisation);
    if (!found) throw new Refusal('invalid-content', { errors: [{ field: '/organisation', code: 'invalid' }] });
    const roles = rolesOf[found.kind];
    if (!roles.includes(role))
      throw new Refusal('invalid-content', {
        errors: [{ field: '/role', code: 'not-allowed', params: { values: roles.join(', ') } }],
      });
  }

  app.get(
    '/api/accounts',
    {
      schema: {
        tags: ['people'],
        summary: 'Accounts · 账户',
        querystring: pageQuery.extend({
          organisation: z.string().max(40).optional(),
        }),
        response: { 200: listOf(accountAnswer), ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'admin');
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
        tags: ['people'],
        summary: 'Make an account · 新建账户',
        body: newAccount,
        response: { 201: accountAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const admin = accountWith(request, 'admin');
      const { username, role, organisation, name } = request.body;
      await checkPlace(organisation, role);
      const passwordHash = await hash(request.body.password);
      try {
        await inTransaction(database, async (client) => {
          const made = { username, nameZh: name.zh, nameEn: name.en, organisation, role };
          await insertAccount(client, { ...made, passwordHash });
          const after = logged({ ...made, active: true });
          await insertChanges(client, [
            { kind: 'account', subject: username, by: admin.username, via: 'edit', before: null, after },
          ]);
        });
      } catch (error) {
        if (violatedIndex(error) === undefined) throw error;
        throw new Refusal('duplicate', {
          field: '/username',
          params: { value: username },
        });
      }
      const account = await accountForSignIn(database, username);
      if (!account) throw new Error(`account ${username} was made and is not there`);
      return reply.code(201).send(show(account, request.language));
    },
  );

  app.get(
    '/api/accounts/:username/leaving',
    {
      schema: {
        tags: ['people'],
        summary: 'What nobody could complete without this account · 停用或调离后无人能办的任务',
        params: z.object({ username: z.string().max(40) }),
        response: { 200: leavingAnswer, ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'admin');
      const account = await accountForSignIn(database, request.params.username);
      if (!account) throw new Refusal('not-found');
      return showLeaving(database, account, request.language);
    },
  );

  app.patch(
    '/api/accounts/:username',
    {
      schema: {
        tags: ['people'],
        summary: 'Change, close or open an account, set a new password · 修改、停用、启用账户，重置密码',
        params: z.object({ username: z.string().max(40) }),
        body: newAccount.omit({ username: true }).partial().extend({ active: z.boolean().optional() }),
        response: { 200: changedAnswer, ...problems },
      },
    },
    async (request) => {
      const admin = accountWith(request, 'admin');
      const { username } = request.params;
      const { active, name, password: secret, ...place } = request.body;
      // nobody left who could open it again
      if (username === admin.username && (active === false || (place.role !== undefined && place.role !== 'admin')))
        throw new Refusal('forbidden', { field: active === false ? '/active' : '/role' });
      const before = await accountForSignIn(database, username);
      if (!before) throw new Refusal('not-found');
      if (place.role !== undefined || place.organisation !== undefined)
        await checkPlace(place.organisation ?? before.organisation, place.role ?? before.role);
      const passwordHash = secret === undefined ? undefined : await hash(secret);
      const leaves = await inTransaction(database, async (client) => {
        const change = { active, passwordHash, nameZh: name?.zh, nameEn: name?.en, ...place };
        if (!(await updateAccount(client, username, change))) throw new Refusal('not-found');
        const after = await accountForSignIn(client, username);
        if (!after) throw new Refusal('not-found');
        const password = secret === undefined ? {} : { password: 'set anew' };
        const differs = difference(logged(before), { ...logged(after), ...password });
        if (differs)
          await insertChanges(client, [
            { kind: 'account', subject: username, by: admin.username, via: 'edit', ...differs },
          ]);
        const stays = after.active && after.organisation === before.organisation && after.role === before.role;
        return stays || !before.active ? undefined : showLeaving(client, before, request.language);
      });
      const account = await accountForSignIn(database, username);
      if (!account) throw new Refusal('not-found');
      return { ...show(account, request.language), ...(leaves ? { leaves } : {}) };
    },
  );
}
