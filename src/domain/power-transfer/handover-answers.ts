/**
 * Both sides' confirmations of a handover, held beside each other.
 *
 * A confirmation counts what goes along with all its powers at once, and the sides need not answer in the same parts: a
 * sub-district confirms the powers of three departments together. So what is compared are confirmations that share powers,
 * all of one side with all of the other.
 */
import { differing, inventoryFields, remainder, together, type Inventory, type InventoryField } from './inventory';

/** What a side has said of some powers. */
export interface HandoverAnswer {
  /** Its entry's number; later ones are greater. */
  readonly seq: number;
  readonly organisation: string;
  /** The side that hands over. */
  readonly gives: boolean;
  /** False: disputed. */
  readonly confirmed: boolean;
  readonly positions: readonly number[];
  readonly inventory: Inventory;
  /** Why it differs from what the other side has. */
  readonly explanation?: string;
}

/** Confirmations of one round that share powers. */
export interface Comparison {
  readonly given: readonly HandoverAnswer[];
  readonly taken: readonly HandoverAnswer[];
  /** Powers that both sides have confirmed. */
  readonly positions: readonly number[];
  /** The other side has yet to answer for some of their powers. */
  readonly pending: boolean;
}

interface Group {
  readonly answers: Set<HandoverAnswer>;
  readonly positions: Set<number>;
  pending: boolean;
}

/** What stands beside what. A round has one answer of each side for a power: the n-th of the one belongs to the n-th of the other. */
export function comparisonsOf(answers: readonly HandoverAnswer[]): Comparison[] {
  const byPower = new Map<number, { given: HandoverAnswer[]; taken: HandoverAnswer[] }>();
  for (const answer of [...answers].sort((a, b) => a.seq - b.seq))
    for (const position of answer.positions) {
      const sides = byPower.get(position) ?? { given: [], taken: [] };
      byPower.set(position, sides);
      (answer.gives ? sides.given : sides.taken).push(answer);
    }
  const groups = new Map<HandoverAnswer, Group>();
  const groupOf = (answer: HandoverAnswer): Group => {
    let group = groups.get(answer);
    if (!group) groups.set(answer, (group = { answers: new Set([answer]), positions: new Set(), pending: false }));
    return group;
  };
  for (const [position, { given, taken }] of byPower) {
    const round = Math.max(given.length, taken.length) - 1;
    const [one, other] = [given[round], taken[round]];
    if (one?.confirmed && other?.confirmed) join(groups, groupOf(one), groupOf(other), position);
    else if (one?.confirmed && !other) groupOf(one).pending = true;
    else if (other?.confirmed && !one) groupOf(other).pending = true;
  }
  return [...new Set(groups.values())].flatMap((group): Comparison[] => {
    if (group.positions.size === 0) return [];
    const all = [...group.answers].sort((a, b) => a.seq - b.seq);
    return [
      {
        given: all.filter(({ gives }) => gives),
        taken: all.filter(({ gives }) => !gives),
        positions: [...group.positions].sort((a, b) => a - b),
        pending: group.pending,
      },
    ];
  });
}

function join(groups: Map<HandoverAnswer, Group>, one: Group, other: Group, position: number): void {
  one.positions.add(position);
  if (one === other) return;
  for (const answer of other.answers) {
    one.answers.add(answer);
    groups.set(answer, one);
  }
  for (const further of other.positions) one.positions.add(further);
  one.pending ||= other.pending;
}

/** What a side's confirmations count together. */
export const countOf = (side: readonly HandoverAnswer[]): Inventory => together(side.map(({ inventory }) => inventory));

/** The fields in which both sides differ. */
export const differencesOf = ({ given, taken }: Comparison): InventoryField[] =>
  differing(countOf(given), countOf(taken));

/** Why they differ, as the last one of them has it. */
export const explanationOf = ({ given, taken }: Comparison): string | undefined =>
  [...given, ...taken]
    .sort((a, b) => a.seq - b.seq)
    .findLast(({ explanation }) => explanation !== undefined && explanation.trim() !== '')?.explanation;

/** Comparisons about some of these powers in which a difference stands that nobody has explained. */
export const unexplained = (answers: readonly HandoverAnswer[], positions: readonly number[]): Comparison[] => {
  const about = new Set(positions);
  return comparisonsOf(answers).filter(
    (one) =>
      one.positions.some((position) => about.has(position)) &&
      explanationOf(one) === undefined &&
      differencesOf(one).length > 0,
  );
};

/** An answer that is being given: of which side, and for which powers. */
export type Giving = Pick<HandoverAnswer, 'organisation' | 'gives' | 'positions' | 'inventory'> & {
  /** Powers that the same answer disputes. */
  readonly declined: readonly number[];
};

/**
 * What an answer that is being given would stand beside; undefined while the other side has yet to answer for some of
 * those powers: whoever answers last compares.
 */
function comparisonWith(answers: readonly HandoverAnswer[], giving: Giving): Comparison | undefined {
  const { declined, ...said } = giving;
  const mine: HandoverAnswer = { ...said, seq: Infinity, confirmed: true };
  const disputed: HandoverAnswer = { ...said, seq: Infinity, confirmed: false, positions: declined };
  const found = comparisonsOf([...answers, mine, disputed]).find(({ given, taken }) =>
    [...given, ...taken].includes(mine),
  );
  return found?.pending === true ? undefined : found;
}

/** The fields in which an answer that is being given differs from the other side's, each with both values. */
export function differencesBy(
  answers: readonly HandoverAnswer[],
  giving: Giving,
): { readonly field: InventoryField; readonly yours: unknown; readonly theirs: unknown }[] {
  const found = comparisonWith(answers, giving);
  if (!found) return [];
  const [given, taken] = [countOf(found.given), countOf(found.taken)];
  const [yours, theirs] = giving.gives ? [given, taken] : [taken, given];
  return differencesOf(found).map((field) => ({ field, yours: yours[field], theirs: theirs[field] }));
}

/**
 * What an answer would have to count to agree with the other side, by field; undefined for a field in which it cannot.
 * Nothing where there is nothing to compare yet.
 */
export function agreeing(
  answers: readonly HandoverAnswer[],
  giving: Omit<Giving, 'inventory'>,
): ReadonlyMap<InventoryField, number | readonly unknown[] | undefined> {
  const found = comparisonWith(answers, { ...giving, inventory: {} });
  if (!found) return new Map();
  const [mine, other] = giving.gives ? [found.given, found.taken] : [found.taken, found.given];
  const [said, whole] = [countOf(mine), countOf(other)];
  return new Map(inventoryFields.map((field) => [field, remainder(whole[field], said[field])]));
}
