/**
 * Tells procedures that run which days offices work, where that has changed since they were launched: the State Council's
 * notice for a year came out (with a new version of this program), or the place has set days of its own. Limits that have not
 * come are set right by a recorded entry; what has passed stays.
 */
import type { Pool } from 'pg';
import { createHash } from 'node:crypto';
import { yearsOfLaunch } from '../calendar/official';
import { calendarsAfter } from '../database/told-calendar-repository';
import { dateAt, isToBeTold, type Calendar } from '../domain/procedure/calendar';
import { systemOffice } from '../domain/procedure/declaration';
import { Refusal } from '../domain/refusal';
import { canonical } from '../ledger/canonical';
import type { Logger } from '../runtime/log';
import { digestOf } from './command-key';
import { send } from './commands';
import type { Dependencies } from './dependencies';
import { placeCalendar } from './place-calendar';

/** Looked at together, in one round. */
const atATime = 50;

/** The command's sender: nobody's act, but the API's signature all the same. */
const system = { id: 'system', office: systemOffice, role: 'system', name: { zh: '系统', en: 'system' } } as const;

export type CalendarWatch = ReturnType<typeof createCalendarWatch>;

/** A watch; `look` goes one round, and tells how many it has told. */
export function createCalendarWatch({
  log,
  ...sending
}: Pick<Dependencies, 'engine' | 'signingKey' | 'now'> & { readonly database: Pool; readonly log: Logger }) {
  const { database, now } = sending;
  /** The calendar for which all are being gone through, and how far. */
  let walk = { name: '', to: '', done: false };

  async function tell(transfer: string, calendar: Calendar, name: string): Promise<boolean> {
    const key = createHash('sha256').update(`calendar\n${name}`).digest('base64url').slice(0, 22);
    const command = { key, digest: digestOf({ calendar }), person: system, detail: {}, calendar };
    try {
      await send(sending, 'tellCalendar', transfer, command, true, { powers: [] });
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // it has ended meanwhile, or cannot be reached: it is looked at again when all are
      log.info({ transfer, code: error.code }, 'a transfer could not be told the working days');
      return false;
    }
  }

  return {
    async look(): Promise<number> {
      const today = dateAt(now());
      const current = await placeCalendar(database, yearsOfLaunch(today));
      const name = createHash('sha256').update(canonical(current)).digest('hex');
      if (walk.name !== name) walk = { name, to: '', done: false };
      if (walk.done) return 0;
      const some = await calendarsAfter(database, walk.to, atATime);
      let told = 0;
      for (const { transfer, calendar } of some)
        if (isToBeTold(calendar, current, today) && (await tell(transfer, current, name))) told++;
      walk = { ...walk, to: some.at(-1)?.transfer ?? walk.to, done: some.length < atATime };
      if (told > 0) log.info({ told }, 'transfers were told the working days as they are known now');
      return told;
    },
  };
}
