/** Matters in the words of the interface, whichever procedure they go through. */
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import { isParty, itemsOf, type CountedMatter, type ItemRow, type MatterRow } from '../../database/matter-repository';
import { namesThen, type Names } from '../../database/name-repository';
import { openTasksOf } from '../../database/task-repository';
import { markedName } from '../../domain/procedure/name';
import type { Language } from '../../domain/refusal';
import type { itemAnswer } from '../../contract/items';
import type { matterAnswer, matterInListAnswer } from '../../contract/matters';
import type { Inside } from '../dependencies';
import type { Served, Titles } from '../family';
import { showOpenTask } from '../tasks/open-task';

function showHead(row: MatterRow, family: Served, names: Names, language: Language) {
  const { id, procedure, title, state, launched, launchedBy, suspended } = row;
  const titles = family.titles(procedure, language);
  return {
    ...{ id, procedure, procedureTitle: titles.procedure, title, state, stateTitle: titles.state(state) },
    launched: launched.toISOString(),
    launchedBy,
    launchedByName: markedName(names.person(launchedBy, launched.getTime()))[language],
    suspended,
    entries: row.seq,
  };
}

/** An item with where it stands; one without a name of its own is called by its code. */
export const showItem = (row: ItemRow, titles: Titles, language: Language): z.output<typeof itemAnswer> => ({
  code: row.code,
  name: (language === 'zh' ? row.nameZh : row.nameEn) ?? row.code,
  state: row.state,
  stateTitle: titles.itemState(row.state),
  since: row.since.toISOString(),
});

const namesOf = (database: Inside['database'], rows: readonly MatterRow[]): Promise<Names> =>
  namesThen(
    database,
    rows.map(({ launchedBy }) => launchedBy),
  );

/** Matters as a list has them. */
export async function showMatters(
  { database, family }: Pick<Inside, 'database' | 'family'>,
  rows: readonly CountedMatter[],
  language: Language,
): Promise<z.output<typeof matterInListAnswer>[]> {
  const names = await namesOf(database, rows);
  return rows.map((row) => ({
    ...showHead(row, family, names, language),
    counts: { items: row.items, tasks: row.tasks, overdue: row.overdue },
  }));
}

/** A matter with its items and open tasks, as this account is told of it. */
export async function showMatter(
  { database, family }: Pick<Inside, 'database' | 'family'>,
  row: MatterRow,
  account: Pick<Account, 'organisation' | 'role'>,
  language: Language,
): Promise<z.output<typeof matterAnswer>> {
  const { steward } = family.dossier(row.procedure).procedure;
  const [items, tasks, names, isSteward] = await Promise.all([
    itemsOf(database, row.id),
    openTasksOf(database, [row.id], family.rules),
    namesOf(database, [row]),
    isParty(database, row.id, account.organisation, steward.party),
  ]);
  const titles = family.titles(row.procedure, language);
  const codes = new Map(items.map(({ position, code }) => [position, code]));
  return {
    ...showHead(row, family, names, language),
    dayMs: row.dayMs,
    steers: isSteward && account.role === steward.role,
    items: items.map((item) => showItem(item, titles, language)),
    tasks: tasks.map((task) => showOpenTask(task, codes, titles)),
  };
}
