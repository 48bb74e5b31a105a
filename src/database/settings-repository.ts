/** What the place sets for itself, and its own days; every change is noted with who made it. */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { LocalDay } from '../domain/power-transfer/local-days';
import { keptSettings, ownSettings, settingItems } from '../domain/power-transfer/settings';
import type { LocalDate } from '../domain/procedure/calendar';
import type { TransferSettings } from '../domain/power-transfer/launch';
import { difference, insertChanges, type Fields } from './change-repository';
import type { Queryable } from './queryable';
import { inTransaction } from './transaction';
import { settingsFields } from '../domain/power-transfer/settings-fields';

/** The settings as they stand. */
export interface PlaceSettings {
  /** Counts the changes; 0: nothing was ever set. */
  readonly version: number;
  readonly settings: TransferSettings;
  readonly changed: { readonly by: string; readonly at: Date } | null;
}

const own = z.strictObject(settingsFields).partial();

/** What holds for launches of now. */
export async function placeSettings(database: Queryable, lock: '' | 'for update' = ''): Promise<PlaceSettings> {
  const { rows } = await database.query<{ version: number; own: unknown; by: string | null; at: Date | null }>(
    `select version, own, by_person as by, at from place_settings ${lock}`,
  );
  const [row] = rows;
  if (!row) throw new Error('the settings have no row');
  const { version, by, at } = row;
  return {
    version,
    settings: keptSettings(own.parse(row.own)),
    changed: by !== null && at !== null ? { by, at } : null,
  };
}

const fieldsOf = (settings: TransferSettings): Fields =>
  Object.fromEntries(settingItems(settings).map(({ name, value }) => [name, value]));

/**
 * Sets them whole. What is the same already is left alone, whatever version was seen: a repeat is no change.
 *
 * @param seen version that the sender saw
 * @returns what stands now, and whether it is what was sent
 */
export function putSettings(
  database: Pool,
  settings: TransferSettings,
  seen: number,
  by: string,
): Promise<{ readonly now: PlaceSettings; readonly taken: boolean }> {
  return inTransaction(database, async (client) => {
    const before = await placeSettings(client, 'for update');
    const differs = difference(fieldsOf(before.settings), fieldsOf(settings));
    if (!differs) return { now: before, taken: true };
    if (before.version !== seen) return { now: before, taken: false };
    await client.query('update place_settings set version = version + 1, own = $1, by_person = $2, at = now()', [
      JSON.stringify(ownSettings(settings)),
      by,
    ]);
    await insertChanges(client, [{ kind: 'settings', subject: 'place', by, via: 'edit', ...differs }]);
    return { now: await placeSettings(client), taken: true };
  });
}

const dayColumns = `date, kind, json_build_object('zh', name_zh, 'en', name_en) as name`;

/** A page of the place's own days by date. */
export async function listLocalDays(
  database: Queryable,
  page: { readonly after: LocalDate; readonly limit: number },
): Promise<LocalDay[]> {
  const { rows } = await database.query<LocalDay>(
    `select ${dayColumns} from local_day where date > $1 order by date limit $2`,
    [page.after, page.limit],
  );
  return rows;
}

/** The place's own days from a date on. */
export async function localDaysFrom(database: Queryable, from: LocalDate): Promise<LocalDay[]> {
  const { rows } = await database.query<LocalDay>(
    `select ${dayColumns} from local_day where date >= $1 order by date`,
    [from],
  );
  return rows;
}

/** The day of a date, where the place has set one. */
export async function localDayOf(database: Queryable, date: LocalDate): Promise<LocalDay | undefined> {
  const { rows } = await database.query<LocalDay>(`select ${dayColumns} from local_day where date = $1`, [date]);
  return rows[0];
}

/** Sets a day. Throws a unique violation where that date is set. */
export function insertLocalDay(database: Pool, { date, kind, name }: LocalDay, by: string): Promise<void> {
  return inTransaction(database, async (client) => {
    await client.query('insert into local_day (date, kind, name_zh, name_en) values ($1, $2, $3, $4)', [
      date,
      kind,
      name.zh,
      name.en,
    ]);
    const after = { kind, name };
    await insertChanges(client, [{ kind: 'calendar', subject: date, by, via: 'edit', before: null, after }]);
  });
}

/** Takes a day back. Returns whether there was one. */
export function deleteLocalDay(database: Pool, date: LocalDate, by: string): Promise<boolean> {
  return inTransaction(database, async (client) => {
    const { rows } = await client.query<LocalDay>(`delete from local_day where date = $1 returning ${dayColumns}`, [
      date,
    ]);
    const [day] = rows;
    if (!day) return false;
    const { kind, name } = day;
    const change = { before: { kind, name }, after: { kind: null, name: null } };
    await insertChanges(client, [{ kind: 'calendar', subject: date, by, via: 'edit', ...change }]);
    return true;
  });
}
