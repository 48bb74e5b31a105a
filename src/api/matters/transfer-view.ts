/** Transfers, their powers and tasks in the words of the interface. */
import type { Pool } from 'pg';
import type { z } from 'zod';
import { planFilesOf } from '../../database/file-repository';
import { rangesOf } from '../../database/multirange';
import { namesThen } from '../../database/name-repository';
import { openTasksOf } from '../../database/task-repository';
import { powersOfTransfers, type TransferPowerRow, type TransferRow } from '../../database/transfer-repository';
import { powerStates, transferStates } from '../../domain/power-transfer/states';
import { transferSteps, type StepCode } from '../../domain/power-transfer/steps';
import { lastDayOf } from '../../domain/procedure/calendar';
import { markedName } from '../../domain/procedure/name';
import { unpack } from '../../domain/procedure/ranges';
import type { Step } from '../../domain/procedure/step';
import type { Language } from '../../domain/refusal';
import type { openTaskAnswer, transferAnswer, transferPowerAnswer } from '../../contract/transfers';

const byCode: ReadonlyMap<string, Step> = new Map(transferSteps.map((step): [string, Step] => [step.code, step]));

/** A step's declaration. Throws (a fault) where there is none of this code. */
export function declarationOf(code: string): Step & { readonly code: StepCode } {
  const step = transferSteps.find((declared) => declared.code === code);
  if (!step) throw new Error(`no step ${code} is declared`);
  return step;
}

/** A step's title in the reader's language; its code where it is not declared (any more). */
export const titleOf = (code: string, language: Language): string => byCode.get(code)?.title[language] ?? code;

/** Title of an outcome in the reader's language. */
export const outcomeTitle = (step: string, outcome: string, language: Language): string =>
  byCode.get(step)?.outcomes[outcome]?.[language] ?? outcome;

/** Codes of a transfer's powers by their positions. */
export type Codes = ReadonlyMap<number, string>;

/** The codes at the positions of a multirange as PostgreSQL writes it. */
export const codesIn = (multirange: string, codes: Codes): string[] =>
  unpack(rangesOf(multirange)).map((position) => codes.get(position) ?? `#${position}`);

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

/** An open task of a transfer, without its schemas. */
export function showOpenTask(
  row: {
    readonly publicId: string;
    readonly step: string;
    readonly organisation: string;
    readonly about: string | null;
    readonly opened: Date;
    readonly due: Date | null;
    readonly overdue: boolean;
    readonly provisional: boolean;
    readonly powers: string;
  },
  codes: Codes,
  language: Language,
): z.output<typeof openTaskAnswer> {
  return {
    id: row.publicId,
    step: row.step,
    title: titleOf(row.step, language),
    organisation: row.organisation,
    about: row.about,
    opened: row.opened.toISOString(),
    due: row.due?.toISOString() ?? null,
    lastDay: (row.due && lastDayOf(row.due.getTime())) ?? null,
    provisional: row.provisional,
    overdue: row.overdue,
    powers: codesIn(row.powers, codes),
  };
}

/** Transfers with their plans, powers and open tasks: a few further questions to the database, however many they are. */
export async function showTransfers(
  database: Pool,
  rows: readonly TransferRow[],
  language: Language,
): Promise<z.output<typeof transferAnswer>[]> {
  const ids = rows.map(({ id }) => id);
  const [plans, powers, tasks, names] = await Promise.all([
    planFilesOf(database, ids),
    powersOfTransfers(database, ids),
    openTasksOf(database, ids),
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
      tasks: tasks.filter(({ transfer }) => transfer === row.id).map((task) => showOpenTask(task, codes, language)),
    };
  });
}
