/** A launch list from a table: its rows as entries of a launch request, sorted by sub-district. */
import { byName } from '../../documents/tables/cells';
import type { LaunchColumn } from '../../documents/power-transfer/columns';
import type { TableRow } from '../../documents/tables/sheet-reader';
import { partsOf } from '../../domain/parts';
import type { Organisation } from '../../domain/city/organisations';
import { earlierModes, modes } from '../../domain/power-transfer/modes';
import { foldedCode } from '../../domain/power-transfer/power-code';
import type { FieldError } from '../../domain/refusal';

/** A row as it would be sent: not yet checked. */
export interface ListedRow {
  /** Number of the row in the file; its place in the list for what was sent as JSON. */
  readonly row: number;
  readonly code: string;
  readonly subDistrict: string;
  /** An entry of `powers`. */
  readonly power: unknown;
  readonly errors: FieldError[];
  /** A cell of it could not be read, so that the rest is not judged. */
  readonly unread?: true;
}

/** Excel knows dates as days; people write them with slashes, dots or 年月日 too. */
function dateText(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * Reads the rows.
 *
 * @param usual sub-district of the rows that name none
 */
export function listedRows(
  rows: readonly TableRow<LaunchColumn>[],
  organisations: readonly Organisation[],
  usual: string | undefined,
): ListedRow[] {
  const subDistricts = Object.fromEntries(
    organisations.filter(({ kind }) => kind === 'sub-district').map(({ id, name }) => [id, name]),
  );
  return rows.map(({ row, cells }): ListedRow => {
    const errors: FieldError[] = [];
    const named = cells.subDistrict === undefined ? usual : byName(subDistricts, cells.subDistrict);
    if (named === undefined)
      errors.push(
        cells.subDistrict === undefined
          ? { field: '/subDistrict', code: 'required', params: {} }
          : { field: '/subDistrict', code: 'unknown-sub-district', params: { subDistrict: cells.subDistrict } },
      );
    const mode = cells.mode === undefined ? undefined : (byName(modes, cells.mode) ?? byName(earlierModes, cells.mode));
    if (cells.mode !== undefined && mode === undefined)
      errors.push({ field: '/mode', code: 'not-allowed', params: { values: 'devolve, entrust, 交由行使, 委托实施' } });
    const reserved = cells.reserved === undefined ? [] : partsOf(cells.reserved);
    const where = subDistricts[named ?? '']?.zh;
    // a scope is the text of a decision; where only what is reserved is said, the territory is the whole
    const territory = cells.territory ?? (reserved.length > 0 && where !== undefined ? `${where}辖区` : undefined);
    const { authorisation, from, until } = cells;
    const code = foldedCode(cells.code ?? '');
    if (code === '') errors.push({ field: '/code', code: 'required', params: {} });
    return {
      row,
      code,
      subDistrict: named ?? '',
      power: {
        code,
        ...(mode === undefined ? {} : { mode }),
        ...(territory === undefined ? {} : { scope: { territory, reserved } }),
        ...(authorisation === undefined ? {} : { authorisation }),
        ...(from === undefined && until === undefined
          ? {}
          : { period: { from: from && dateText(from), until: until && dateText(until) } }),
      },
      errors,
    };
  });
}
