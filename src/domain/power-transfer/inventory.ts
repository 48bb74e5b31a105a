/** What goes along in a handover, as each side counted it, and the one rule by which two counts are held beside each other. */

/** What both sides count, in the order of the form. */
export const inventoryFields = [
  'powers',
  'posts',
  'staff',
  'money',
  'files',
  'openCases',
  'leads',
  'equipment',
] as const;
export type InventoryField = (typeof inventoryFields)[number];

/** Numbers and lists by field; what is not there is nothing. */
export type Inventory = { readonly [F in InventoryField]?: number | readonly unknown[] };

/** A value without what does not count: blanks around texts, the order of an object's fields. */
function essence(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, essence(one)]);
}
const listed = (value: readonly unknown[]): string[] => value.map((one) => JSON.stringify(essence(one)));

/** Whether two values of a field say the same: lists in any order, an empty one like none, nought like none. */
export function alike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    const [left, right] = [one, other].map((list) => (Array.isArray(list) ? listed(list).sort() : []));
    return JSON.stringify(left) === JSON.stringify(right);
  }
  return (one ?? 0) === (other ?? 0);
}

/** The fields in which two counts differ. */
export const differing = (one: Inventory, other: Inventory): InventoryField[] =>
  inventoryFields.filter((field) => !alike(one[field], other[field]));

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const both = (one: Inventory[InventoryField], other: Inventory[InventoryField]): number | readonly unknown[] => {
  if (isList(one) || isList(other)) return [...(isList(one) ? one : []), ...(isList(other) ? other : [])];
  return (one ?? 0) + (other ?? 0);
};

/** Several counts together. */
export const together = (counts: readonly Inventory[]): Inventory =>
  counts.reduce<Inventory>(
    (sum, one) => Object.fromEntries(inventoryFields.map((field) => [field, both(sum[field], one[field])])),
    {},
  );

/** What is left of a value when a part of it is taken off; undefined where that part is not in it. */
export function remainder(
  whole: Inventory[InventoryField],
  part: Inventory[InventoryField],
): number | readonly unknown[] | undefined {
  if (!isList(whole) && !isList(part)) {
    const left = (whole ?? 0) - (part ?? 0);
    return left < 0 ? undefined : left;
  }
  const left = [...(isList(whole) ? whole : [])];
  for (const one of isList(part) ? part : []) {
    const at = left.findIndex((other) => alike([one], [other]));
    if (at < 0) return undefined;
    left.splice(at, 1);
  }
  return left;
}
