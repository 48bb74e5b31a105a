/** The procedures of the city, with what of them may be written with zod; workflows know their declarations only. */
import { powerTransferDossier } from './power-transfer/dossier';
import { callFaults, mustBeSound } from './procedure/declaration-faults';
import type { Dossier } from './procedure/dossier';

/** Several procedures that are served together. */
export type Family = readonly Dossier[];

export const dossiers: Family = [powerTransferDossier];

/** The dossier of the procedure of a code; `undefined` where there is none. */
export const dossierOf = (code: string, among: Family = dossiers): Dossier | undefined =>
  among.find(({ procedure }) => procedure.code === code);

/** The code of the procedure that a launch document is of. Documents of before name none: there was one procedure. */
export const procedureIn = (document: unknown): string =>
  typeof document === 'object' && document !== null && 'procedure' in document && typeof document.procedure === 'string'
    ? document.procedure
    : powerTransferDossier.procedure.code;

/**
 * @throws where one of them contradicts itself, or two have the same code or the same name at the engine. Asked when server
 *   and workers start
 */
export function mustAllBeSound(family: Family = dossiers): void {
  for (const { procedure } of family) mustBeSound(procedure);
  const [fault] = callFaults(family.map(({ procedure }) => procedure));
  if (fault) throw new Error(`${fault.place}: ${fault.fault}`);
  for (const { procedure } of family)
    for (const { code, calls } of procedure.steps)
      if (calls && !dossierOf(calls.procedure, family)?.launching.called)
        throw new Error(`${procedure.code}/steps/${code}/calls: ${calls.procedure} cannot be called`);
  for (const names of [family.map(({ procedure }) => procedure.code), family.map(({ workflow }) => workflow)]) {
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new Error(`two procedures are called ${twice}`);
  }
}
