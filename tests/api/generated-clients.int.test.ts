/** Clients that are generated from the interface's documentation: they compile as strictly as we do, and one works. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { startSystem, type System } from './system';

const root = join(__dirname, '..', '..');
const program = join(__dirname, 'generated-client', 'drive-transfer.ts.txt');
const tools = {
  typesOfPaths: 'openapi-typescript/bin/cli.js',
  classOfCalls: 'swagger-typescript-api/dist/cli.mjs',
  compiler: 'typescript/bin/tsc',
} as const;
const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  // of the packages' own declarations: ours, and all that was generated, are sources
  skipLibCheck: true,
  outDir: 'built',
};

let system: System;
let folder: string;
/** What the compiler says of everything together. */
let faults: readonly string[];

/** Runs Node.js in the folder; what it printed, also where it fails. */
async function run(...words: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const ended = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = ended.parse(error);
    return { code, said: stdout + stderr };
  }
}
const tool = (name: keyof typeof tools, ...words: string[]) => run(join(root, 'node_modules', tools[name]), ...words);
const sources = {
  'use.ts': `import { Api } from './calls';
    const { api } = new Api();
    export const answers = [api.launchTransfer, api.completeTask, api.listTasks, api.verifyAll];`,
  'wrong.ts': `import type { components } from './paths';
    export const misspelt: components['schemas']['CompletionInput'] = { outcome: [] };
    export const unknownKind: components['schemas']['RecallInput'] = { reason: 'r', code: 'whim' };
    export const missing = (task: components['schemas']['Task']): string => task.dueDay;`,
} as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuquan-clients-'));
  system = await startSystem({ worker: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const files = ['drive.ts', 'calls.ts', ...Object.keys(sources)];
  const written = {
    ...sources,
    'package.json': '{}',
    'tsconfig.json': JSON.stringify({ compilerOptions, files }),
    'openapi.json': (await system.app.inject('/openapi.json')).body,
  };
  for (const [name, text] of Object.entries(written)) await writeFile(join(folder, name), text);
  await copyFile(program, join(folder, 'drive.ts'));
  const generated = await Promise.all([
    tool('typesOfPaths', 'openapi.json', '-o', 'paths.ts'),
    tool('classOfCalls', 'generate', '-p', 'openapi.json', '-o', '.', '-n', 'calls.ts'),
  ]);
  expect(generated).toMatchObject([{ code: 0 }, { code: 0 }]);
  faults = (await tool('compiler', '-p', '.')).said.split('\n').filter((line) => line.includes('error TS'));
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

test('a client by openapi-typescript compiles, and carries a transfer to the government’s decision', async () => {
  expect(faults.filter((fault) => /^(drive|paths)\.ts/.test(fault))).toEqual([]);
  const address = await system.app.listen({ port: 0, host: '127.0.0.1' });
  const { code, said } = await run(join('built', 'drive.js'), address, demonstrationPassword);
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  const { done, state, kinds } = z
    .object({ done: z.array(z.string()), state: z.string(), kinds: z.array(z.string()) })
    .parse(JSON.parse(said));
  expect(state).toBe('in-progress');
  expect(done[0]).toBe('declare-need');
  expect(done.at(-1)).toBe('decide');
  expect(kinds.filter((kind) => kind === 'complete')).toHaveLength(done.length);
});

test('a client by swagger-typescript-api compiles, with a method an operation', () => {
  expect(faults.filter((fault) => /^(calls|use)\.ts/.test(fault))).toEqual([]);
});

test('what somebody gets wrong does not compile, and nothing else', () => {
  expect(faults.map((fault) => /^[^,]+/.exec(fault)?.[0])).toEqual(['wrong.ts(2', 'wrong.ts(3', 'wrong.ts(4']);
});
