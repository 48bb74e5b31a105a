/** Files as people upload them. */
import type { Ask, Reply, System } from './system';

/** Uploads a file. */
export async function upload(
  system: System,
  as: string,
  content: string | Buffer,
  { name = '方案.pdf', type = 'application/pdf', ...more }: { name?: string; type?: string } & Ask = {},
): Promise<Reply> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
  const encoded = new Response(form);
  return system.ask('POST', '/api/files', {
    as,
    raw: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    ...more,
  });
}
