/** What somebody uploads: a spreadsheet and the fields beside it, and files that are scanned before they are kept. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal';
import { ScannerFailed, type Scanner, type Verdict } from '../../scanning/scanner';
import { accountOf } from './authentication';
import { codeOf } from '../../runtime/trouble';
import { refuseUnkeepable } from './parsing';
import { mebibytes, refusalIn } from './problems';

/** Bytes of a spreadsheet at most. */
export const sheetLimit = 5 * 1024 * 1024;

/** What came as multipart: one file, and the fields beside it. */
interface Upload {
  readonly content: Buffer;
  /** As it was sent. */
  readonly name: string;
  readonly mediaType: string;
  readonly fields: { readonly [name: string]: string };
}

/**
 * Reads a multipart request, in whichever order its parts come, to its end.
 *
 * @param limit bytes that the file may have (a spreadsheet's)
 * @throws Refusal `required` at `/file` where there is no file, `one-file-only`, `too-large`, `upload-incomplete` where it
 *   is cut off or has no boundary, `unsupported-media-type`
 */
export async function readUpload(request: FastifyRequest, limit = sheetLimit): Promise<Upload> {
  let file: Omit<Upload, 'fields'> | undefined;
  const fields: { [name: string]: string } = {};
  try {
    for await (const part of request.parts({
      limits: { fileSize: limit, files: 1, fields: 10, fieldSize: 10_000 },
    })) {
      if (part.type === 'file')
        file = { content: await part.toBuffer(), name: part.filename, mediaType: part.mimetype };
      else if (typeof part.value === 'string') {
        refuseUnkeepable({ [part.fieldname]: part.value });
        if (part.value.trim() !== '') fields[part.fieldname] = part.value.trim();
      }
    }
  } catch (error) {
    if (codeOf(error) === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('too-large', { field: '/file', params: { limit: mebibytes(limit) } });
    // what the parser of multipart throws beside its limits has no code: the sender's text is not what it says it is
    throw refusalIn(error) ?? new Refusal('upload-incomplete', { field: '/file' });
  }
  if (!file) throw new Refusal('invalid-content', { errors: [{ field: '/file', code: 'required' }] });
  refuseUnkeepable(file.name, '/file');
  // what was no UTF-8 has come as that sign, and what the name was is lost
  if (file.name.includes('\uFFFD')) throw new Refusal('file-name-unreadable', { field: '/file' });
  return { ...file, fields };
}

/**
 * Has a file scanned that is about to be kept. Where the scanner gives no answer it is not kept: fail closed.
 *
 * @param sha256 names the file in the log; its own name may be somebody's
 * @returns what found it clean; null where no scanner is set up
 * @throws Refusal `file-infected`, `scanner-unavailable`
 */
export async function scanned(
  request: FastifyRequest,
  scanner: Scanner | null | undefined,
  content: Buffer,
  sha256: string,
): Promise<string | null> {
  if (!scanner) return null;
  const { username, organisation } = accountOf(request);
  const about = { scanner: scanner.name, sha256, size: content.length, by: username, organisation };
  let verdict: Verdict;
  try {
    verdict = await scanner.scan(content);
  } catch (error) {
    if (!(error instanceof ScannerFailed)) throw error;
    request.log.error({ ...about, why: error.message }, 'an upload was refused: the scanner failed');
    throw new Refusal('scanner-unavailable', { field: '/file' });
  }
  if (verdict.clean) return scanner.name;
  const { finding } = verdict;
  request.log.warn({ ...about, finding }, 'an upload was refused: it is infected');
  throw new Refusal('file-infected', { field: '/file', params: { finding } });
}
