/** Where matters are: each has an address of its own, and a transfer of powers the one that it always had beside it. */
import type { Account } from '../../database/account-repository';
import { matterById, type MatterRow } from '../../database/matter-repository';
import type { Queryable } from '../../database/queryable';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { Refusal } from '../../domain/refusal';

export interface Address {
  readonly path: string;
  /** What there is one of at this address, as names of operations have it. */
  readonly one: string;
  readonly tag: string;
  /** The only procedure whose matters are found there. */
  readonly procedure?: string;
}

export const transfersAddress: Address = {
  path: '/api/transfers',
  one: 'Transfer',
  tag: 'transfers',
  procedure: powerTransfer.code,
};
export const mattersAddress: Address = { path: '/api/matters', one: 'Matter', tag: 'matters' };
export const addresses = [transfersAddress, mattersAddress];

/**
 * The matter of an address, before anything is said of roles: an account that does not see it learns nothing.
 *
 * @throws Refusal `not-found`
 */
export async function matterAt(
  database: Queryable,
  { procedure }: Address,
  account: Account,
  id: string,
): Promise<MatterRow> {
  const row = await matterById(database, account, id);
  if (!row || (procedure !== undefined && row.procedure !== procedure)) throw new Refusal('not-found');
  return row;
}
