import type { JsonSchema } from '../../api/types';
import { fieldsIn, isEmpty, type FormValues } from '../../forms/schema';
import { rowTexts, useValueText } from '../../forms/value-text';

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
  const rows = rowTexts(say, schema, value);
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {schema.type === 'object' ? (
          <FilledForm schema={schema} values={fieldsIn(value)} names={names} filledOnly={filledOnly} />
        ) : schema.type === 'array' && rows.length > 0 ? (
          <ul className="fq-plain-list">
            {rows.map((text, index) => (
              <li key={index}>{text}</li>
            ))}
          </ul>
        ) : (
          say(schema, value)
        )}
      </dd>
    </>
  );
}
