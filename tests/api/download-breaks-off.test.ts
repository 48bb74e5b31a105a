import fastify from 'fastify';
import { Readable } from 'node:stream';
import { sendDownload } from '../../src/api/http/document-reply';

/** A file of which the first part comes, and then the database is gone. */
async function* breakingOff(): AsyncGenerator<string> {
  yield 'first line\n';
  await Promise.resolve();
  throw new Error('the connection to the database ended');
}

it('a download that fails in the middle breaks off where the reader sees it, and the log says why', async () => {
  const lines: string[] = [];
  const app = fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } });
  app.get('/file', (_, reply) =>
    sendDownload(reply, { name: '台账.jsonl', type: 'application/x-ndjson' }, Readable.from(breakingOff())),
  );
  try {
    const response = await fetch(`${await app.listen({ host: '127.0.0.1', port: 0 })}/file`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  } finally {
    await app.close();
  }
  const told = lines.filter((line) => line.includes('a download broke off'));
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0] ?? '')).toMatchObject({
    level: 50,
    file: '台账.jsonl',
    err: { message: 'the connection to the database ended' },
  });
});
