/** Rows of a table as officers. */
import { byName, flagOf } from '../../documents/tables/cells';
import type { OfficerColumn } from '../../documents/power-transfer/columns';
import type { TableRow } from '../../documents/tables/sheet-reader';
import { foldedIdNumber } from '../../domain/id-number';
import { partsOf } from '../../domain/parts';
import { idNumber as idNumberPattern, personName, phoneNumber, shortCode } from '../../domain/patterns';
import type { Organisation } from '../../domain/city/organisations';
import { mayBeTheSame, recognise, type SaidPerson } from '../../domain/power-transfer/people';
import type { Words } from '../../domain/procedure/step';
import type { FieldError } from '../../domain/refusal';
import type { KnownOfficer } from './known-people';

export interface OfficerFacts {
  readonly fields: { readonly [code: string]: Words };
  readonly organisations: readonly Organisation[];
  /** Of all offices that the rows are about. */
  readonly known: readonly KnownOfficer[];
  /** The office whose officers they are; null for the administrator, who says it in each row. */
  readonly own: string | null;
  readonly newId: () => string;
}

/** An officer as a row says; what is `undefined` stays as it is. */
export interface ImportedOfficer {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly fields: readonly string[];
  readonly idNumber?: string;
  readonly phone?: string;
  readonly active?: boolean;
}

// an export shows them masked; what comes back masked is unchanged
const unmasked = (text: string | undefined): string | undefined => (text?.includes('*') ? undefined : text);

const subDistrictsOf = (organisations: readonly Organisation[]) =>
  Object.fromEntries(organisations.filter(({ kind }) => kind === 'sub-district').map(({ id, name }) => [id, name]));

/** Which offices rows are about: whose officers have to be known before they can be read. */
export function officesIn(
  rows: readonly TableRow<OfficerColumn>[],
  { organisations, own }: Pick<OfficerFacts, 'organisations' | 'own'>,
): string[] {
  if (own !== null) return [own];
  const subDistricts = subDistrictsOf(organisations);
  return [...new Set(rows.flatMap(({ cells }) => byName(subDistricts, cells.organisation ?? '') ?? []))];
}

/** A row whose cells are in order; `id` is that of the column. */
type ReadRow = Omit<ImportedOfficer, 'id'> & { readonly id?: string };
type Wrong = (column: OfficerColumn, code: FieldError['code'], params?: FieldError['params']) => void;

function read(
  { cells }: TableRow<OfficerColumn>,
  { fields, organisations, own }: OfficerFacts,
  wrong: Wrong,
): ReadRow | undefined {
  const subDistricts = subDistrictsOf(organisations);
  const { id, name = '' } = cells;
  if (name === '') wrong('name', 'required');
  if (name.length > 60) wrong('name', 'too-long', { maximum: 60 });
  if (!personName.regex.test(name)) wrong('name', 'wrong-format', { format: personName.says });
  const named = cells.organisation === undefined ? undefined : byName(subDistricts, cells.organisation);
  if (cells.organisation !== undefined && (named === undefined || (own !== null && named !== own)))
    wrong('organisation', 'not-allowed', { values: own ?? Object.keys(subDistricts).join(', ') });
  const organisation = own ?? named;
  if (organisation === undefined && cells.organisation === undefined) wrong('organisation', 'required');
  const parts = partsOf(cells.fields ?? '');
  if (parts.length === 0) wrong('fields', 'required');
  const codes = parts.flatMap((part) => {
    const code = byName(fields, part);
    if (code === undefined) wrong('fields', 'not-allowed', { values: Object.keys(fields).join(', ') });
    return code === undefined ? [] : [code];
  });
  const number = unmasked(cells.idNumber);
  const idNumber = number === undefined ? undefined : foldedIdNumber(number);
  if (idNumber !== undefined && !idNumberPattern.regex.test(idNumber))
    wrong('idNumber', 'wrong-format', { format: idNumberPattern.says });
  const phone = unmasked(cells.phone);
  if (phone !== undefined && !phoneNumber.regex.test(phone))
    wrong('phone', 'wrong-format', { format: phoneNumber.says });
  const active = cells.active === undefined ? undefined : flagOf(cells.active);
  if (cells.active !== undefined && active === undefined) wrong('active', 'not-allowed', { values: '是/否, yes/no' });
  if (id !== undefined && !shortCode.regex.test(id)) wrong('id', 'wrong-format', { format: shortCode.says });
  if (organisation === undefined) return undefined;
  return {
    ...(id === undefined ? {} : { id }),
    ...{ organisation, name, fields: [...new Set(codes)] },
    ...(idNumber === undefined ? {} : { idNumber }),
    ...(phone === undefined ? {} : { phone }),
    ...(active === undefined ? {} : { active }),
  };
}

const columnOf: { readonly [field: string]: OfficerColumn } = { '/id': 'id', '/idNumber': 'idNumber' };

/**
 * The officers that rows describe, and everything that is wrong with them. Who is meant is told by number or ID number
 * (`recognise`), so that no person comes into the place of another of the same name.
 */
export function officersOfRows(
  rows: readonly TableRow<OfficerColumn>[],
  facts: OfficerFacts,
): { readonly officers: ImportedOfficer[]; readonly errors: FieldError[] } {
  const errors: FieldError[] = [];
  const firstRow = new Map<string, number>();
  const added: (SaidPerson & { readonly row: number })[] = [];
  const officers = rows.flatMap((each): ImportedOfficer[] => {
    const { row } = each;
    const before = errors.length;
    const wrong: Wrong = (column, code, params = {}) => errors.push({ field: `/rows/${row}/${column}`, code, params });
    const said = read(each, facts, wrong);
    if (said === undefined || errors.length > before) return [];
    const recognised = recognise(said, facts.known);
    if ('error' in recognised) {
      const { field, code, params } = recognised.error;
      wrong(columnOf[field] ?? 'name', code, params);
      return [];
    }
    const { person } = recognised;
    // what is masked stands for a number that is recorded, and this is nobody's
    if (!person && each.cells.idNumber?.includes('*'))
      wrong('idNumber', 'wrong-format', { format: idNumberPattern.says });
    const id = person?.id ?? said.id ?? facts.newId();
    const twice = firstRow.get(id);
    const alike = person ? undefined : added.find((one) => mayBeTheSame(one, said));
    if (twice !== undefined) wrong(said.id === undefined ? 'idNumber' : 'id', 'row-twice', { value: id, row: twice });
    else if (alike) wrong('name', 'person-twice', { name: said.name, row: alike.row });
    if (errors.length > before) return [];
    firstRow.set(id, row);
    if (!person) added.push({ ...said, row });
    const known = facts.known.find((one) => one.id === id);
    const { idNumber, phone, ...rest } = said;
    return [
      {
        ...rest,
        id,
        // a number that is recorded already is no change
        ...(idNumber === undefined || idNumber === known?.idNumber ? {} : { idNumber }),
        ...(phone === undefined || phone === known?.phone ? {} : { phone }),
      },
    ];
  });
  return { officers, errors };
}
