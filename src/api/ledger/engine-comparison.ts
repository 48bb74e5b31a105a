/** A transfer's ledger held against the engine's own history. */
import { rebuildsOf } from '../../database/rebuild-repository';
import { entryWords, verdictTitles, verdictWords } from '../../ledger/engine-words';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { comparisonOfAllAnswer, engineComparisonAnswer } from '../../contract/audit';
import { accountWith } from '../http/authentication';
import { compareAll, compareTransfer } from './comparing';
import type { Dependencies } from '../dependencies';
import { addresses, matterAt } from '../matters/addresses';
import { idParams } from '../http/parsing';

/** `GET /api/matters/{id}/engine-comparison`, the same of `/api/transfers/{id}`, `GET /api/engine-comparison`. */
export function engineComparisonRoutes(app: App, dependencies: Dependencies): void {
  const { database, engineUi } = dependencies;
  for (const address of addresses)
    app.get(
      `${address.path}/:id/engine-comparison`,
      {
        schema: {
          operationId: `compare${address.one}`,
          tags: ['ledger'],
          summary: 'Compare a ledger with the engine’s own history · 与流程引擎核对',
          params: idParams,
          response: { 200: engineComparisonAnswer, ...problems },
        },
      },
      async (request) => {
        const account = accountWith(request, 'auditor', 'coordinator');
        const { id } = request.params;
        const { language } = request;
        await matterAt(database, address, account, id);
        const { named, runs, comparison } = await compareTransfer(dependencies, id);
        const { verdict, entries, extras, counts } = comparison;
        const linkTo = (run: string, event: number | null) =>
          engineUi === undefined || event === null
            ? null
            : `${engineUi}/workflows/${encodeURIComponent(id)}/${encodeURIComponent(run)}/history/events/${event}`;
        const rebuilds = await rebuildsOf(database, id);
        const missing = [...named].filter((name) => !runs.some(({ run }) => run === name));
        return {
          verdict,
          title: verdictTitles[verdict][language],
          words: verdictWords[verdict][language],
          counts,
          entries: entries.map((entry) => ({
            ...entry,
            words: entryWords(entry)[language],
            link: linkTo(entry.run, entry.accepted ?? entry.record),
          })),
          extras: extras.map((extra) => ({ ...extra, link: linkTo(extra.run, extra.event) })),
          runs: [
            ...runs.map(({ run, events }) => ({ run, found: true, events })),
            ...missing.map((run) => ({ run, found: false, events: 0 })),
          ],
          rebuilds: rebuilds.map(({ run, why, begun, finished }) => ({
            run: run === '' ? null : run,
            why,
            begun: begun.toISOString(),
            finished: finished?.toISOString() ?? null,
          })),
        };
      },
    );
  app.get(
    '/api/engine-comparison',
    {
      // each reads all that the engine has
      config: { rateLimit: { max: 10, timeWindow: 60_000 } },
      onRequest: async (request) => void accountWith(request, 'auditor', 'coordinator'),
      schema: {
        operationId: 'compareAllTransfers',
        tags: ['ledger'],
        summary: 'Compare all ledgers with the engine’s own history · 与流程引擎逐一核对全部流程',
        response: { 200: comparisonOfAllAnswer, ...problems },
      },
    },
    async ({ language }) => {
      const { verdict, compared, found } = await compareAll(dependencies);
      return {
        ...{ verdict, compared, title: verdictTitles[verdict][language], words: verdictWords[verdict][language] },
        items: found.map((one) => ({ ...one, words: verdictTitles[one.verdict][language] })),
      };
    },
  );
}
