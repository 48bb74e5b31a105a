/** A transfer's ledger held against the engine's own history. */
import { comparedRowsOf } from '../../database/ledger-repository';
import { rebuildsOf } from '../../database/rebuild-repository';
import { transferById } from '../../database/transfer-repository';
import { Refusal } from '../../domain/refusal';
import { compareWithEngine } from '../../ledger/engine-comparison';
import { entryWords, verdictTitles, verdictWords } from '../../ledger/engine-words';
import { problems } from '../answers';
import type { App } from '../app';
import { comparisonAnswer } from '../audit-answers';
import { accountWith } from '../authentication';
import type { Dependencies } from '../dependencies';
import { idParams } from '../parsing';

/** Milliseconds within which the event of an entry may still be on its way: a worker that died is made up for in that time. */
const freshMs = 30_000;

/** `GET /api/transfers/{id}/engine-comparison`. */
export function engineComparisonRoutes(app: App, { database, engine, engineUi, now }: Dependencies): void {
  app.get(
    '/api/transfers/:id/engine-comparison',
    {
      schema: {
        tags: ['ledger'],
        summary: 'Compare a ledger with the engine’s own history · 与流程引擎核对',
        params: idParams,
        response: { 200: comparisonAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountWith(request, 'auditor', 'coordinator');
      const { id } = request.params;
      const { language } = request;
      if (!(await transferById(database, account, id))) throw new Refusal('not-found');
      const named = new Set((await comparedRowsOf(database, id)).map(({ run }) => run));
      const runs = await engine.runs(id, [...named]);
      // read after the histories: what they say was answered as recorded must be there by now
      const at = now();
      const rows = (await comparedRowsOf(database, id)).map(({ written, ...row }) => ({
        ...row,
        fresh: written.getTime() <= at && at - written.getTime() <= freshMs,
      }));
      const { verdict, entries, extras, counts } = compareWithEngine(rows, runs);
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
}
