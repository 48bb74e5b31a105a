/** Which acts a matter admits, and which of its items each can concern. Pure. */
import type { Matter, Procedure } from '../../api/types';

export interface PossibleAct {
  readonly name: 'suspend' | 'resume' | 'withdraw' | 'assemble';
  readonly items: readonly string[];
}

/**
 * The acts that it admits now; none where all of it is over.
 *
 * @param ends states in which an item's way has ended
 * @param recallable states from which an item is taken back, and no longer withdrawn
 */
export function actsOn(
  ends: ReadonlySet<string>,
  recallable: ReadonlySet<string>,
  steps: readonly Pick<Procedure['steps'][number], 'assembles'>[],
  { suspended, items, tasks }: Pick<Matter, 'suspended' | 'items' | 'tasks'>,
): PossibleAct[] {
  const living = items.filter(({ state }) => !ends.has(state));
  if (living.length === 0) return [];
  const earlier = living.filter(({ state }) => !recallable.has(state)).map(({ code }) => code);
  // what waits in a list has no task
  const busy = new Set(tasks.flatMap(({ powers }) => powers));
  const gathered = living.map(({ code }) => code).filter((code) => !busy.has(code));
  const assembles = !suspended && steps.some((step) => step.assembles === true) && gathered.length > 0;
  return [
    { name: suspended ? 'resume' : 'suspend', items: [] },
    ...(earlier.length > 0 ? [{ name: 'withdraw' as const, items: earlier }] : []),
    ...(assembles ? [{ name: 'assemble' as const, items: gathered }] : []),
  ];
}
