/** Transfers, their powers and tasks in the words of the interface. */
import type { z } from 'zod';
import { planFilesOf } from '../../database/file-repository';
import { namesThen } from '../../database/name-repository';
import { openTasksOf } from '../../database/task-repository';
import { powersOfTransfers, type TransferPowerRow, type TransferRow } from '../../database/transfer-repository';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { powerStates, transferStates } from '../../domain/power-transfer/states';
import { markedName } from '../../domain/procedure/name';
import type { Language } from '../../domain/refusal';
import type { transferAnswer, transferPowerAnswer } from '../../contract/transfers';
import type { Inside } from '../dependencies';
import { showOpenTask } from '../tasks/open-task';

const isWords = (value: unknown): value is { readonly zh: string; readonly en: string } =>
  typeof value === 'object' &&
  value !== null &&
  'zh' in value &&
  typeof value.zh === 'string' &&
  'en' in value &&
  typeof value.en === 'string';

/** What opens the power, in the reader's language: `authorisation` is a launch's `PlannedAuthorisation`. */
function authorisationTitle(authorisation: unknown, language: Language): string | undefined {
  if (typeof authorisation !== 'object' || authorisation === null || !('title' in authorisation)) return undefined;
  const { title } = authorisation;
  return isWords(title) ? title[language] : undefined;
}

/** A power as a transfer's page shows it. */
export function showPower(row: TransferPowerRow, language: Language): z.output<typeof transferPowerAnswer> {
  const authorisation = authorisationTitle(row.authorisation, language);
  return {
    code: row.code,
    name: language === 'zh' ? row.nameZh : row.nameEn,
    type: row.type,
    field: row.field,
    department: row.department,
    legalBasis: row.legalBasis,
    state: row.state,
    stateTitle: powerStates[row.state][language],
    since: row.since.toISOString(),
    mode: row.mode,
    scope: {
      territory: row.scope.territory ?? '',
      reserved: [...(row.scope.reserved ?? [])],
    },
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(row.periodFrom === null || row.periodUntil === null
      ? {}
      : { period: { from: row.periodFrom, until: row.periodUntil } }),
    holder: row.holder,
  };
}

/** Transfers with their plans, powers and open tasks: a few further questions to the database, however many they are. */
export async function showTransfers(
  { database, family }: Pick<Inside, 'database' | 'family'>,
  rows: readonly TransferRow[],
  language: Language,
): Promise<z.output<typeof transferAnswer>[]> {
  const ids = rows.map(({ id }) => id);
  const titles = family.titles(powerTransfer.code, language);
  const [plans, powers, tasks, names] = await Promise.all([
    planFilesOf(database, ids),
    powersOfTransfers(database, ids),
    openTasksOf(database, ids, family.rules),
    namesThen(
      database,
      rows.map(({ launchedBy }) => launchedBy),
    ),
  ]);
  return rows.map(({ seq, launched, ...row }) => {
    const own = powers.filter(({ transfer }) => transfer === row.id);
    const codes = new Map(own.map(({ position, code }) => [position, code]));
    return {
      ...row,
      stateTitle: transferStates[row.state][language],
      launched: launched.toISOString(),
      launchedByName: markedName(names.person(row.launchedBy, launched.getTime()))[language],
      entries: seq,
      plan: plans.filter(({ transfer }) => transfer === row.id).map(({ transfer: _, ...file }) => file),
      powers: own.map((power) => showPower(power, language)),
      tasks: tasks.filter(({ transfer }) => transfer === row.id).map((task) => showOpenTask(task, codes, titles)),
    };
  });
}
