/** The whole city's ledger as a file, and where its last checkpoint stands. */
import { Readable } from 'node:stream';
import { commandKeys } from '../../database/command-key-repository';
import { entriesInAll } from '../../database/ledger-repository';
import { dateAt } from '../../domain/procedure/calendar';
import { readCheckpoint } from '../../ledger/checkpoint';
import { exportLines } from '../../ledger/export';
import { inSnapshot, readCheckpoints, readLatestCheckpoint, readLedger, streamSnapshot } from '../../ledger/stored';
import { systemChain } from '../../ledger/system-ledger';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { checkpointStandingAnswer } from '../../contract/audit';
import { accountWith } from '../http/authentication';
import type { Dependencies } from '../dependencies';
import { sendDownload } from '../http/document-reply';
import { begun } from '../http/paging';

/** Characters that go out at once: a write for every line would cost more than the reading. */
const chunkSize = 64 * 1024;

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** `GET /api/ledger/export`, `GET /api/checkpoints/latest`. */
export function ledgerExportRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/ledger/export',
    {
      // each holds a connection to the database for as long as its reader takes
      config: { rateLimit: { max: 10, timeWindow: 60_000 } },
      // before it is counted: what somebody may not do at all is no use of the export
      onRequest: async (request) => void accountWith(request, 'auditor'),
      schema: {
        operationId: 'exportLedger',
        tags: ['ledger'],
        summary: 'All ledgers with their checkpoints, to verify offline (JSON Lines) · 导出全部台账',
        produces: ['application/x-ndjson'],
      },
    },
    async (_, reply) => {
      const at = now();
      const lines = streamSnapshot(database, async function* (client) {
        yield* exportLines(readLedger(client), await readCheckpoints(client), new Date(at), {
          commandKeys: await commandKeys(client),
        });
      });
      // one chunk ahead of the reader, no more
      const content = Readable.from(await begun(inChunks(lines)), { objectMode: true, highWaterMark: 1 });
      return sendDownload(
        reply,
        { name: `fuquan-ledger-${dateAt(at)}.jsonl`, type: 'application/x-ndjson; charset=utf-8' },
        content,
      );
    },
  );

  app.get(
    '/api/checkpoints/latest',
    {
      schema: {
        operationId: 'getLatestCheckpoint',
        tags: ['ledger'],
        summary: 'The last signed checkpoint, and how much came since · 最近的检查点',
        response: { 200: checkpointStandingAnswer, ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'auditor', 'coordinator');
      return inSnapshot(database, async (client) => {
        const entries = await entriesInAll(client);
        const last = await readLatestCheckpoint(client);
        const content = last && readCheckpoint(last);
        if (!last || !content) return { checkpoint: null, since: entries };
        const pinned = content.heads.reduce(
          (sum, { transfer, seq }) => (transfer === systemChain ? sum : sum + seq),
          0,
        );
        return {
          checkpoint: { number: last.number, at: content.at, keyId: last.keyId, entries: pinned },
          since: Math.max(0, entries - pinned),
        };
      });
    },
  );
}
