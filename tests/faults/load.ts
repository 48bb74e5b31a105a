/** A machine that is busy with other things. */
import { Worker } from 'node:worker_threads';

/** So many endless loops beside the test, until it is over; they end with its process. */
export function busyLoops(count: number): { stop(): Promise<unknown> } {
  const loops = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
  return { stop: () => Promise.all(loops.map((loop) => loop.terminate())) };
}
