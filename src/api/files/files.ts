/** Evidence: uploaded once, named by its SHA-256, cited by answers. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { contentOfFile, fileById, transfersCiting, wantFiles, type StoredFile } from '../../database/file-repository';
import { matterById } from '../../database/matter-repository';
import { raiseTrouble } from '../../database/trouble-repository';
import { keptName } from '../../domain/file-name';
import { unturned } from '../../domain/kept-text';
import { isOfTrust } from '../../domain/city/account-roles';
import { Refusal } from '../../domain/refusal';
import type { Account } from '../../database/account-repository';
import { fileAnswer } from '../../contract/city';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { commandKey } from '../engine/command-key';
import type { Dependencies } from '../dependencies';
import { idParams } from '../http/parsing';
import { keepWithin, needRoom } from './upload-room';
import { readUpload, scanned } from '../http/uploads';

/** Bytes of one file at most. */
export const fileLimit = 20 * 1024 * 1024;

/** What offices exchange; nothing that a browser would run. */
const mediaTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ofd',
  'audio/mpeg',
  'video/mp4',
] as const;
const allowed: ReadonlySet<string> = new Set(mediaTypes);

const show = ({ uploaded, scanned: at, ...file }: StoredFile): z.output<typeof fileAnswer> => ({
  ...file,
  name: unturned(file.name),
  uploaded: uploaded.toISOString(),
  scanned: at?.toISOString() ?? null,
});

/** `POST /api/files`, `GET /api/files/{id}` (what is known of it), `GET /api/files/{id}/content`. */
export function fileRoutes(app: App, { database, scanner, lowStorage, uploads, log }: Dependencies): void {
  /** The office's own, and whatever is cited in a transfer that the account sees. */
  async function visible(account: Account, id: string): Promise<StoredFile> {
    const file = await fileById(database, id);
    if (!file) throw new Refusal('not-found');
    if (file.organisation === account.organisation) return file;
    for (const transfer of await transfersCiting(database, id))
      if (await matterById(database, account, transfer)) return file;
    throw new Refusal('not-found');
  }

  app.post(
    '/api/files',
    {
      schema: {
        operationId: 'uploadFile',
        tags: ['files'],
        summary: `Upload evidence (multipart/form-data, field "file", ${fileLimit / 1024 / 1024} MiB) · 上传证据材料`,
        consumes: ['multipart/form-data'],
        response: { 201: fileAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const account = accountOf(request);
      if (isOfTrust(account.role)) throw new Refusal('not-your-role');
      await needRoom(lowStorage, log);
      const { content, name: sentName, mediaType } = await readUpload(request, fileLimit);
      if (!allowed.has(mediaType))
        throw new Refusal('invalid-content', {
          errors: [{ field: '/file', code: 'not-allowed', params: { values: mediaTypes.join(', ') } }],
        });
      if (content.length === 0) throw new Refusal('file-empty', { field: '/file' });
      const sha256 = createHash('sha256').update(content).digest('hex');
      // the same upload sent again is the same file
      const id = `f${commandKey(request, { sha256, name: sentName }).key}`;
      const name = keptName(sentName);
      const { username, organisation } = account;
      const before = await fileById(database, id);
      const file =
        before ??
        (await keepWithin(database, uploads, {
          id,
          sha256,
          name,
          mediaType,
          size: content.length,
          organisation,
          uploadedBy: username,
          content,
          scanner: await scanned(request, scanner, content, sha256),
        }));
      if (before) await wantFiles(database, [id]);
      if (file.sha256 !== sha256)
        throw new Refusal('idempotency-key-reused', {
          field: '/headers/idempotency-key',
        });
      return reply.code(201).send(show(file));
    },
  );

  app.get(
    '/api/files/:id',
    {
      schema: {
        operationId: 'getFile',
        tags: ['files'],
        summary: 'What is known of a file · 文件信息',
        params: idParams,
        response: { 200: fileAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const file = await visible(account, request.params.id);
      // a form that is being filled in asks so for what it holds already
      if (file.organisation === account.organisation) await wantFiles(database, [file.id]);
      return show(file);
    },
  );

  app.get(
    '/api/files/:id/content',
    {
      schema: {
        operationId: 'downloadFile',
        tags: ['files'],
        summary: 'The file itself · 下载文件',
        produces: mediaTypes,
        params: idParams,
      },
    },
    async (request, reply) => {
      const file = await visible(accountOf(request), request.params.id);
      const content = await contentOfFile(database, file.id);
      if (!content) throw new Refusal('not-found');
      if (createHash('sha256').update(content).digest('hex') !== file.sha256) {
        await raiseTrouble(database, { kind: 'evidence-altered', code: 'digest', detail: { file: file.id } });
        throw new Error(`file ${file.id} is not what was kept under its digest`);
      }
      return (
        reply
          .header('content-type', file.mediaType)
          .header('content-length', file.size)
          // never shown in our own origin: what is uploaded could be made to look like the application
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(unturned(file.name))}`)
          .header('x-content-type-options', 'nosniff')
          .header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
          .send(content)
      );
    },
  );
}
