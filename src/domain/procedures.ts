/** The procedures of the city, by their declarations. */
import { powerTransfer } from './power-transfer/procedure';
import type { Declaration } from './procedure/declaration';
import { mustBeSound } from './procedure/declaration-faults';

export const procedures: readonly Declaration[] = [powerTransfer];

/** The procedure of a code; `undefined` where there is none. */
export const procedureOf = (code: string): Declaration | undefined => procedures.find((one) => one.code === code);

/** @throws where one of them contradicts itself. Asked when server and workers start. */
export function mustAllBeSound(): void {
  for (const procedure of procedures) mustBeSound(procedure);
}
