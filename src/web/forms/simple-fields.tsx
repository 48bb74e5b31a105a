/** Fields of one value: text, number, date, yes or no, confirmation. */
import Checkbox from 'antd/es/checkbox';
import DatePicker from 'antd/es/date-picker';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import dayjs from 'dayjs';
import { useState } from 'react';
import { doubtsAbout } from '../../domain/json-schema';
import { formatAmount } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { fieldId } from '../parts/error-summary';
import { describedBy, Labelled, type FieldProps } from './labelled';
import { useFormPhrases } from './phrases';
import { numberLack, numberOf, typedIn } from './schema';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What an example says, where it says something. */
function useExample({ examples = [] }: FieldProps['schema']): string | undefined {
  const t = useFormPhrases();
  const [example] = examples;
  return typeof example === 'string' || typeof example === 'number' ? t.example(String(example)) : undefined;
}

const marked = ({ pointer, fault, schema }: FieldProps, hint?: string) => ({
  id: fieldId(pointer),
  ...(fault === undefined ? {} : { status: 'error' as const, 'aria-invalid': true }),
  ...(fault !== undefined || schema.description !== undefined || schema['x-hints'] !== undefined || hint !== undefined
    ? { 'aria-describedby': describedBy(pointer) }
    : {}),
});

/** A line of text, or a paragraph where much may be said. */
export function TextField(props: FieldProps) {
  const { schema, value, change } = props;
  const hint = useExample(schema);
  const long = (schema.maxLength ?? 0) > 200;
  return (
    <Labelled {...props} hint={hint}>
      {long ? (
        <Input.TextArea
          {...marked(props, hint)}
          autoSize={{ minRows: 2, maxRows: 10 }}
          value={textOf(value)}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <Input {...marked(props, hint)} value={textOf(value)} onChange={(event) => change(event.target.value)} />
      )}
    </Labelled>
  );
}

/** A number: what is typed stays as it is; what is no number is a fault, and what is hardly meant a question. */
export function NumberField(props: FieldProps) {
  const t = useFormPhrases();
  const language = useLanguage();
  const { schema, value, change, pointer } = props;
  const hint = useExample(schema);
  const [left, setLeft] = useState(false);
  const text = typedIn(value);
  const number = numberOf(value);
  const lack = left && text.trim() !== '' ? numberLack(schema, value) : undefined;
  // a fault is about what was typed then, not about what stands there now
  const [mended, setMended] = useState<string>();
  const told = props.fault === mended ? undefined : props.fault;
  const fault = told ?? (lack && t.lacks(schema.title ?? pointer, lack));
  const { fault: _told, ...plain } = props;
  const shown = { ...plain, ...(fault === undefined ? {} : { fault }) };
  const asked = number === undefined ? [] : doubtsAbout(schema, number);
  // written in another way than it is typed, or long: how it is read
  const read =
    number !== undefined && (Math.abs(number) >= 10_000 || String(number) !== text.trim())
      ? t.readAs(formatAmount(number, schema['x-unit'], language))
      : undefined;
  return (
    <Labelled {...shown} hint={hint} asked={asked} read={read}>
      <Input
        {...marked(shown, hint)}
        aria-describedby={describedBy(pointer)}
        className="fq-short"
        inputMode={schema.type === 'integer' ? 'numeric' : 'decimal'}
        autoComplete="off"
        suffix={schema['x-unit']}
        value={text}
        onBlur={() => setLeft(true)}
        onChange={(event) => {
          setMended(props.fault);
          change(event.target.value);
        }}
      />
    </Labelled>
  );
}

/** A day; typed or picked. */
export function DateField(props: FieldProps) {
  const { value, change } = props;
  const language = useLanguage();
  const at = textOf(value) === '' ? null : dayjs(textOf(value));
  return (
    <Labelled {...props}>
      <DatePicker
        {...marked(props)}
        className="fq-short"
        format={language === 'zh' ? ['YYYY年M月D日', 'YYYY-MM-DD', 'YYYY/M/D'] : ['D MMMM YYYY', 'YYYY-MM-DD']}
        value={at}
        onChange={(next) => change(Array.isArray(next) || next === null ? undefined : next.format('YYYY-MM-DD'))}
      />
    </Labelled>
  );
}

/** What must be so for the step to carry on. */
export function ConfirmField(props: FieldProps) {
  const { schema, pointer, value, change, fault } = props;
  return (
    <div className={`fq-field${fault === undefined ? '' : ' fq-field-wrong'}`}>
      {fault !== undefined && (
        <p className="fq-field-fault" id={describedBy(pointer)}>
          {fault}
        </p>
      )}
      <Checkbox id={fieldId(pointer)} checked={value === true} onChange={(event) => change(event.target.checked)}>
        {schema.title}
      </Checkbox>
    </div>
  );
}

/** A question. */
export function YesNoField(props: FieldProps) {
  const t = useFormPhrases();
  const { value, change, pointer, schema } = props;
  return (
    <Labelled {...props} group>
      <Radio.Group
        name={fieldId(pointer)}
        aria-label={schema.title}
        value={typeof value === 'boolean' ? value : undefined}
        onChange={(event) => change(event.target.value === true)}
      >
        <Radio value={true} id={fieldId(pointer)}>
          {t.yes}
        </Radio>
        <Radio value={false}>{t.no}</Radio>
      </Radio.Group>
    </Labelled>
  );
}
