/** What makes a storm: workers die at a point of a step or at once or stand still, and the servers die under everybody. */
import type { FaultPoint } from '../../activities/record';
import type { City } from './city';
import type { MortalWorker } from './processes';
import { chance, pause, some } from './dice';

const points: readonly FaultPoint[] = ['before-write', 'after-write', 'after-write'];

/** How the storm goes: whether it is over, how many commands people have been answered, and who wants to know of a death. */
export interface Course {
  readonly over: () => boolean;
  readonly acknowledged: () => number;
  readonly died: () => void;
}

/**
 * Weather until it is over, with both servers killed at least once; `counts` tells what happened. However slow the
 * machine, things die again only when some have been answered since, or nobody has been for long. One of the three
 * workers only stands still now and then: when a workflow task is lost five times in a row, Temporal waits ten seconds
 * and longer for the next answer, and a storm in which nothing moves shows nothing.
 */
export async function weather(
  city: City,
  seconds: number,
  { over, acknowledged, died }: Course,
  counts: { [what: string]: number },
): Promise<void> {
  const count = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);

  /** So many milliseconds, and so many more answers; at most twenty times as long. */
  async function lull(ms: number, answers: number): Promise<void> {
    const enough = acknowledged() + answers;
    const deadline = Date.now() + 20 * ms;
    await pause(ms);
    while (acknowledged() < enough && Date.now() < deadline && !over()) await pause(50);
  }
  /** A worker that starts while a server is away ends, and is started again, as the supervisor does. */
  async function up(settings: Parameters<City['worker']>[0]): Promise<MortalWorker> {
    for (let tried = 0; ; tried++)
      try {
        return await city.worker(settings);
      } catch (error) {
        if (tried === 20) throw error;
        await pause(250);
      }
  }
  async function dying(cache: number): Promise<void> {
    while (!over()) {
      const mortal = await up({ cache });
      await lull(500 + some(2_500), 3);
      const point = chance(0.8) ? points[some(points.length)] : undefined;
      if (point) {
        void mortal.dieAt(point);
        // nobody writes for long: then it dies where it stands
        await Promise.race([mortal.gone, pause(2_000)]);
      }
      count(mortal.child.signalCode === null ? 'killed' : `died at ${point}`);
      await mortal.kill();
      died();
    }
  }
  async function stalling(): Promise<void> {
    const mortal = await up({});
    while (!over()) {
      await lull(1_000 + some(2_000), 2);
      mortal.child.kill('SIGSTOP');
      // longer than a workflow task may take: others go on with its work
      await pause(1_200 + some(800));
      mortal.child.kill('SIGCONT');
      count('stalled');
    }
    await mortal.kill();
  }
  async function servers(): Promise<void> {
    const apart = Math.min(seconds / 3, 15) * 1_000;
    for (let round = 0; round === 0 || !over(); round++)
      for (const server of ['temporal', 'postgres'] as const) {
        await lull(apart, 8);
        await city.servers[server].kill();
        await city.servers[server].start();
        count(server);
        died();
      }
  }
  await Promise.all([dying(0), dying(200), stalling(), servers()]);
}
