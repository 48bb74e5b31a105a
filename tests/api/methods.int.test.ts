/** What the interface's documentation says of each address, and what an address answers that is asked in another way. */
import { connect } from 'node:net';
import { z } from 'zod';
import { expectProblem, startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const media = z.record(z.string(), z.looseObject({}));
const answer = z.looseObject({ content: media.optional() });
const operation = z.looseObject({
  operationId: z.string().regex(/^[a-z]+[A-Za-z]*$/),
  requestBody: z.looseObject({ required: z.boolean(), content: media }).optional(),
  responses: z.record(z.string(), answer),
});
const openapi = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

async function documentation() {
  return openapi.parse((await system.app.inject('/openapi.json')).json());
}

test('every operation says that it is refused by problem details', async () => {
  for (const operations of Object.values((await documentation()).paths))
    for (const { responses } of Object.values(operations))
      for (const status of ['4XX', '5XX'])
        expect(Object.keys(responses[status]?.content ?? {})).toEqual(['application/problem+json']);
});

test('every operation has a name of its own', async () => {
  const operations = Object.values((await documentation()).paths).flatMap((path) => Object.values(path));
  const names = operations.map(({ operationId }) => operationId);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['launchTransfer', 'completeTask', 'listTasks', 'verifyAll']));
});

test('shapes have names: each is there that is referred to, and none that is not', async () => {
  const document = await documentation();
  const names = Object.keys(document.components.schemas).sort();
  const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect([...new Set(referred)].sort()).toEqual(names);
  expect(names).toEqual(
    expect.arrayContaining(['Transfer', 'Task', 'TaskDetail', 'LaunchInput', 'CompletionInput', 'Problem']),
  );
  expect(document.paths['/api/tasks/{id}']?.['get']?.responses['200']?.content?.['application/json']).toEqual({
    schema: { $ref: '#/components/schemas/TaskDetail' },
  });
});

test('downloads say their kinds, uploads their file, and a body that may be left out is not required', async () => {
  const { paths } = await documentation();
  const kinds = (path: string) => Object.keys(paths[path]?.['get']?.responses['200']?.content ?? {});
  expect(kinds('/api/transfers.xlsx')).toEqual(['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  expect(kinds('/api/register.csv')).toEqual(['text/csv']);
  expect(kinds('/api/notices/{id}')).toEqual(expect.arrayContaining(['application/json', 'application/pdf']));
  expect(kinds('/api/files/{id}/content')).toContain('application/pdf');
  expect(kinds('/api/ledger/export')).toEqual(['application/x-ndjson']);
  for (const path of ['/api/files', '/api/powers/import', '/api/officers/import', '/api/launches/preview'])
    expect(paths[path]?.['post']?.requestBody?.content['multipart/form-data']).toMatchObject({
      schema: { properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
    });
  expect(paths['/api/powers/{code}']?.['patch']?.requestBody?.required).toBe(false);
  expect(paths['/api/transfers']?.['post']?.requestBody?.required).toBe(true);
  expect(JSON.stringify(paths)).not.toContain('x-body-optional');
});

test.each([
  ['DELETE', '/api/powers', 'GET, HEAD'],
  ['GET', '/api/tasks/complete', 'POST'],
  ['OPTIONS', '/api/transfers/x/notes', 'GET, POST, HEAD'],
] as const)('%s %s is not there, and what is stands in the answer', async (method, url, allowed) => {
  const reply = await system.app.inject({ method, url });
  expect(reply.statusCode).toBe(405);
  expect(`${reply.headers['allow']?.toString()}`.split(', ').sort()).toEqual(allowed.split(', ').sort());
  expect(reply.json()).toMatchObject({ code: 'method-not-allowed', status: 405 });
});

test('so is a method that is rare, and one that Node.js itself does not know', async () => {
  await system.app.listen({ port: 0, host: '127.0.0.1' });
  const address = system.app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  for (const method of ['QUERY', 'FETCHIT', 'TRACE']) {
    const answered = await new Promise<string>((resolve, reject) => {
      const socket = connect(address.port, '127.0.0.1', () =>
        socket.write(`${method} /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
      );
      let said = '';
      socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
      socket.on('error', reject).on('close', () => resolve(said));
    });
    expect(answered).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(answered).toMatch(/\r\nallow: GET, HEAD/i);
    expect(answered).toContain('method-not-allowed');
  }
});

test('a number that no column holds is refused where it stands, in a body and in a cursor', async () => {
  const body = { code: 'answer', text: 'x', inReplyTo: 9_007_199_254_740_990 };
  expectProblem(
    await system.ask('POST', '/api/transfers/x/notes', { as: 'coordinator', body }),
    422,
    'invalid-content',
    '/inReplyTo',
  );
  const cursor = Buffer.from(JSON.stringify(9_007_199_254_740_990)).toString('base64url');
  const listed = await system.ask('GET', `/api/register?cursor=${cursor}`);
  expect(listed.status).toBe(422);
});

test('a body that is the word null is no body that was left out', async () => {
  const url = '/api/powers/MR-001';
  expectProblem(await system.ask('PATCH', url, { as: 'coordinator', raw: 'null' }), 422, 'invalid-content');
  expect((await system.ask('PATCH', url, { as: 'coordinator' })).status).toBe(200);
});
