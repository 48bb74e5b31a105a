/** A way to the database on which a connection breaks in the very moment of a commit. */
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  /** The address of the database by this way. */
  readonly url: string;
  /** The next record's connection breaks before the server has it, or after the server has done it and before it is told. */
  breakNext(when: 'before' | 'after'): void;
  /** How many connections were broken. */
  broken(): number;
  stop(): Promise<void>;
}

/** Statements of the record are known by their names (`record-power-transfer-1…`), which go over the wire. */
const isRecord = (chunk: Buffer): boolean => /record-(?:[a-z-]+-)?1/.test(chunk.toString('latin1'));

/** Opens a way to a database on this machine. */
export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let next: 'before' | 'after' | undefined;
  let broken = 0;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let deaf = false;
    const hangUp = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', hangUp);
      socket.on('close', () => {
        sockets.delete(socket);
        hangUp();
      });
    }
    client.on('data', (chunk) => {
      if (next !== undefined && isRecord(chunk)) {
        broken++;
        const when = next;
        next = undefined;
        if (when === 'before') return hangUp();
        deaf = true;
      }
      upstream.write(chunk);
    });
    // the first that the server says of it, it says when the statement is committed
    upstream.on('data', (chunk) => (deaf ? hangUp() : client.write(chunk)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(databaseUrl);
  url.port = `${address.port}`;
  return {
    url: url.href,
    breakNext: (when) => (next = when),
    broken: () => broken,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
