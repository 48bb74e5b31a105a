/** A declaration of the sources, loaded by a script that documents it. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a source exports; `path` from the project's folder. */
export async function loaded(path) {
  const { build, stop } = createRequire(import.meta.url)('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, path)],
    bundle: true,
    write: false,
    format: 'esm',
  });
  // its helper process would stay as long as this one
  await stop();
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}
