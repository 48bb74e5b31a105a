import { pack, unpack, type Ranges } from '../domain/procedure/ranges';

/**
 * Ranges as PostgreSQL's `int4multirange`: `"0-2,7"` is `"{[0,3),[7,8)}"`, the empty set `"{}"`.
 * @throws RangeError where the text is not ranges
 */
export function multirangeOf(ranges: Ranges): string {
  if (ranges === '') return '{}';
  const parts = ranges.split(',').map((part) => {
    const found = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    const first = Number(found?.[1]);
    const last = Number(found?.[2] ?? found?.[1]);
    if (!found || last < first) throw new RangeError(`not ranges: ${ranges}`);
    return `[${first},${last + 1})`;
  });
  return `{${parts.join(',')}}`;
}

/**
 * An `int4multirange` as the server writes it, as ranges.
 * @throws RangeError where the text is another one (bounds of a range of integers are always written `[` and `)`)
 */
export function rangesOf(multirange: string): Ranges {
  if (multirange === '{}') return '';
  if (!/^\{\[\d+,\d+\)(,\[\d+,\d+\))*\}$/.test(multirange)) throw new RangeError(`not a multirange: ${multirange}`);
  const parts = [...multirange.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, until]) =>
    Number(until) - 1 === Number(from) ? `${from}` : `${from}-${Number(until) - 1}`,
  );
  return pack(unpack(parts.join(',')));
}
