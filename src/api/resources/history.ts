/** What happened, in order, and the proof that it is all there. */
import { z } from 'zod';
import { historyOf, type LedgerRow } from '../../database/ledger-repository';
import { powersOfTransfers, transferById } from '../../database/transfer-repository';
import { seesAll } from '../../database/visibility';
import { unpack } from '../../domain/procedure/ranges';
import { Refusal, type Language } from '../../domain/refusal';
import { inSnapshot, readCheckpoints, readLedger } from '../../ledger/stored';
import { verifyAll, type Verdict } from '../../ledger/verify';
import { historyAnswer, listOf, problems, verdictAnswer } from '../answers';
import type { App } from '../app';
import { accountOf } from '../authentication';
import { pageOf, pageQuery, readCursor } from '../cursor';
import type { Dependencies } from '../dependencies';
import { idParams } from '../parsing';
import { titleOf, type Codes } from '../transfer-view';

const rangesByName = z.record(z.string(), z.string());
/** As much of an entry's content as is shown beside it. */
const contentSchema = z.looseObject({
  entry: z.looseObject({
    kind: z.string(),
    by: z.string(),
    at: z.number(),
    step: z.string().optional(),
    office: z.string().optional(),
    about: z.string().optional(),
    outcomes: rangesByName.optional(),
  }),
  states: rangesByName.optional(),
});

const kinds: {
  readonly [kind: string]: { readonly zh: string; readonly en: string };
} = {
  launch: { zh: '发起', en: 'Launched' },
  clock: { zh: '时限届满', en: 'A limit passed' },
  suspend: { zh: '中止', en: 'Suspended' },
  resume: { zh: '恢复', en: 'Resumed' },
  withdraw: { zh: '撤回', en: 'Withdrawn' },
  recall: { zh: '提请收回', en: 'Recall opened' },
  pace: { zh: '调整演示节奏', en: 'Pace set' },
  settings: { zh: '调整设置', en: 'Settings changed' },
  note: { zh: '记事', en: 'Noted' },
};

const named = (ranges: { readonly [name: string]: string } | undefined, codes: Codes): { [name: string]: string[] } =>
  Object.fromEntries(
    Object.entries(ranges ?? {}).map(([name, text]) => [
      name,
      unpack(text).map((position) => codes.get(position) ?? `#${position}`),
    ]),
  );

/** A ledger row as the history shows it. */
export function showEntry(row: LedgerRow, codes: Codes, language: Language): z.output<typeof historyAnswer> {
  const parsed = contentSchema.safeParse(JSON.parse(row.content));
  const entry = parsed.data?.entry;
  const kind = entry?.kind ?? 'unknown';
  return {
    seq: row.seq,
    key: row.key,
    hash: row.hash,
    previous: row.previous,
    content: row.content,
    kind,
    by: entry?.by ?? '',
    at: new Date(entry?.at ?? row.written).toISOString(),
    step: entry?.step ?? null,
    title: entry?.step === undefined ? (kinds[kind]?.[language] ?? kind) : titleOf(entry.step, language),
    organisation: entry?.office ?? null,
    about: entry?.about ?? null,
    outcomes: named(entry?.outcomes, codes),
    states: named(parsed.data?.states, codes),
    workflow: row.transfer,
    run: row.run,
    update: row.key,
    written: row.written.toISOString(),
  };
}

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
      if (!(await transferById(database, accountOf(request), id))) throw new Refusal('not-found');
      const after = readCursor(cursor, z.number().int().min(0)) ?? 0;
      const [rows, powers] = await Promise.all([
        historyOf(database, id, { after, limit: limit + 1 }),
        powersOfTransfers(database, [id]),
      ]);
      const codes = new Map(powers.map(({ position, code }) => [position, code]));
      return pageOf(
        rows,
        limit,
        ({ seq }) => seq,
        (row) => showEntry(row, codes, request.language),
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
