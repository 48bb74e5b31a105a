/** In which state each item stands, and which of them an entry has moved. */
import { groupBy } from '../../src/domain/procedure/group-by';
import { pack, unpack, type Ranges } from '../../src/domain/procedure/ranges';

interface ByState {
  readonly [state: string]: Ranges;
}
const packed = (groups: Iterable<readonly [string, readonly number[]]>): ByState =>
  Object.fromEntries([...groups].map(([state, powers]) => [state, pack(powers)]));

export type States = ReturnType<typeof openStates>;

/** `begins`: where an item stands of which nothing is recorded. */
export function openStates(count: number, begins: string, from: ByState) {
  const states = new Array<string>(count).fill(begins);
  for (const [state, powers] of Object.entries(from)) for (const power of unpack(powers)) states[power] = state;
  const recorded = [...states];
  const moved = new Set<number>();

  return {
    of: (power: number): string => states[power] ?? '',
    all: states as readonly string[],
    enter(powers: Iterable<number>, state: string): void {
      for (const power of powers) {
        states[power] = state;
        moved.add(power);
      }
    },
    /** What has moved since it was asked last, by the state that it has come to. */
    changes(): ByState {
      const changed = [...moved].filter((power) => states[power] !== recorded[power]);
      moved.clear();
      for (const power of changed) recorded[power] = states[power] ?? '';
      return packed([...groupBy(changed, (power) => states[power] ?? '')].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    /** All items by their states, as they are recorded. */
    recorded: (): ByState => packed(groupBy(recorded.keys(), (power) => recorded[power] ?? '')),
  };
}
