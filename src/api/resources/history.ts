/** What happened, in order, and the proof that it is all there. */
import { z } from 'zod';
import { historyOf } from '../../database/ledger-repository';
import { powersOfTransfers, transferById } from '../../database/transfer-repository';
import { seesAll } from '../../database/visibility';
import { Refusal } from '../../domain/refusal';
import { inSnapshot, readCheckpoints, readLedger } from '../../ledger/stored';
import { verifyAll, type Verdict } from '../../ledger/verify';
import { historyAnswer, listOf, problems, verdictAnswer } from '../answers';
import type { App } from '../app';
import { accountOf } from '../authentication';
import { pageOf, pageQuery, readCursor } from '../cursor';
import type { Dependencies } from '../dependencies';
import { showEntries } from '../entry-view';
import { idParams } from '../parsing';

const showVerdict = ({ firstBroken, ...verdict }: Verdict, checkpoints: number) => ({
  ...verdict,
  checkpoints,
  ...(firstBroken === undefined ? {} : { firstBroken }),
});

/** `GET /api/transfers/{id}/history`, `GET /api/transfers/{id}/verification`, `GET /api/verification`. */
export function historyRoutes(app: App, { database }: Dependencies): void {
  app.get(
    '/api/transfers/:id/history',
    {
      schema: {
        tags: ['ledger'],
        summary: 'The ledger of a transfer, in order · 办理记录',
        params: idParams,
        querystring: pageQuery,
        response: { 200: listOf(historyAnswer), ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { limit, cursor } = request.query;
      const transfer = await transferById(database, accountOf(request), id);
      if (!transfer) throw new Refusal('not-found');
      const after = readCursor(cursor, z.number().int().min(0)) ?? 0;
      const [found, powers] = await Promise.all([
        historyOf(database, id, { after, limit: limit + 1 }),
        powersOfTransfers(database, [id]),
      ]);
      const codes = new Map(powers.map(({ position, code }) => [position, code]));
      const rows = found.map((row) => ({ ...row, launchedBy: transfer.launchedBy }));
      const entries = await showEntries(database, rows, () => codes, request.language);
      return pageOf(
        entries,
        limit,
        ({ seq }) => seq,
        (entry) => entry,
      );
    },
  );

  app.get(
    '/api/transfers/:id/verification',
    {
      schema: {
        tags: ['ledger'],
        summary: 'Recompute the chain of one transfer · 核验一个流程',
        params: idParams,
        response: { 200: verdictAnswer, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      if (!(await transferById(database, accountOf(request), id))) throw new Refusal('not-found');
      return inSnapshot(database, async (client) => {
        const checkpoints = await readCheckpoints(client);
        return showVerdict(await verifyAll(readLedger(client, id), checkpoints, id), checkpoints.length);
      });
    },
  );

  app.get(
    '/api/verification',
    {
      schema: {
        tags: ['ledger'],
        summary: 'Recompute the chains of all transfers · 核验全部记录',
        response: { 200: verdictAnswer, ...problems },
      },
    },
    async (request) => {
      // of the whole city: for those who see all of it
      if (!seesAll(accountOf(request))) throw new Refusal('not-your-role');
      return inSnapshot(database, async (client) => {
        const checkpoints = await readCheckpoints(client);
        return showVerdict(await verifyAll(readLedger(client), checkpoints), checkpoints.length);
      });
    },
  );
}
