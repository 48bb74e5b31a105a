/** What an answer is about. */
import type { Item, TaskDetail, TransferPower } from '../api/types';

/** A task's items: of a transfer of powers with all that is known of the power. */
export const itemsOf = ({ powerDetails, items }: TaskDetail): readonly (TransferPower | Item)[] =>
  powerDetails.length > 0 ? powerDetails : items;
