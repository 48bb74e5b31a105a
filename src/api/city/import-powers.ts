/** Rows of a table as powers of the catalogue. */
import type { PowerColumn } from '../../documents/power-transfer/columns';
import { byName, flagOf } from '../../documents/tables/cells';
import type { TableRow } from '../../documents/tables/sheet-reader';
import {
  powerTypes,
  type Authorisation,
  type CataloguePower,
  type PowerType,
} from '../../domain/power-transfer/catalogue';
import type { Organisation } from '../../domain/city/organisations';
import { foldedCode, oddSign } from '../../domain/power-transfer/power-code';
import type { Words } from '../../domain/procedure/step';
import type { FieldError } from '../../domain/refusal';

/** What rows are read against. */
export interface PowerFacts {
  readonly fields: { readonly [code: string]: Words };
  readonly organisations: readonly Organisation[];
  /** As the catalogue has them. */
  readonly known: ReadonlyMap<string, CataloguePower>;
}

const confidences = {
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
} as const satisfies { readonly [c in CataloguePower['confidence']]: Words };

const isType = (text: string | undefined): text is PowerType => text !== undefined && text in powerTypes;
const isConfidence = (text: string | undefined): text is CataloguePower['confidence'] =>
  text !== undefined && text in confidences;

type Cells = TableRow<PowerColumn>['cells'];

/** What opens the power, as the row says; a title that is already recorded keeps its translation. */
function authorisationsOf(cells: Cells, namesMeasure: boolean, known: CataloguePower | undefined): Authorisation[] {
  const one = (
    mode: 'devolve' | 'entrust',
    title: string | undefined,
    version: string | undefined,
  ): Authorisation[] => {
    if (title === undefined) return [];
    const before = known?.authorisations.find((authorisation) => authorisation.mode === mode);
    const same = before && (before.title.zh === title || before.title.en === title);
    return [
      {
        mode,
        title: same ? before.title : { zh: title, en: title },
        version: version ?? (same ? before.version : ''),
        namesMeasure: mode === 'devolve' && namesMeasure,
      },
    ];
  };
  return [
    ...one('devolve', cells.devolve, cells.devolveVersion),
    ...one('entrust', cells.entrust, cells.entrustVersion),
  ];
}

/** The powers that rows describe, and everything that is wrong with them (`/rows/<number in the file>/<column>`). */
export function powersOfRows(
  rows: readonly TableRow<PowerColumn>[],
  { fields, organisations, known }: PowerFacts,
): { readonly powers: CataloguePower[]; readonly errors: FieldError[] } {
  const departments = Object.fromEntries(
    organisations.filter(({ kind }) => kind === 'department').map(({ id, name }) => [id, name]),
  );
  const errors: FieldError[] = [];
  const firstRow = new Map<string, number>();
  const powers = rows.flatMap(({ row, cells }): CataloguePower[] => {
    const before = errors.length;
    const wrong = (column: PowerColumn, code: FieldError['code'], params: FieldError['params'] = {}) =>
      errors.push({ field: `/rows/${row}/${column}`, code, params });
    const text = (column: PowerColumn, most: number): string => {
      const value = cells[column];
      if (value === undefined) wrong(column, 'required');
      else if (value.length > most) wrong(column, 'too-long', { maximum: most });
      return value ?? '';
    };
    const choice = (column: PowerColumn, choices: { readonly [code: string]: Words }): string | undefined => {
      const value = cells[column];
      if (value === undefined) return undefined;
      const found = byName(choices, value);
      if (found === undefined) wrong(column, 'not-allowed', { values: Object.keys(choices).join(', ') });
      return found;
    };
    const flag = (column: PowerColumn): boolean => {
      const value = cells[column];
      const found = value === undefined ? false : flagOf(value);
      if (found === undefined) wrong(column, 'not-allowed', { values: '是/否, yes/no' });
      return found ?? false;
    };
    const code = foldedCode(text('code', 40));
    if (code !== '' && !/^[A-Z]{2,6}-[0-9]{3,6}$/.test(code)) {
      const odd = oddSign(code);
      if (odd) wrong('code', 'code-sign', { code, ...odd });
      else wrong('code', 'wrong-format', { format: 'AB-001' });
    }
    const twice = firstRow.get(code);
    if (twice !== undefined) wrong('code', 'row-twice', { value: code, row: twice });
    else firstRow.set(code, row);
    for (const column of ['type', 'field', 'department'] as const)
      if (cells[column] === undefined) wrong(column, 'required');
    for (const column of ['devolve', 'entrust'] as const)
      if ((cells[column] ?? '').length > 300) wrong(column, 'too-long', { maximum: 300 });
    const type = choice('type', powerTypes);
    const confidence = choice('confidence', confidences) ?? 'medium';
    const nameZh = text('nameZh', 300);
    const power = {
      code,
      name: { zh: nameZh, en: cells.nameEn ?? nameZh },
      field: choice('field', fields),
      department: choice('department', departments),
      legalBasis: text('legalBasis', 500),
      restrictsFreedom: flag('restrictsFreedom'),
      aboveCounty: flag('holderAboveCounty'),
      authorisations: authorisationsOf(cells, flag('namesMeasure'), known.get(code)),
    };
    const { field, department } = power;
    if (errors.length > before || !isType(type) || !isConfidence(confidence) || !field || !department) return [];
    return [{ ...power, field, department, type, confidence }];
  });
  return { powers, errors };
}
