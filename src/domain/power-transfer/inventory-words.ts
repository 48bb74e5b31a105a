/** The inventory's fields and values in words, for refusals, tables and documents. */
import { z } from 'zod';
import type { Words } from '../procedure/step';
import { alike, type Inventory, type InventoryField } from './inventory';

const words = (zh: string, en: string): Words => ({ zh, en });

/** What a field is called, with what it counts. */
export const fieldTitles: { readonly [F in InventoryField]: Words } = {
  powers: words('执法事项（项）', 'Powers'),
  posts: words('编制（名）', 'Posts'),
  staff: words('人员（名）', 'Staff'),
  money: words('经费（元）', 'Money (yuan)'),
  files: words('案卷（卷）', 'Files'),
  openCases: words('移交的在办案件', 'Open cases handed over'),
  leads: words('移交的线索', 'Leads handed over'),
  equipment: words('移交的装备', 'Equipment handed over'),
};

const number = z.number().catch(0);
const texts = z.array(z.string()).catch([]);
const openCases = z
  .array(z.object({ number: z.string(), handler: z.string(), limitationDate: z.string(), ninetyDayDate: z.string() }))
  .catch([]);
const inventory = z
  .object({
    powers: number,
    posts: number,
    staff: number,
    money: number,
    files: number,
    openCases,
    leads: texts,
    equipment: texts,
  })
  .catch({ powers: 0, posts: 0, staff: 0, money: 0, files: 0, openCases: [], leads: [], equipment: [] });

/** An inventory as some edition of the form recorded it; what is not there is nothing. */
export const inventoryIn = (form: { readonly [field: string]: unknown }): Inventory =>
  inventory.parse(form['inventory']);
/** Why it differs from the other side's, where that was said. */
export const explanationIn = (form: { readonly [field: string]: unknown }): string | undefined =>
  z.object({ explanation: z.string().optional() }).safeParse(form['inventory']).data?.explanation;

const none = words('无', 'none');
const items = (list: readonly string[]): Words =>
  list.length === 0 ? none : words(`${list.length} 项：${list.join('；')}`, `${list.length}: ${list.join('; ')}`);
const cases = (list: z.output<typeof openCases>): Words => {
  if (list.length === 0) return none;
  const zh = list.map(
    (one) => `${one.number}（承办人${one.handler}，时效${one.limitationDate}，九十日${one.ninetyDayDate}）`,
  );
  const en = list.map(
    (one) => `${one.number} (${one.handler}; limitation ${one.limitationDate}; 90 days ${one.ninetyDayDate})`,
  );
  return words(`${list.length} 件：${zh.join('；')}`, `${list.length}: ${en.join('; ')}`);
};

/** A value of a field, in words. */
export function valueWords(field: InventoryField, value: unknown): Words {
  if (field === 'openCases') return cases(openCases.parse(value));
  if (field === 'leads' || field === 'equipment') return items(texts.parse(value));
  const amount = String(number.parse(value));
  return words(amount, amount);
}

/** A row of two inventories side by side. */
export interface ComparedRow {
  readonly field: InventoryField;
  readonly title: Words;
  readonly given: Words;
  readonly taken: Words;
  readonly differs: boolean;
}

const order = Object.keys(fieldTitles).filter((name): name is InventoryField => name in fieldTitles);

/** Two inventories side by side, row by row: what one side has and the other has not is seen at once. */
export const comparedRows = (given: Inventory, taken: Inventory): ComparedRow[] =>
  order.map((field) => ({
    field,
    title: fieldTitles[field],
    given: valueWords(field, given[field]),
    taken: valueWords(field, taken[field]),
    differs: !alike(given[field], taken[field]),
  }));
