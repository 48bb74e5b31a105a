/**
 * What the public said, as offices read it. Nobody reads anything before its time is over; then the office that is asked, which
 * sums it up; and when it has, everybody who sees the matter, without names.
 */
import { z } from 'zod';
import type { Account } from '../../database/account-repository';
import {
  closingOf,
  contributionByDigest,
  contributionsTo,
  removeContribution,
  type ContributionRow,
} from '../../database/contribution-repository';
import { namesThen, type Names } from '../../database/name-repository';
import { publicTaskId } from '../../database/task-id';
import { noteInSystem } from '../../database/system-note-repository';
import { inTransaction } from '../../database/transaction';
import { isOfTrust } from '../../domain/city/account-roles';
import { markedName } from '../../domain/procedure/name';
import { stepIn } from '../../domain/procedure/task-id';
import { Refusal, type Language } from '../../domain/refusal';
import { contributionAnswer, removalReason, removeContributionRequest } from '../../contract/contributions';
import type { ReceivedContribution } from '../../contract/types';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { idParams } from '../http/parsing';
import { matterAt, mattersAddress } from '../matters/addresses';
import { openMatter, type OpenMatter, type OpenTask } from './laid-open';
import { readSaid } from './sealed';

const place = z.tuple([z.iso.datetime(), z.string()]);
const digestParams = idParams.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** `GET /api/matters/{id}/contributions`, `POST /api/matters/{id}/contributions/{digest}/remove`. */
export function receivedRoutes(app: App, { database, key, dossiers }: Dependencies): void {
  /** A matter that the account sees. @throws Refusal `not-found` */
  async function seen(account: Account, id: string): Promise<OpenMatter> {
    await matterAt(database, mattersAddress, account, id);
    return openMatter(database, dossiers, id);
  }

  const isAsked = (account: Account, { organisation }: OpenTask): boolean =>
    organisation === account.organisation && !isOfTrust(account.role);

  async function mayRead(account: Account, matter: string, task: OpenTask): Promise<boolean> {
    if (task.open) return false;
    return isAsked(account, task) || (await closingOf(database, matter, task.id)) !== undefined;
  }

  function show(row: ContributionRow, tasks: readonly OpenTask[], account: Account, names: Names, language: Language) {
    const { digest, received, removed, removedBy, matter } = row;
    const task = tasks.find(({ id }) => id === row.task);
    const { state, said } = readSaid(key, row);
    const { text, name, contact } = said ?? {};
    const who = task !== undefined && isAsked(account, task) ? { name, contact } : {};
    const reason = removalReason.safeParse(row.removalReason).data;
    return {
      digest,
      task: publicTaskId(matter, row.task),
      step: stepIn(row.task),
      received: received.toISOString(),
      state,
      ...(text === undefined ? {} : { text }),
      ...(who.name === undefined ? {} : { name: who.name }),
      ...(who.contact === undefined ? {} : { contact: who.contact }),
      ...(removed
        ? {
            removed: {
              at: removed.toISOString(),
              ...(removedBy === null
                ? {}
                : {
                    by: {
                      username: removedBy,
                      name: markedName(names.person(removedBy, removed.getTime()))[language],
                    },
                  }),
              ...(reason ? { reason } : {}),
            },
          }
        : {}),
    } satisfies ReceivedContribution;
  }
  const namesOf = (rows: readonly ContributionRow[]) =>
    namesThen(
      database,
      rows.flatMap(({ removedBy }) => (removedBy === null ? [] : [removedBy])),
    );

  app.get(
    '/api/matters/:id/contributions',
    {
      schema: {
        operationId: 'listContributions',
        tags: ['matters'],
        summary: 'What the public said, when its time is over · 公众意见',
        params: idParams,
        querystring: pageQuery.extend({ step: z.string().max(60).optional(), task: z.string().max(64).optional() }),
        response: { 200: listOf(contributionAnswer), ...problems },
      },
    },
    async (request) => {
      const { params, query, language } = request;
      const account = accountOf(request);
      const matter = await seen(account, params.id);
      const { step, task, limit, cursor } = query;
      const meant = matter.tasks.filter(
        (one) => (step === undefined || one.step === step) && (task === undefined || one.publicId === task),
      );
      if (meant.length === 0) throw new Refusal('not-found');
      const readable: OpenTask[] = [];
      for (const one of meant) if (await mayRead(account, matter.id, one)) readable.push(one);
      if (readable.length === 0) throw new Refusal('contributions-under-way');
      const [received, digest] = readCursor(cursor, place) ?? [];
      const rows = await contributionsTo(
        database,
        matter.id,
        readable.map(({ id }) => id),
        {
          limit: limit + 1,
          ...(received === undefined || digest === undefined ? {} : { after: { received, digest } }),
        },
      );
      const names = await namesOf(rows);
      return pageOf(
        rows,
        limit,
        (row) => [row.received.toISOString(), row.digest],
        (row) => show(row, readable, account, names, language),
      );
    },
  );

  app.post(
    '/api/matters/:id/contributions/:digest/remove',
    {
      schema: {
        operationId: 'removeContribution',
        tags: ['matters'],
        summary: 'Remove what somebody of the public said, by a decision; its digest stays · 删除公众意见的内容',
        params: digestParams,
        body: removeContributionRequest,
        response: { 200: contributionAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { id, digest } = request.params;
      const matter = await seen(account, id);
      const { role } = matter.declaration.steward;
      const row = await contributionByDigest(database, digest);
      const task = matter.tasks.find((one) => one.id === row?.task);
      if (!row || row.matter !== id || !task || !(await mayRead(account, id, task))) throw new Refusal('not-found');
      if (account.role !== role) throw new Refusal('not-your-role');
      const { reason } = request.body;
      const by = account.username;
      await inTransaction(database, async (client) => {
        if (await removeContribution(client, digest, { by, reason }))
          await noteInSystem(client, {
            kind: 'contribution-removed',
            by,
            content: { matter: id, contribution: digest, reason },
          });
      });
      const left = await contributionByDigest(database, digest);
      if (!left) throw new Error(`contribution ${digest} is gone`);
      return show(left, matter.tasks, account, await namesOf([left]), request.language);
    },
  );
}
