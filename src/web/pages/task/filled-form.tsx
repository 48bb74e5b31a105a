import type { JsonSchema } from '../../api/types';
import { useFormPhrases } from '../../forms/phrases';
import { fieldsIn, isEmpty, listIn, numberOf, takesNumber, type FormValues } from '../../forms/schema';
import { formatAmount, formatDay } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** A filled-in form to be read: names and values. */
export function FilledForm({
  schema,
  values,
  names = new Map(),
  filledOnly = false,
}: {
  readonly schema: JsonSchema;
  readonly values: FormValues;
  readonly names?: ReadonlyMap<string, string>;
  /** Leaves out what was left empty. */
  readonly filledOnly?: boolean;
}) {
  return (
    <dl className="fq-facts fq-facts-wide">
      {Object.entries(schema.properties ?? {})
        .filter(([name]) => !filledOnly || values[name] === false || !isEmpty(values[name]))
        .map(([name, one]) => (
          <FilledField
            key={name}
            title={one.title ?? name}
            schema={one}
            value={values[name]}
            names={names}
            filledOnly={filledOnly}
          />
        ))}
    </dl>
  );
}

function FilledField({
  title,
  schema,
  value,
  names,
  filledOnly,
}: {
  readonly title: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly names: ReadonlyMap<string, string>;
  readonly filledOnly: boolean;
}) {
  const say = useValueText(names);
  const rows = listIn(value);
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {schema.type === 'object' ? (
          <FilledForm schema={schema} values={fieldsIn(value)} names={names} filledOnly={filledOnly} />
        ) : schema.type === 'array' && rows.length > 0 ? (
          <ul className="fq-plain-list">
            {rows.map((row, index) => (
              <li key={index}>
                {schema.items?.type === 'object'
                  ? Object.entries(schema.items.properties ?? {})
                      .map(([name, one]) => `${one.title ?? name} ${say(one, fieldsIn(row)[name])}`)
                      .join('；')
                  : say(schema.items ?? {}, row)}
              </li>
            ))}
          </ul>
        ) : (
          say(schema, value)
        )}
      </dd>
    </>
  );
}

function useValueText(names: ReadonlyMap<string, string>): (schema: JsonSchema, value: unknown) => string {
  const t = usePhrases({ zh, en });
  const { enums } = useFormPhrases();
  const language = useLanguage();
  return (schema, value) => {
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
      return t.none;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    const number = takesNumber(schema) || typeof value === 'number' ? numberOf(value) : undefined;
    if (number !== undefined) return formatAmount(number, schema['x-unit'], language);
    if (typeof value !== 'string') return JSON.stringify(value);
    if (schema.format === 'date') return formatDay(value, language);
    return names.get(value) ?? enums[value] ?? value;
  };
}
