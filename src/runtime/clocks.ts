/**
 * Whether the clocks of this process, the database and the engine agree. Limits run by the engine's, what is written is
 * dated by the database's, and sessions, certificates and exports go by ours: apart, each is right and the whole is wrong.
 */
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import { raiseTrouble } from '../database/trouble-repository';

/** Milliseconds that clocks may be apart before it is an alarm. */
export const mostApartMs = 120_000;

/** A process that compares its own clock. */
export interface ClockComparison {
  readonly database: Pool;
  readonly who: 'api' | 'worker';
  /** Our clock; milliseconds since 1970. */
  readonly now: () => number;
}

/** How far another clock is before ours (after it: below zero), in milliseconds. */
type Offset = number;

const saying = (clock: string, offset: Offset): string =>
  `${clock} ${offset > 0 ? '+' : ''}${Math.round(offset / 1000)} s`;

/** A comparison; `look` is called every minute. */
export function createClockComparison({ database, who, now }: ClockComparison) {
  let engine: Offset | undefined;

  /** Asking takes time: the database's clock was read at some moment between the two of ours, which is taken in its favour. */
  async function databaseOffset(): Promise<Offset> {
    const before = now();
    const { rows } = await database.query<{ at: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::double precision as at',
    );
    const after = now();
    const at = rows[0]?.at ?? after;
    return at < before ? at - before : Math.max(at - after, 0);
  }

  return {
    /** The engine said what time it was a moment ago. Of several times the nearest counts: a task that waited is no wrong clock. */
    engineSaid(at: number): void {
      const offset = at - now();
      if (engine === undefined || Math.abs(offset) < Math.abs(engine)) engine = offset;
    },
    /** Compares, and raises an alarm where clocks are apart; it ends by itself when nobody has raised it again for a while. */
    async look(): Promise<void> {
      const heard = engine;
      engine = undefined;
      const ours = -(await databaseOffset());
      const apart = [
        ...(Math.abs(ours) > mostApartMs ? [saying(who, ours)] : []),
        // seen from the database, as everything that is written is
        ...(heard !== undefined && Math.abs(ours + heard) > mostApartMs ? [saying('engine', ours + heard)] : []),
      ];
      if (apart.length > 0) await raiseTrouble(database, { kind: 'clock-skew', code: apart.join(', ') });
    },
  };
}

const recording = z.object({ heard: z.object({ at: z.number() }) });

/** Tells what time the engine has, from what it says with each record; of the first try alone, later ones come late. */
export const engineTime =
  (said: (at: number) => void): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      execute(input, next) {
        const heard = info.attempt === 1 && info.activityType === 'record' && recording.safeParse(input.args[0]).data;
        if (heard) said(heard.heard.at);
        return next(input);
      },
    },
  });
