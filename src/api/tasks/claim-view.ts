/** Who takes care of a task, as people are told. */
import { officialCalendar, yearsAround } from '../../calendar/official';
import type { PersonNames } from '../../database/claim-repository';
import type { TaskRow } from '../../database/task-repository';
import { dateAt, workingDaysBetween } from '../../domain/procedure/calendar';
import { Refusal, type Language } from '../../domain/refusal';

/** Working days after which a claim is shown as an old one: whoever claimed it may have forgotten it. */
export const oldAfterDays = 3;

/** A person by user name, with the name in the reader's language. */
export const showPerson = ({ username, nameZh, nameEn }: PersonNames, language: Language) => ({
  username,
  name: language === 'zh' ? nameZh : nameEn,
});

/**
 * Whether a claim is older than {@link oldAfterDays} working days.
 *
 * @param dayMs length of a working day in the transfer, in milliseconds; null: a real one
 * @param now milliseconds since 1970
 */
export function isOldClaim(since: Date, dayMs: number | null, now: number): boolean {
  if (dayMs !== null) return now - since.getTime() > oldAfterDays * dayMs;
  const today = dateAt(now);
  return workingDaysBetween(officialCalendar(yearsAround(today)), dateAt(since.getTime()), today) > oldAfterDays;
}

/** Who has claimed a task; `undefined` where nobody has. */
export function claimerOf({ claimedBy, claimedByZh, claimedByEn }: TaskRow): PersonNames | undefined {
  if (claimedBy === null) return undefined;
  return { username: claimedBy, nameZh: claimedByZh ?? claimedBy, nameEn: claimedByEn ?? claimedBy };
}

/** The refusal of what another person takes care of. */
export const claimedByAnother = (claimer: PersonNames): Refusal =>
  new Refusal('claimed-by-another', {
    params: { by: claimer.username, name: { zh: claimer.nameZh, en: claimer.nameEn } },
  });

/** The claim of a task. */
export function showClaim(task: TaskRow, language: Language, now: number) {
  const claimer = claimerOf(task);
  const { claimedSince, dayMs } = task;
  return {
    claimedBy: claimer ? showPerson(claimer, language) : null,
    claimedSince: claimedSince?.toISOString() ?? null,
    claimOld: claimedSince !== null && isOldClaim(claimedSince, dayMs, now),
  };
}
