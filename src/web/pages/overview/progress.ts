import type { MatrixCell } from './types';

/** Powers of a cell that the sub-district exercises: those in one of these states. */
export const heldOf = ({ states }: Pick<MatrixCell, 'states'>, held: ReadonlySet<string>): number =>
  states.reduce((sum, { state, count }) => sum + (held.has(state) ? count : 0), 0);

/** Steps of the scale of colours. */
export const levels = 4;

/** The colour of a share: 0 where nothing is exercised, `levels` where all is. */
export const levelOf = (held: number, total: number): number =>
  total === 0 || held === 0 ? 0 : held === total ? levels : Math.min(levels - 1, Math.ceil((held / total) * levels));
