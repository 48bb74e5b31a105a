/** Whose offices take part in what was launched, and as which parties. */
import { systemOffice, keysOf, type OfficeOf } from './declaration';
import type { Launch } from './launch';

/** An office as a party. One office may be several. */
export interface Participant {
  readonly organisation: string;
  readonly party: string;
}

/** All that the launch knows of, each once. An office that somebody's answer names is not among them. */
export function participantsOf<L extends Launch, P extends string>(
  { offices }: { readonly offices: { readonly [Q in P]: OfficeOf<L> } },
  launch: L,
): Participant[] {
  const groups: readonly L['groups'][number][] = launch.groups;
  return keysOf(offices).flatMap((party) => {
    const officeOf = offices[party];
    if (officeOf === 'answer') return [];
    const all = new Set(groups.map((group) => officeOf(launch, group)));
    return [...all].filter((office) => office !== systemOffice).map((organisation) => ({ organisation, party }));
  });
}
