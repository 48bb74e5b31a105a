/** Which powers are out of the way of another transfer of the same power to the same sub-district. */
import { multirangeOf } from '../../src/database/multirange';
import { endings } from '../../src/domain/power-transfer/states';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import type { NumberedLine } from '../line';
import type { Part } from '../statement';

export const livingPart = (lines: readonly NumberedLine[]): Part => {
  const ended = lines.flatMap(({ states }) => endings.flatMap((ending) => unpack(states[ending] ?? '')));
  return {
    name: 'living',
    sql: `living_rows as (update power_transfer_item p set living = false from json_to_recordset($n) x(powers int4multirange)
      where p.matter = $1 and p.position <@ x.powers and exists (select from swapped))`,
    rows: ended.length === 0 ? [] : [{ powers: multirangeOf(pack(ended)) }],
  };
};
