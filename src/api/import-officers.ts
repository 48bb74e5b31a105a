/** Rows of a table as officers. */
import { byName, flagOf, partsOf, type OfficerColumn } from '../documents/columns';
import type { TableRow } from '../documents/sheet-reader';
import type { Officer } from '../database/officer-repository';
import type { Organisation } from '../domain/power-transfer/catalogue';
import type { Words } from '../domain/procedure/step';
import type { FieldError } from '../domain/refusal';
import { digestOf } from './command-key';

export interface OfficerFacts {
  readonly fields: { readonly [code: string]: Words };
  readonly organisations: readonly Organisation[];
  readonly known: ReadonlyMap<string, Officer>;
  /** The office whose officers they are; null for the administrator, who says it in each row. */
  readonly own: string | null;
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
const isMasked = (text: string): boolean => text.includes('*');

/** The officers that rows describe, and everything that is wrong with them. */
export function officersOfRows(
  rows: readonly TableRow<OfficerColumn>[],
  { fields, organisations, known, own }: OfficerFacts,
): { readonly officers: ImportedOfficer[]; readonly errors: FieldError[] } {
  const subDistricts = Object.fromEntries(
    organisations.filter(({ kind }) => kind === 'sub-district').map(({ id, name }) => [id, name]),
  );
  const errors: FieldError[] = [];
  const firstRow = new Map<string, number>();
  const officers = rows.flatMap(({ row, cells }): ImportedOfficer[] => {
    const before = errors.length;
    const wrong = (column: OfficerColumn, code: FieldError['code'], params: FieldError['params'] = {}) =>
      errors.push({ field: `/rows/${row}/${column}`, code, params });
    const { name = '' } = cells;
    if (name === '') wrong('name', 'required');
    if (name.length > 60) wrong('name', 'too-long', { maximum: 60 });
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
    const { idNumber, phone } = cells;
    if (idNumber !== undefined && !isMasked(idNumber) && !/^[0-9A-Za-z]{6,30}$/.test(idNumber))
      wrong('idNumber', 'wrong-format', { format: '0-9 A-Z, 6–30' });
    if (phone !== undefined && !isMasked(phone) && !/^\+?[0-9 -]{6,20}$/.test(phone))
      wrong('phone', 'wrong-format', { format: '0-9, 6–20' });
    const active = cells.active === undefined ? undefined : flagOf(cells.active);
    if (cells.active !== undefined && active === undefined) wrong('active', 'not-allowed', { values: '是/否, yes/no' });
    // without an id of its own it is made from what was said: the same row again is the same officer
    const id = cells.id ?? `o-${digestOf({ name, organisation: organisation ?? '' })}`;
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(id)) wrong('id', 'wrong-format', { format: 'a-z 0-9 -' });
    const there = known.get(id);
    if (there && organisation !== undefined && there.organisation !== organisation)
      wrong('id', 'duplicate', { value: id });
    const twice = firstRow.get(id);
    if (twice !== undefined)
      wrong(cells.id === undefined ? 'name' : 'id', 'row-twice', { value: cells.id ?? name, row: twice });
    else firstRow.set(id, row);
    if (errors.length > before || organisation === undefined) return [];
    return [
      {
        id,
        organisation,
        name,
        fields: [...new Set(codes)],
        ...(idNumber === undefined || isMasked(idNumber) ? {} : { idNumber }),
        ...(phone === undefined || isMasked(phone) ? {} : { phone }),
        ...(active === undefined ? {} : { active }),
      },
    ];
  });
  return { officers, errors };
}
