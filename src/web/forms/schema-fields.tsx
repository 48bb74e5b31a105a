/** A form from its JSON Schema: one labelled field after another, hints beside them, faults at their fields. */
import { fieldId } from '../parts/error-summary';
import type { JsonSchema } from '../../domain/json-schema';
import { ChoiceField } from './choice-field';
import type { Attached } from './draft';
import { EvidenceField } from './evidence-field';
import './forms.css';
import { Labelled, type FieldProps } from './labelled';
import { ListField } from './list-field';
import { useFormPhrases } from './phrases';
import { fieldsIn, listIn, takesFiles, withValue, type FormValues } from './schema';
import { ConfirmField, DateField, NumberField, TextField, YesNoField } from './simple-fields';

/** What the fields of a form share. */
export interface FormContext {
  /** Messages by JSON pointer. */
  readonly faults: ReadonlyMap<string, string>;
  /** Names of what can be chosen (officers), by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Files that were uploaded for this answer, by id. */
  readonly files: readonly Attached[];
  readonly attach: (file: Attached) => void;
}

/** Whether several such fields stand beside one another. */
const isShort = ({ type, format, const: constant, 'x-hints': hints }: JsonSchema): boolean =>
  hints === undefined &&
  (type === 'integer' || type === 'number' || format === 'date' || (constant !== undefined && type === 'string'));

/** All fields of an object's schema, or those named. */
export function SchemaFields({
  schema,
  values,
  change,
  context,
  pointer = '/form',
  only,
}: {
  readonly schema: JsonSchema;
  readonly values: FormValues;
  readonly change: (values: FormValues) => void;
  readonly context: FormContext;
  /** Where the object stands in what is sent. */
  readonly pointer?: string;
  readonly only?: readonly string[];
}) {
  return (
    <div className="fq-fields">
      {Object.entries(schema.properties ?? {})
        .filter(([name]) => !only || only.includes(name))
        .map(([name, one]) => (
          <div key={name} className={isShort(one) ? '' : 'fq-wide'}>
            <SchemaField
              name={name}
              schema={one}
              value={values[name]}
              required={schema.required?.includes(name) ?? false}
              pointer={`${pointer}/${name}`}
              change={(value) => change(withValue(values, [name], value))}
              context={context}
            />
          </div>
        ))}
    </div>
  );
}

function SchemaField({
  name,
  context,
  ...field
}: FieldProps & { readonly name: string; readonly context: FormContext }) {
  const { schema, value, pointer, change } = field;
  const fault = context.faults.get(pointer);
  const props = { ...field, ...(fault === undefined ? {} : { fault }) };
  if (schema.type === 'object') {
    return (
      <fieldset className="fq-group" id={fieldId(pointer)}>
        <legend>{schema.title}</legend>
        <SchemaFields schema={schema} values={fieldsIn(value)} change={change} context={context} pointer={pointer} />
      </fieldset>
    );
  }
  if (takesFiles(schema)) {
    const ids = listIn(value);
    return (
      <Labelled {...props} group>
        <EvidenceField
          id={fieldId(pointer)}
          label={schema.title ?? name}
          files={context.files.filter(({ id }) => ids.includes(id))}
          add={(file) => {
            context.attach(file);
            change([...ids, file.id]);
          }}
          remove={(id) => change(ids.filter((one) => one !== id))}
        />
      </Labelled>
    );
  }
  if (schema.type === 'array' && schema.items?.enum) return <ChoiceField {...props} names={context.names} many />;
  if (schema.type === 'array') return <ListField {...props} faults={context.faults} />;
  if (schema.enum) return <ChoiceField {...props} names={context.names} />;
  if (schema.const !== undefined && schema.const !== true) return <FixedField {...props} />;
  if (schema.type === 'boolean') return schema.const === true ? <ConfirmField {...props} /> : <YesNoField {...props} />;
  if (schema.type === 'integer' || schema.type === 'number') return <NumberField {...props} />;
  return schema.format === 'date' ? <DateField {...props} /> : <TextField {...props} />;
}

/** What admits of one value only. */
function FixedField(props: FieldProps) {
  const t = useFormPhrases();
  return (
    <Labelled {...props} hint={t.fixedDate}>
      <input id={fieldId(props.pointer)} className="fq-input fq-short" readOnly value={String(props.schema.const)} />
    </Labelled>
  );
}
