import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Radio from 'antd/es/radio';
import { fieldId } from '../parts/error-summary';
import { Labelled, type FieldProps } from './labelled';
import { useFormPhrases } from './phrases';
import { listIn } from './schema';

const texts = (values: readonly unknown[]): string[] => values.filter((one) => typeof one === 'string');

/** One or several of a list: each is seen, none is hidden in a box. */
export function ChoiceField(
  props: FieldProps & { readonly names: ReadonlyMap<string, string>; readonly many?: boolean },
) {
  const t = useFormPhrases();
  const { schema, value, change, pointer, names, many = false } = props;
  const nameOf = (code: string) => names.get(code) ?? schema['x-texts']?.[code] ?? code;
  const id = fieldId(pointer);
  // what says in one line all that the choices below say one by one is left out
  const { description: _inOneLine, ...plain } = schema;
  if (!many) {
    return (
      <Labelled {...props} schema={plain} group>
        <Radio.Group name={id} aria-label={schema.title} value={value} onChange={(event) => change(event.target.value)}>
          {texts(schema.enum ?? []).map((code, index) => (
            <Radio key={code} value={code} {...(index === 0 ? { id } : {})}>
              {nameOf(code)}
            </Radio>
          ))}
        </Radio.Group>
      </Labelled>
    );
  }
  const proposed = texts(listIn(schema.examples?.[0]));
  const chosen = texts(listIn(value));
  const hint = schema.description?.split(/[。.]/)[0];
  return (
    <Labelled {...props} schema={{ ...plain, description: hint }} group>
      <div className="fq-row fq-choices-head">
        <span role="status">{t.chosen(chosen.length)}</span>
        {proposed.length > 0 && (
          <Button size="small" onClick={() => change(proposed)}>
            {t.propose}
          </Button>
        )}
      </div>
      <div id={id} className="fq-choices" tabIndex={-1}>
        {texts(schema.items?.enum ?? []).map((code) => (
          <Checkbox
            key={code}
            checked={chosen.includes(code)}
            onChange={(event) =>
              change(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
            }
          >
            {nameOf(code)}
          </Checkbox>
        ))}
      </div>
    </Labelled>
  );
}
