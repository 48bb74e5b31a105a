/** The demonstration's logins, without signing in; where there is no demonstration data this leads nowhere. */
import { demonstrationAccounts } from '../../database/account-repository';
import { Refusal } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { demonstrationAccountAnswer } from '../../contract/city';
import type { App } from '../http/app';
import { pageQuery } from '../http/cursor';
import type { Dependencies } from '../dependencies';

/** `GET /api/demo/accounts`. */
export function demonstrationRoutes(app: App, { database, demonstration }: Dependencies): void {
  app.get(
    '/api/demo/accounts',
    {
      config: { open: true },
      schema: {
        operationId: 'listDemonstrationAccounts',
        tags: ['sessions'],
        summary: 'Accounts of the demonstration city · 演示账户',
        security: [],
        querystring: pageQuery,
        response: {
          200: listOf(demonstrationAccountAnswer),
          ...problems,
        },
      },
    },
    async ({ language }) => {
      if (!demonstration) throw new Refusal('not-found');
      const accounts = await demonstrationAccounts(database);
      return {
        items: accounts.map(({ username, role, organisation, nameZh, nameEn }) => ({
          username,
          role,
          organisation,
          name: language === 'zh' ? nameZh : nameEn,
        })),
      };
    },
  );
}
