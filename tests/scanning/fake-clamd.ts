/** A clamd that knows one virus: it reads INSTREAM as the manual has it, and answers by what it was sent. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ClamdAddress } from '../../src/scanning/clamd';

/** What the fake takes for a virus. */
export const virus = 'THIS-IS-THE-VIRUS';

export interface FakeClamd {
  readonly address: ClamdAddress;
  /** What was streamed, one a connection. */
  readonly received: readonly Buffer[];
  stop(): Promise<void>;
}

const command = Buffer.from('zINSTREAM\0');

/** The content, once the chunk of no length has come; undefined before. */
function contentIn(sent: Buffer): Buffer | undefined {
  if (!sent.subarray(0, command.length).equals(command.subarray(0, sent.length))) throw new Error('not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= sent.length;) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > sent.length) return undefined;
    chunks.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

/** Starts one on a free port. `silent` and `hang up` in a content make it behave so. */
export async function fakeClamd(): Promise<FakeClamd> {
  const received: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    let sent = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.on('data', (data) => {
      sent = Buffer.concat([sent, data]);
      const content = contentIn(sent);
      if (!content) return;
      received.push(content);
      if (content.includes('silent')) return;
      if (content.includes('hang up')) socket.destroy();
      else if (content.includes('too much')) socket.end('INSTREAM size limit exceeded. ERROR\0');
      else if (content.includes(virus)) socket.end('stream: Test-Virus-1 FOUND\0');
      else socket.end('stream: OK\0');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound: AddressInfo | string | null = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the fake clamd has no port');
  return {
    address: { host: '127.0.0.1', port: bound.port },
    received,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
