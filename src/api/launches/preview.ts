/** A launch looked at before it is one: what is wrong row by row, and what would come of it. */
import { officersOf } from '../../database/officer-repository';
import type { CataloguePower } from '../../domain/power-transfer/catalogue';
import { previewFields, previewSteps, previewWarnings } from '../../domain/power-transfer/launch-preview';
import { launchRequest, type LaunchRequest } from '../../domain/power-transfer/launch-request';
import { planLaunch, type LaunchFacts, type LaunchPlan } from '../../domain/power-transfer/launch-rules';
import { foldedCode } from '../../domain/power-transfer/power-code';
import { Refusal, type FieldError } from '../../domain/refusal';
import { zodIssues } from '../../domain/zod-issues';
import type { Dependencies } from '../dependencies';
import { launchFacts } from './launch-facts';
import type { ListedRow } from './launch-rows';

/** What is said once for all rows: not yet checked. */
export type LaunchHead = { readonly [field: string]: unknown };

/** One sub-district's launch. */
export interface PreviewedLaunch {
  readonly subDistrict: string;
  readonly rows: readonly ListedRow[];
  /** Of the whole, not of one row. */
  readonly errors: readonly FieldError[];
  readonly powers: ReadonlyMap<string, CataloguePower>;
  /** What `POST /api/transfers` takes; null while anything is wrong. */
  readonly request: LaunchRequest | null;
  /** The request as it was read, also where the rules refuse it. */
  readonly read: LaunchRequest | null;
  readonly plan: LaunchPlan | null;
  readonly steps: ReturnType<typeof previewSteps>;
  readonly fields: ReturnType<typeof previewFields>;
  readonly warnings: ReturnType<typeof previewWarnings>;
}

const inList = /^\/powers\/(\d+)(\/.*)?$/;

/** Gives errors of the request to the rows that they are about; what is left is about the whole. */
function hand(errors: readonly FieldError[], rows: readonly ListedRow[]): FieldError[] {
  return errors.filter((error) => {
    const [, index, rest = ''] = inList.exec(error.field) ?? [];
    const row = index === undefined ? undefined : rows[Number(index)];
    row?.errors.push({ ...error, field: rest });
    return row === undefined;
  });
}

/** The same request again, with nothing in it but what zod has accepted; `undefined` with the errors handed out. */
function parsed(
  head: LaunchHead,
  subDistrict: string,
  rows: readonly ListedRow[],
): { request?: LaunchRequest; errors: FieldError[] } {
  const found = launchRequest.safeParse(
    { ...head, subDistrict, powers: rows.map(({ power }) => power) },
    { reportInput: true },
  );
  if (found.success) return { request: found.data, errors: [] };
  return { errors: hand(zodIssues(found.error.issues), rows) };
}

/** Tries the rules on a request. */
function tried(
  request: LaunchRequest,
  facts: LaunchFacts,
  rows: readonly ListedRow[],
): { plan?: LaunchPlan; errors: FieldError[] } {
  try {
    return { plan: planLaunch(request, facts), errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const errors = error.errors.length > 0 ? error.errors : [{ field: '', code: error.code, params: error.params }];
    return { errors: hand(errors, rows) };
  }
}

/**
 * Previews one sub-district's launch. Rows that cannot even be read do not hide what is wrong with the others: the rules
 * are tried on the rest.
 */
export async function previewLaunch(
  dependencies: Dependencies,
  head: LaunchHead,
  subDistrict: string,
  rows: readonly ListedRow[],
): Promise<PreviewedLaunch> {
  const codes = rows.map(({ code }) => code);
  const facts = await launchFacts(dependencies, 'preview', { subDistrict, powers: codes });
  const readable = rows.filter(({ unread }) => !unread);
  // a row with a cell that nobody understood is not what was meant, however well the rest of it reads
  const legible = rows.every(({ errors }) => errors.length === 0);
  const first = parsed(head, subDistrict, readable);
  const errors = [...first.errors];
  const sound = rows.filter((row) => row.errors.length === 0);
  // with a title of its own where the given one is what is wrong: the rules do not look at it
  const request = first.request ?? parsed({ mode: head['mode'], title: '-' }, subDistrict, sound).request;
  const trial = request && sound.length > 0 ? tried(request, facts, first.request ? readable : sound) : { errors: [] };
  for (const error of trial.errors)
    if (!errors.some(({ field, code }) => field === error.field && code === error.code)) errors.push(error);
  const plan = trial.plan ?? null;
  const fine = errors.length === 0 && rows.every((row) => row.errors.length === 0);
  const certified = plan ? await certifiedOfficers(dependencies, subDistrict, facts.today) : new Map<string, number>();
  const fields = plan ? previewFields(plan, certified) : [];
  return {
    subDistrict,
    rows,
    errors,
    powers: facts.powers,
    request: fine && first.request ? first.request : null,
    read: (legible ? first.request : undefined) ?? null,
    plan,
    steps: plan ? previewSteps(plan, facts.today) : [],
    fields,
    warnings: plan ? previewWarnings(plan, fields) : [],
  };
}

/** Active officers with a valid certificate, by field. */
async function certifiedOfficers(
  { database }: Dependencies,
  subDistrict: string,
  today: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { active, certificates, fields } of await officersOf(database, subDistrict)) {
    const valid = certificates.some((one) => !one.suspended && one.validFrom <= today && today <= one.validUntil);
    if (active && valid) for (const field of fields) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return counts;
}

/** Rows of a list that was sent as JSON, for one sub-district. */
export const rowsOfJson = (powers: readonly unknown[], subDistrict: string): ListedRow[] =>
  powers.map((power, index) => ({
    row: index,
    code: codeOf(power),
    subDistrict,
    power,
    errors: [],
  }));

function codeOf(power: unknown): string {
  if (typeof power === 'string') return foldedCode(power);
  return typeof power === 'object' && power !== null && 'code' in power && typeof power.code === 'string'
    ? foldedCode(power.code)
    : '';
}
