/** A spreadsheet that somebody sends, and the fields beside it. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal';

/** Bytes of a spreadsheet at most. */
export const sheetLimit = 5 * 1024 * 1024;

const tooLarge = () =>
  new Refusal('too-large', { field: '/file', params: { limit: `${sheetLimit / 1024 / 1024} MiB` } });

/**
 * Reads a multipart request, in whichever order its parts come.
 *
 * @throws Refusal `required` at `/file` where there is no file, `too-large`, `unsupported-media-type`
 */
export async function readUpload(
  request: FastifyRequest,
): Promise<{ readonly content: Buffer; readonly fields: { readonly [name: string]: string } }> {
  let content: Buffer | undefined;
  const fields: { [name: string]: string } = {};
  try {
    for await (const part of request.parts({
      limits: { fileSize: sheetLimit, files: 1, fields: 10, fieldSize: 10_000 },
    })) {
      if (part.type === 'file') content = await part.toBuffer();
      else if (typeof part.value === 'string' && part.value.trim() !== '') fields[part.fieldname] = part.value.trim();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge();
    throw error;
  }
  if (!content) throw new Refusal('invalid-content', { errors: [{ field: '/file', code: 'required' }] });
  return { content, fields };
}
