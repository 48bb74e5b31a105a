/** The process that reads tables, built for a test as the project's build does it. */
import { build, stop } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTableReading, type ReadingBounds, type TableReading } from '../../src/documents/tables/table-reading';

let built: Promise<string> | undefined;

async function builtReader(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fuquan-reader-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'read-table-main.js');
  await build({
    entryPoints: [join(__dirname, '..', '..', 'src', 'documents', 'tables', 'read-table-main.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  });
  // its helper process would stay as long as this one
  await stop();
  return outfile;
}

/** Reading as in production; the program is built when it is first asked for. */
export function tableReading(bounds: Partial<ReadingBounds> = {}): TableReading {
  let reading: Promise<TableReading> | undefined;
  return {
    read: async (content, columns) => {
      built ??= builtReader();
      reading ??= built.then((program) => createTableReading(bounds, program));
      return (await reading).read(content, columns);
    },
  };
}
