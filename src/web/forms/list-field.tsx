/** A list of things or of lines: typed row by row, pasted from a spreadsheet, or read from a CSV file. */
import Button from 'antd/es/button';
import { useState } from 'react';
import { fieldId } from '../parts/error-summary';
import type { JsonSchema } from '../../domain/json-schema';
import { ImportRows } from './import-rows';
import { Labelled, type FieldProps } from './labelled';
import { useFormPhrases } from './phrases';
import { fieldsIn, listIn, typedIn, valueOfText, withValue } from './schema';
import type { TableColumn, TableRow } from './table-text';

interface ListColumn extends TableColumn {
  readonly schema: JsonSchema;
}

/** A list's columns; a list of plain lines has one, named `''`. */
function columnsOf({ items = {} }: JsonSchema): ListColumn[] {
  if (items.type !== 'object') return [{ name: '', title: items.title ?? '', schema: items }];
  return Object.entries(items.properties ?? {}).map(([name, schema]) => ({
    name,
    title: schema.title ?? name,
    schema,
  }));
}

export function ListField(props: FieldProps & { readonly faults: ReadonlyMap<string, string> }) {
  const t = useFormPhrases();
  const { schema, value, change, pointer, faults } = props;
  const [importing, setImporting] = useState(false);
  const columns = columnsOf(schema);
  const rows = listIn(value);
  const isPlain = schema.items?.type !== 'object';
  const setRow = (index: number, row: unknown) => change(rows.map((one, at) => (at === index ? row : one)));
  const fromCells = ({ cells }: TableRow): unknown => {
    if (isPlain) return valueOfText(schema.items ?? {}, cells[''] ?? '');
    return Object.fromEntries(columns.map(({ name, schema: one }) => [name, valueOfText(one, cells[name] ?? '')]));
  };
  return (
    <Labelled {...props} group>
      <div id={fieldId(pointer)} tabIndex={-1}>
        {rows.length === 0 ? (
          <p className="fq-hint">{t.noRows}</p>
        ) : (
          <ul className="fq-rows">
            {rows.map((row, index) => (
              <li key={index}>
                {columns.map(({ name, title, schema: one }) => {
                  const at = isPlain ? `${pointer}/${index}` : `${pointer}/${index}/${name}`;
                  const cell = isPlain ? row : fieldsIn(row)[name];
                  return (
                    <Cell
                      key={name}
                      pointer={at}
                      title={title}
                      schema={one}
                      value={cell}
                      fault={faults.get(at)}
                      change={(next) => setRow(index, isPlain ? next : withValue(fieldsIn(row), [name], next))}
                    />
                  );
                })}
                <Button
                  size="small"
                  aria-label={t.removeRow(index + 1)}
                  onClick={() => change(rows.filter((_, at) => at !== index))}
                >
                  {t.remove}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="fq-row">
        <Button size="small" onClick={() => change([...rows, isPlain ? '' : {}])}>
          {t.addRow}
        </Button>
        <Button size="small" aria-expanded={importing} onClick={() => setImporting(!importing)}>
          {t.importRows}
        </Button>
      </div>
      {importing && (
        <ImportRows
          id={`${fieldId(pointer)}-import`}
          columns={columns}
          use={(read) => {
            change([...rows, ...read.map(fromCells)]);
            setImporting(false);
          }}
          close={() => setImporting(false)}
        />
      )}
    </Labelled>
  );
}

/** One cell: a browser's own field, for a list may have two thousand rows. */
function Cell({
  pointer,
  title,
  schema,
  value,
  fault,
  change,
}: {
  readonly pointer: string;
  readonly title: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly fault: string | undefined;
  readonly change: (value: unknown) => void;
}) {
  const id = fieldId(pointer);
  const isDate = schema.format === 'date';
  return (
    <div className="fq-cell">
      <label htmlFor={id}>{title}</label>
      <input
        id={id}
        className="fq-input"
        type={isDate ? 'date' : 'text'}
        value={typedIn(value)}
        aria-invalid={fault !== undefined}
        {...(fault === undefined ? {} : { 'aria-describedby': `${id}-fault` })}
        onChange={({ target }) => change(target.value)}
      />
      {fault !== undefined && (
        <span id={`${id}-fault`} className="fq-field-fault">
          {fault}
        </span>
      )}
    </div>
  );
}
