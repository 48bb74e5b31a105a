/** A matter as the parts of its page are told of it. */
import type { Item, Matter, OpenTask, Transfer } from '../api/types';

export interface Shown {
  readonly id: string;
  readonly procedure: string;
  readonly suspended: boolean;
  readonly items: readonly Pick<Item, 'code' | 'state'>[];
  readonly tasks: readonly OpenTask[];
  /** What the launch says: stations that only some matters have are shown by it. */
  readonly launch: object;
}

export const shownMatter = (matter: Matter): Shown => ({ ...matter, launch: matter });

/** A transfer of powers, whose items are its powers. */
export const shownTransfer = (transfer: Transfer, procedure: string): Shown => ({
  id: transfer.id,
  procedure,
  suspended: transfer.suspended,
  items: transfer.powers,
  tasks: transfer.tasks,
  launch: transfer,
});
