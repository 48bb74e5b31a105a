/** Turns of phrase of the transfer of powers: its scope, and the list of powers. */
import type { Mode } from '../../domain/power-transfer/launch';
import { modes } from '../../domain/power-transfer/modes';
import type { LocalDate } from '../../domain/procedure/calendar';
import type { Words } from '../../domain/procedure/step';
import type { Column } from '../layout/model';
import { plain, words } from '../layout/phrases';

/** Territory, and the kinds of case that stay with the department. */
export function scopeText({ territory, reserved = [] }: Scope): Words {
  const where = territory === undefined || territory === '' ? words('街道辖区', 'the sub-district') : plain(territory);
  if (reserved.length === 0) return where;
  return words(
    `${where.zh}；由原部门继续管辖：${reserved.join('；')}`,
    `${where.en}; reserved: ${reserved.join('; ')}`,
  );
}

/** As the register and the launch keep it. */
export interface Scope {
  readonly territory?: string | undefined;
  readonly reserved?: readonly string[] | undefined;
}

/** A power as every document lists it. */
export interface ListedPower {
  readonly code: string;
  readonly name: Words;
  readonly legalBasis: string;
  readonly mode: Mode;
  readonly scope: Scope;
  readonly period: { readonly from: LocalDate; readonly until: LocalDate } | null;
}

const ordinal: Column = { title: words('序号', 'No.'), share: 8 };
const code: Column = { title: words('编码', 'Code'), share: 14 };
const name: Column = { title: words('事项名称', 'Power'), share: 32 };
const basis: Column = { title: words('法律依据', 'Legal basis'), share: 22 };
const scope: Column = { title: words('方式与范围', 'Mode and scope'), share: 24 };

/** The list of powers, numbered. */
export const powerTable = (powers: readonly ListedPower[]) => ({
  kind: 'table' as const,
  columns: [ordinal, code, name, basis, scope],
  rows: powers.map((power, index): Words[] => {
    const extent = scopeText(power.scope);
    const mode = modes[power.mode];
    return [
      plain(String(index + 1)),
      plain(power.code),
      power.name,
      plain(power.legalBasis),
      words(`${mode.zh}；${extent.zh}`, `${mode.en}; ${extent.en}`),
    ];
  }),
});
