import type { ReactNode } from 'react';
import type { Tone } from '../../domain/procedure/declaration';
import { useProcedure } from '../api/procedure';

export type { Tone } from '../../domain/procedure/declaration';

/** A short word with a colour; its text always says it too. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`fq-tag fq-tag-${tone}`}>{children}</span>;
}

/** The state of an item, or of a matter as a whole, by its code and title; of a transfer of powers where no procedure is named. */
export function StateTag({
  state,
  title,
  whole = false,
  procedure,
}: {
  readonly state: string;
  readonly title: string;
  readonly whole?: boolean;
  readonly procedure?: string;
}) {
  const { data } = useProcedure(procedure);
  const declared = (whole ? data?.overallStates : data?.states)?.find((one) => one.state === state);
  return <Tag tone={declared?.tone ?? 'over'}>{title}</Tag>;
}
