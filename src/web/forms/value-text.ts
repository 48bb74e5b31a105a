/** Values of a form in words: numbers with their units, days, names of what was chosen. */
import type { JsonSchema } from '../../domain/json-schema';
import { formatAmount, formatDay } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { useFormPhrases } from './phrases';
import { fieldsIn, listIn, numberOf, takesNumber } from './schema';

export type Say = (schema: JsonSchema, value: unknown) => string;

/** Says one value. */
export function useValueText(names: ReadonlyMap<string, string> = new Map()): Say {
  const t = useFormPhrases();
  const language = useLanguage();
  return (schema, value) => {
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
      return t.none;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    const number = takesNumber(schema) || typeof value === 'number' ? numberOf(value) : undefined;
    if (number !== undefined) return formatAmount(number, schema['x-unit'], language);
    if (typeof value !== 'string') return JSON.stringify(value);
    if (schema.format === 'date') return formatDay(value, language);
    return names.get(value) ?? schema['x-texts']?.[value] ?? value;
  };
}

/** Says each row of a list. */
export const rowTexts = (say: Say, { items = {} }: JsonSchema, value: unknown): string[] =>
  listIn(value).map((row) =>
    items.type === 'object'
      ? Object.entries(items.properties ?? {})
          .map(([name, one]) => `${one.title ?? name} ${say(one, fieldsIn(row)[name])}`)
          .join('；')
      : say(items, row),
  );
