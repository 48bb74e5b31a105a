import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, the same from the sources and from what is built of them: the nearest one with a package.json. */
export const projectRoot: string = (() => {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${__dirname}`);
  }
})();

/** Where servers that were downloaded or built are kept, for every data folder of this checkout. */
export const toolFolder: string = join(projectRoot, '.fuquan', 'bin');
