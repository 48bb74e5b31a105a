/**
 * Tells procedures that run which days offices work, where that has changed since they were launched: the State Council's
 * notice for a year came out (with a new version of this program), or the place has set days of its own. Limits that have not
 * come are set right by a recorded entry; what has passed stays.
 */
import type { Pool } from 'pg';
import { createHash } from 'node:crypto';
import { yearsOfLaunch } from '../../calendar/official';
import { calendarsAfter, type KnownCalendar } from '../../database/told-calendar-repository';
import { dateAt, isToBeTold, type Calendar } from '../../domain/procedure/calendar';
import { Refusal } from '../../domain/refusal';
import { canonical } from '../../ledger/canonical';
import type { Logger } from '../../runtime/log';
import { digestOf, keyOfName } from './command-key';
import { send, system } from './commands';
import type { Dependencies } from '../dependencies';
import { placeCalendar } from '../city/place-calendar';

/** Looked at together, in one round. */
const atATime = 50;

export type CalendarWatch = ReturnType<typeof createCalendarWatch>;

/** A watch; `look` goes one round, and tells how many it has told. */
export function createCalendarWatch({
  log,
  ...sending
}: Pick<Dependencies, 'engine' | 'signingKey' | 'now'> & { readonly database: Pool; readonly log: Logger }) {
  const { database, now } = sending;
  /** The calendar for which all are being gone through, how far, and whether some of them were not reached. */
  let walk = { name: '', to: '', missed: false, done: false };

  async function tell({ transfer, seq }: KnownCalendar, calendar: Calendar, name: string): Promise<void> {
    // the same days may be told again, when others were told in between
    const key = keyOfName(`calendar\n${name}\n${seq}`);
    const command = { key, digest: digestOf({ calendar }), person: system, detail: {}, calendar };
    await send(sending, 'tellCalendar', transfer, command, true, { powers: [] });
  }

  return {
    async look(): Promise<number> {
      const today = dateAt(now());
      const current = await placeCalendar(database, yearsOfLaunch(today));
      const name = createHash('sha256').update(canonical(current)).digest('hex');
      if (walk.name !== name) walk = { name, to: '', missed: false, done: false };
      if (walk.done) return 0;
      const some = await calendarsAfter(database, walk.to, atATime);
      let told = 0;
      for (const known of some) {
        const { transfer, calendar } = known;
        walk.to = transfer;
        if (!isToBeTold(calendar, current, today)) continue;
        try {
          await tell(known, current, name);
          told++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          walk.missed = true;
          log.info({ transfer, code: error.code }, 'a transfer could not be told the working days yet');
          // each of the others would be waited for as long
          if (error.code === 'engine-unavailable') return told;
        }
      }
      // whoever was missed is told when all are gone through again
      if (some.length < atATime) walk = { name, to: '', missed: false, done: !walk.missed };
      if (told > 0) log.info({ told }, 'transfers were told the working days as they are known now');
      return told;
    },
  };
}
