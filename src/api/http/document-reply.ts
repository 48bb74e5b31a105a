/** A document on its way to the reader. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { docxOf } from '../../documents/layout/docx';
import { formats, type Format, type OfficialDocument } from '../../documents/layout/model';
import { createPdfRenderer, type PdfRenderer } from '../../documents/layout/pdf';
import type { Language } from '../../domain/refusal';

/** Query of a download: a link carries its language with it, where the reader wants another one than the browser's. */
export const downloadQuery = z.strictObject({
  language: z.enum(['zh', 'en']).optional(),
  /** `true`: to be looked at in the browser. */
  inline: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

// the fonts take some tenths of a second and a hundred megabytes: only where a document is asked for
let renderer: PdfRenderer | undefined;

/** Renders a document. */
export async function render(document: OfficialDocument, format: Format, language: Language): Promise<Buffer> {
  if (format === 'docx') return docxOf(document, language);
  renderer ??= createPdfRenderer();
  return renderer.pdf(document, language);
}

/** Answers with a file; its name is the title in the reader's language. */
export function sendDownload(
  reply: FastifyReply,
  file: { readonly name: string; readonly type: string; readonly inline?: boolean | undefined },
  content: Buffer | NodeJS.ReadableStream,
): FastifyReply {
  const name = encodeURIComponent(file.name.replace(/[\p{Cc}/\\]/gu, '_'));
  // it breaks off in the middle, which the reader's program sees; why is seen here only
  if (!Buffer.isBuffer(content))
    content.on('error', (error) =>
      reply.request.log.error({ err: error, requestId: reply.request.id, file: file.name }, 'a download broke off'),
    );
  return reply
    .header('content-type', file.type)
    .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .header('x-content-type-options', 'nosniff')
    .send(content);
}

/** Answers with a document in a format. */
export async function sendDocument(
  reply: FastifyReply,
  document: OfficialDocument,
  how: {
    readonly title: string;
    readonly format: Format;
    readonly language: Language;
    readonly inline?: boolean | undefined;
  },
): Promise<FastifyReply> {
  const content = await render(document, how.format, how.language);
  const file = {
    name: `${how.title}.${how.format}`,
    type: formats[how.format],
    inline: how.inline && how.format === 'pdf',
  };
  return sendDownload(reply, file, content);
}
