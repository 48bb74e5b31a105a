/** Which items an act takes back. Pure. */
import type { ItemRow } from '../../database/matter-repository';
import { statesWhere, type Declaration } from '../../domain/procedure/declaration';
import { pack, type Ranges } from '../../domain/procedure/ranges';
import { Refusal, type FieldError } from '../../domain/refusal';

/**
 * The positions of those listed, or of all to which the act can apply.
 *
 * @throws Refusal `handed-over` or `not-handed-over` (each names the right call), `power-ended`, `power-not-in-task`
 */
export function takenBack(
  declaration: Pick<Declaration, 'states'>,
  items: readonly Pick<ItemRow, 'position' | 'code' | 'state'>[],
  listed: readonly string[] | undefined,
  recall: boolean,
): Ranges {
  const recallable = new Set(statesWhere(declaration, 'recallable'));
  const endings = new Set(statesWhere(declaration, 'ends'));
  const wrong = recall ? 'not-handed-over' : 'handed-over';
  const fits = ({ state }: Pick<ItemRow, 'state'>) => recallable.has(state) === recall;
  if (!listed) {
    const living = items.filter(({ state }) => !endings.has(state));
    const fitting = living.filter(fits);
    if (living.length === 0) throw new Refusal('closed');
    if (fitting.length === 0)
      throw new Refusal(wrong, { params: { powers: living.map(({ code }) => code).join(', ') } });
    return pack(fitting.map(({ position }) => position));
  }
  const errors: FieldError[] = [];
  const positions = new Set<number>();
  listed.forEach((code, index) => {
    const item = items.find((candidate) => candidate.code === code);
    const field = `/powers/${index}`;
    const params = { powers: code };
    if (!item) errors.push({ field, code: 'power-not-in-task', params });
    else if (positions.has(item.position)) errors.push({ field, code: 'power-twice', params });
    else if (endings.has(item.state)) errors.push({ field, code: 'power-ended', params });
    else if (!fits(item)) errors.push({ field, code: wrong, params });
    else positions.add(item.position);
  });
  const [first] = errors;
  if (first) throw new Refusal(first.code, { params: first.params ?? {}, errors });
  return pack(positions);
}
