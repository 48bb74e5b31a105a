/** A way from a worker to the engine on which what the engine says can be held back: as where the worker stands still. */
import { connect, createServer, type Socket } from 'node:net';

export interface SlowWay {
  readonly address: string;
  /** From now on the worker hears nothing. */
  hold(): void;
  /** How much is held back. */
  held(): number;
  /** Lets the worker hear the first so many; all, and everything from then on, where no number is given. */
  letThrough(first?: number): void;
  stop(): Promise<void>;
}

/** Opens a way to an engine. */
export async function openSlowWay(engine: string): Promise<SlowWay> {
  const [host, port] = engine.split(':');
  const sockets = new Set<Socket>();
  let holding = false;
  const waiting: { readonly to: Socket; readonly chunk: Buffer }[] = [];
  const server = createServer((worker) => {
    const upstream = connect(Number(port), host);
    for (const socket of [worker, upstream]) {
      sockets.add(socket);
      const hangUp = () => {
        worker.destroy();
        upstream.destroy();
      };
      socket.on('error', hangUp);
      socket.on('close', hangUp);
    }
    worker.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => {
      if (holding) waiting.push({ to: worker, chunk });
      else worker.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = server.address();
  if (own === null || typeof own === 'string') throw new Error('no port');
  return {
    address: `127.0.0.1:${own.port}`,
    hold: () => (holding = true),
    held: () => waiting.length,
    letThrough(first = Infinity) {
      for (const { to, chunk } of waiting.splice(0, first)) to.write(chunk);
      if (first === Infinity) holding = false;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
