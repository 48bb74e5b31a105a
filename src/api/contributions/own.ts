/** A contribution as its author sees it, who has nothing but a code: read it, see that it was counted, remove it. */
import type { Pool } from 'pg';
import { z } from 'zod';
import {
  allStubs,
  closingOf,
  contributionByReceipt,
  removeContribution,
  type ContributionRow,
} from '../../database/contribution-repository';
import { matterOfPublic } from '../../database/laid-open-repository';
import { publicTaskId } from '../../database/task-id';
import { leafOf, leavesOf, type Stub } from '../../ledger/contributions';
import { inclusionProof } from '../../ledger/merkle';
import { Refusal } from '../../domain/refusal';
import { ownContributionAnswer, removalReason } from '../../contract/contributions';
import type { OwnContribution } from '../../contract/types';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import type { Dependencies } from '../dependencies';
import { keptOfReceipt } from './form-token';
import { showClosing } from './laid-open';
import { readSaid } from './sealed';

const receiptParams = z.object({ receipt: z.string().regex(/^[\w-]{32}$/) });
/** Making a proof reads all contributions of a task. */
const limited = { open: true, rateLimit: { max: 60, timeWindow: 60_000 } } as const;

/** That it is among what was counted; undefined before anybody counted. */
async function inclusionOf(
  database: Pool,
  { matter, task, digest }: ContributionRow,
): Promise<OwnContribution['inclusion'] | undefined> {
  const closing = await closingOf(database, matter, task);
  if (!closing) return undefined;
  const stubs: Stub[] = [];
  for await (const stub of allStubs(database, matter, task)) stubs.push(stub);
  const index = stubs.findIndex((stub) => stub.digest === digest);
  const own = stubs[index];
  if (!own) return undefined;
  return {
    entry: showClosing(closing),
    index,
    leaf: leafOf(own),
    proof: inclusionProof(leavesOf(stubs), index).map((hash) => hash.toString('hex')),
  };
}

/** `GET` and `DELETE /api/public/contributions/{receipt}`. */
export function ownContributionRoutes(app: App, { database, key }: Dependencies): void {
  /** @throws Refusal `not-found` */
  async function byReceipt(receipt: string): Promise<ContributionRow> {
    const row = await contributionByReceipt(database, keptOfReceipt(receipt));
    if (!row) throw new Refusal('not-found');
    return row;
  }

  app.get(
    '/api/public/contributions/:receipt',
    {
      config: limited,
      schema: {
        operationId: 'getOwnContribution',
        tags: ['public'],
        summary: 'What one said, by its receipt, and the proof that it was counted · 凭回执查看意见',
        security: [],
        params: receiptParams,
        response: { 200: ownContributionAnswer, ...problems },
      },
    },
    async ({ params }) => {
      const row = await byReceipt(params.receipt);
      const { matter, task, digest, received, removed, removedBy } = row;
      const [known, inclusion] = await Promise.all([matterOfPublic(database, matter), inclusionOf(database, row)]);
      const { state, said } = readSaid(key, row);
      const reason = removalReason.safeParse(row.removalReason).data;
      return {
        matter: { id: matter, title: known?.title ?? '' },
        task: publicTaskId(matter, task),
        digest,
        received: received.toISOString(),
        state,
        ...said,
        ...(removed
          ? {
              removed: {
                at: removed.toISOString(),
                by: removedBy === null ? ('author' as const) : ('decision' as const),
                ...(reason ? { reason } : {}),
              },
            }
          : {}),
        ...(inclusion ? { inclusion } : {}),
      };
    },
  );

  app.delete(
    '/api/public/contributions/:receipt',
    {
      config: limited,
      schema: {
        operationId: 'removeOwnContribution',
        tags: ['public'],
        summary: 'Remove what one said, for good; its digest stays · 凭回执删除意见',
        security: [],
        params: receiptParams,
        response: { 204: z.null(), ...problems },
      },
    },
    async ({ params }, reply) => {
      const { digest } = await byReceipt(params.receipt);
      await removeContribution(database, digest, null);
      return reply.code(204).send(null);
    },
  );
}
