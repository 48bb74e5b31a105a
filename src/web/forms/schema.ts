/** Forms from JSON Schema, without a page: what to show, what is missing, what to send. */
import { doubtsAbout, type JsonSchema } from '../../domain/json-schema';
import { alike } from '../../domain/power-transfer/inventory';
import { numberIn } from '../../domain/number-text';

/** What somebody has filled in, by field. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Why a value is not accepted; a page says it in words. */
export type Lack =
  | { readonly code: 'required' | 'confirm' | 'whole' | 'date' | 'choice' }
  | { readonly code: 'number'; readonly typed: string }
  | { readonly code: 'explain'; readonly fields: readonly string[] }
  | { readonly code: 'carries'; readonly limit: number }
  | { readonly code: 'least' | 'most' | 'longest' | 'fewest' | 'atMost'; readonly limit: number };
/** One field that is not right: its JSON pointer below the form, its title, why. */
export interface Fault {
  readonly pointer: string;
  readonly title: string;
  readonly lack: Lack;
}

const isObject = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as an object's fields; none where it is no object. */
export const fieldsIn = (value: unknown): FormValues => (isObject(value) ? value : {});
/** A value as a list; empty where it is none. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether a field takes files of the office: they are uploaded where it is filled in. */
export const takesFiles = (schema: JsonSchema): boolean => schema['x-files'] === true;

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Nothing of it is filled in; `false` and empty lists count as nothing. */
export function isEmpty(value: unknown): boolean {
  if (isBlank(value) || value === false) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return isObject(value) && Object.values(value).every(isEmpty);
}

/**
 * What a form begins with: what admits of one answer only (a date that the other side has set) and dates, for which the
 * task's own proposal stands in the schema. A number or text proposed could be sent by mistake as a declaration.
 */
export function firstValues(schema: JsonSchema): FormValues {
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, one]): [string, unknown][] => {
    if (one.const !== undefined && one.const !== true) return [[name, one.const]];
    if (one.type === 'object') return [[name, firstValues(one)]];
    const [example] = one.examples ?? [];
    const needed = schema.required?.includes(name) ?? false;
    return one.format === 'date' && needed && example !== undefined ? [[name, example]] : [];
  });
  return Object.fromEntries(entries);
}

/** The same values with another at a path. */
export function withValue(values: FormValues, path: readonly string[], value: unknown): FormValues {
  const [name, ...deeper] = path;
  if (name === undefined) return values;
  const next = deeper.length === 0 ? value : withValue(fieldsIn(values[name]), deeper, value);
  return { ...values, [name]: next };
}

/** Whether a field takes a number: it is kept as it was typed until it is sent. */
export const takesNumber = ({ type }: JsonSchema): boolean => type === 'integer' || type === 'number';

/** The number that a field holds, which may be a text as it was typed; undefined where it holds none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' ? numberIn(value) : undefined;
}
/** What stands in a field of text or numbers. */
export const typedIn = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Why a field's number is not accepted. */
export function numberLack(schema: JsonSchema, value: unknown): Lack | undefined {
  const number = numberOf(value);
  if (number === undefined) return { code: 'number', typed: typedIn(value).trim() };
  if (schema.type === 'integer' && !Number.isInteger(number)) return { code: 'whole' };
  if (schema.minimum !== undefined && number < schema.minimum) return { code: 'least', limit: schema.minimum };
  if (schema.maximum !== undefined && number > schema.maximum) return { code: 'most', limit: schema.maximum };
  return undefined;
}

/** A number that would be accepted and is hardly meant. */
export interface DoubtfulValue {
  readonly pointer: string;
  readonly title: string;
  readonly value: number;
  readonly unit: string | undefined;
  readonly because: readonly string[];
}

/** The numbers of a form that a person is asked about before it is sent. */
export function doubtsIn(schema: JsonSchema, values: FormValues, pointer = ''): DoubtfulValue[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]): DoubtfulValue[] => {
    const at = `${pointer}/${name}`;
    if (one.type === 'object') return doubtsIn(one, fieldsIn(values[name]), at);
    const value = takesNumber(one) ? numberOf(values[name]) : undefined;
    const because = value === undefined ? [] : doubtsAbout(one, value);
    if (value === undefined || because.length === 0) return [];
    return [{ pointer: at, title: one.title ?? name, value, unit: one['x-unit'], because }];
  });
}

function textLack(schema: JsonSchema, value: unknown): Lack | undefined {
  if (typeof value !== 'string') return { code: 'required' };
  if (schema.format === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return { code: 'date' };
  if (schema.maxLength !== undefined && value.trim().length > schema.maxLength)
    return { code: 'longest', limit: schema.maxLength };
  return undefined;
}

function lackOf(schema: JsonSchema, value: unknown): Lack | undefined {
  if (schema.const === true) return value === true ? undefined : { code: 'confirm' };
  if (schema.enum) return schema.enum.includes(value) ? undefined : { code: 'choice' };
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numberLack(schema, value);
    case 'string':
      return textLack(schema, value);
    case 'array': {
      const list = listIn(value);
      if (list.length < (schema.minItems ?? 0)) return { code: 'fewest', limit: schema.minItems ?? 0 };
      if (schema.maxItems !== undefined && list.length > schema.maxItems && !takesFiles(schema))
        return { code: 'atMost', limit: schema.maxItems };
      return undefined;
    }
    default:
      return undefined;
  }
}

