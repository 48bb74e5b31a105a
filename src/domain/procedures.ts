/** The procedures of this system, by their codes. */
import { powerTransfer } from './power-transfer/procedure';
import type { Declaration } from './procedure/declaration';
import { mustBeSound } from './procedure/declaration-faults';

export const procedures = { [powerTransfer.code]: powerTransfer } satisfies { readonly [code: string]: Declaration };

/** @throws where one of them contradicts itself. Asked when server and workers start. */
export function mustAllBeSound(): void {
  for (const procedure of Object.values(procedures)) mustBeSound(procedure);
}
