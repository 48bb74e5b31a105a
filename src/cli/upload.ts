/** Files of this machine, uploaded so that a launch can name them. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { endings, mediaTypeOf } from '../client/media-types';
import type { Context } from './context';
import { Usage, words } from './failure';

/**
 * Uploads files in their order.
 *
 * @param key of the command that they belong to: with the same one they are the same files
 * @returns their ids
 * @throws Usage where a file is of a kind that the server does not take; nothing is uploaded then
 */
export async function uploadAll(context: Context, paths: readonly string[], key?: string): Promise<string[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const name = basename(path);
      const type = mediaTypeOf(name);
      if (type === undefined)
        throw new Usage(
          words(
            `${name} 的类型不能上传，可以上传：${endings.join('、')}`,
            `${name} is of a kind that cannot be uploaded; these can: ${endings.join(', ')}`,
          ),
        );
      return { name, type, content: await readFile(path) };
    }),
  );
  const ids: string[] = [];
  for (const [index, file] of files.entries())
    ids.push((await context.client.upload(file, key === undefined ? undefined : `${key}/${index}`)).id);
  return ids;
}
