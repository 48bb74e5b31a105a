/** Turns of phrase that the documents share. */
import type { Mode } from '../domain/power-transfer/launch';
import type { LocalDate } from '../domain/procedure/calendar';
import type { Words } from '../domain/procedure/step';
import type { Name } from '../domain/procedure/name';
import type { Block, Column } from './model';

export const words = (zh: string, en: string): Words => ({ zh, en });
/** The same in both languages: codes, figures, names of people. */
export const plain = (text: string): Words => ({ zh: text, en: text });
/** Where nothing is known. */
export const none = words('—', '—');

/** How a power goes down, as documents and lists name it. */
export const modeTitles: { readonly [M in Mode]: Words } = {
  devolve: words('赋权下放', 'devolved'),
  entrust: words('委托', 'entrusted'),
};

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day as official documents write it: Arabic figures, no leading zeros (GB/T 9704-2012, 7.3.5.5). */
export function day(date: LocalDate): Words {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return words(`${year}年${month}月${dayOfMonth}日`, `${dayOfMonth} ${months[(month ?? 1) - 1]} ${year}`);
}

/** The day on which a place is left for ink. */
export const blankDay = words('    年    月    日', 'Date: ____________');

/** The registry gives the number: the system never invents one. */
export const numberLine = words('（文号由登记机关填写）', '(number: to be filled in by the registry)');

/** Several, as a sentence lists them. */
export const listed = (all: readonly Words[]): Words =>
  words(all.map(({ zh }) => zh).join('、'), all.map(({ en }) => en).join(', '));

/** Where it was not kept what somebody was called then, the document says so, once. */
export function unkeptBlocks(names: readonly Name[]): Block[] {
  const later = names.filter(({ unkept }) => unkept);
  const once = [...new Map(later.map((name) => [name.zh, name])).values()];
  if (once.length === 0) return [];
  return [
    {
      kind: 'paragraph',
      text: filled(
        words(
          '注：{names}为后来登记的名称，办理当时的名称系统未留存。',
          'Note: {names}: names recorded later; what they were called at the time was not kept.',
        ),
        { names: listed(once) },
      ),
    },
  ];
}

/** A text with `{name}`s in both languages. */
export function filled(text: Words, values: { readonly [name: string]: Words | string | number }): Words {
  const put = (language: keyof Words) =>
    text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'object' ? value[language] : String(value);
    });
  return words(put('zh'), put('en'));
}

/** Territory, and the kinds of case that stay with the department. */
export function scopeText({ territory, reserved = [] }: Scope): Words {
  const where = territory === undefined || territory === '' ? words('街道辖区', 'the sub-district') : plain(territory);
  if (reserved.length === 0) return where;
  return words(`${where.zh}；保留：${reserved.join('；')}`, `${where.en}; reserved: ${reserved.join('; ')}`);
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
    const mode = modeTitles[power.mode];
    return [
      plain(String(index + 1)),
      plain(power.code),
      power.name,
      plain(power.legalBasis),
      words(`${mode.zh}；${extent.zh}`, `${mode.en}; ${extent.en}`),
    ];
  }),
});
