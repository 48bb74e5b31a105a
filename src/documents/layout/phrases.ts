/** Turns of phrase that all documents share. */
import type { LocalDate } from '../../domain/procedure/calendar';
import type { Words } from '../../domain/procedure/step';
import type { Name } from '../../domain/procedure/name';
import type { Block } from './model';

export const words = (zh: string, en: string): Words => ({ zh, en });
/** The same in both languages: codes, figures, names of people. */
export const plain = (text: string): Words => ({ zh: text, en: text });
/** Where nothing is known. */
export const none = words('—', '—');

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day as official documents write it: Arabic figures, no leading zeros (GB/T 9704-2012, 7.3.5.5). */
export function day(date: LocalDate): Words {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return words(`${year}年${month}月${dayOfMonth}日`, `${dayOfMonth} ${months[(month ?? 1) - 1]} ${year}`);
}

/** The day on which a place is left for ink. */
export const blankDay = words('    年    月    日', 'Date: ____________');

/** The registry gives the number: the system never invents one. */
export const numberLine = words('（发文字号由发文机关编制）', '(number: given by the issuing office)');

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