/**
 * What is not right in a form.
 *
 * @param full false: nothing is required (the server decides what may be left out), only what is filled in is looked at
 */
export function faultsIn(schema: JsonSchema, values: FormValues, full: boolean, pointer = ''): Fault[] {
  const differ = full ? differencesIn(schema, values) : [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]): Fault[] => {
    const value = values[name];
    const at = `${pointer}/${name}`;
    const title = one.title ?? name;
    if (one['x-explains'] && differ.length > 0 && isBlank(value))
      return [{ pointer: at, title, lack: { code: 'explain', fields: differ } }];
    const needed = full && (schema.required?.includes(name) ?? false);
    if (one.const !== undefined && one.const !== true) return [];
    if (one.type === 'object') return needed || !isEmpty(value) ? faultsIn(one, fieldsIn(value), needed, at) : [];
    if (one.type === 'array') {
      const lack = needed || listIn(value).length > 0 ? lackOf(one, value) : undefined;
      return [...(lack ? [{ pointer: at, title, lack }] : []), ...faultsInList(one, value, at)];
    }
    if (isBlank(value) || (value === false && !needed)) {
      // a list may be empty, a question may be answered with no
      if (!needed || value === false)
        return value === false && one.const === true && needed
          ? [{ pointer: at, title, lack: { code: 'confirm' } }]
          : [];
      return [{ pointer: at, title, lack: { code: one.const === true ? 'confirm' : 'required' } }];
    }
    const lack = lackOf(one, value) ?? (full ? carryingLack(one, value) : undefined);
    return lack ? [{ pointer: at, title, lack }] : [];
  });
}

/** What is too little for the outcome that carries the procedure on. */
function carryingLack({ 'x-least-to-carry-on': limit }: JsonSchema, value: unknown): Lack | undefined {
  const number = numberOf(value);
  return limit !== undefined && number !== undefined && number < limit ? { code: 'carries', limit } : undefined;
}

/** Whether a field says something else than the other side; what is not filled in yet says nothing. */
export function differsFromOther(schema: JsonSchema, value: unknown): boolean {
  const { 'x-other-side': other } = schema;
  if (other === undefined || (schema.type !== 'array' && isBlank(value))) return false;
  return !alike(filled(schema, value), other);
}

/** Titles of an object's fields that say something else than the other side. */
const differencesIn = ({ properties = {} }: JsonSchema, values: FormValues): string[] =>
  Object.entries(properties).flatMap(([name, one]) => (differsFromOther(one, values[name]) ? [one.title ?? name] : []));

function faultsInList({ items }: JsonSchema, value: unknown, pointer: string): Fault[] {
  if (!items || items.enum) return [];
  return listIn(value).flatMap((row, index): Fault[] => {
    const at = `${pointer}/${index}`;
    if (items.type === 'object') return isEmpty(row) ? [] : faultsIn(items, fieldsIn(row), true, at);
    if (isBlank(row)) return [];
    const lack = lackOf(items, row);
    return lack ? [{ pointer: at, title: items.title ?? '', lack }] : [];
  });
}

/**
 * What is sent: text without blanks around it, nothing that was left empty, no empty rows.
 *
 * @param full false: nothing is required, so a group that was left empty is not sent either, which would have to be whole
 */
export function filledIn(schema: JsonSchema, values: FormValues, full = true): FormValues {
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, one]): [string, unknown][] => {
    const value = filled(one, values[name]);
    const needed = full && (schema.required?.includes(name) ?? false);
    if (value === undefined) return needed && one.type === 'array' && !one.minItems ? [[name, []]] : [];
    return !needed && one.type === 'object' && isEmpty(value) ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function filled(schema: JsonSchema, value: unknown): unknown {
  // the other side may have set it while this was being written
  if (schema.const !== undefined && schema.const !== true) return schema.const;
  if (schema.type === 'object') return filledIn(schema, fieldsIn(value));
  if (schema.type === 'array') {
    const rows = listIn(value).flatMap((row) => {
      const one = schema.items ? filled(schema.items, row) : row;
      return isEmpty(one) ? [] : [one];
    });
    return rows.length > 0 ? rows : undefined;
  }
  if (isBlank(value)) return undefined;
  if (takesNumber(schema)) return numberOf(value) ?? value;
  return typeof value === 'string' ? value.trim() : value;
}

/** A cell's text as a value of its field: `2026/1/5` and `2026年1月5日` as dates, all else as it was typed. */
export function valueOfText(schema: JsonSchema, text: string): unknown {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (schema.format === 'date') {
    const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? [];
    return year === undefined ? plain : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return plain;
}
