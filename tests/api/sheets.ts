/** Spreadsheets over the API, both ways. */
import { randomUUID } from 'node:crypto';
import type { Ask, System } from './system';

/** A multipart request with a file and fields beside it. */
export function upload(
  content: string | Buffer,
  fields: { readonly [name: string]: string } = {},
): Pick<Ask, 'raw' | 'headers'> {
  const boundary = `b${randomUUID()}`;
  const part = (disposition: string, body: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value));
  // the file in front: whoever reads the fields must not rely on them coming first
  const raw = Buffer.concat([
    part('name="file"; filename="list.csv"', content),
    ...parts,
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { raw, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

/** The bytes of a download. */
export async function download(
  system: System,
  url: string,
  as?: string,
): Promise<{ status: number; type: string; content: Buffer }> {
  const token = as === undefined ? undefined : await system.tokenOf(as);
  const reply = await system.app.inject({
    url,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: reply.statusCode, type: String(reply.headers['content-type']), content: reply.rawPayload };
}
