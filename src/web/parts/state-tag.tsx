import type { ReactNode } from 'react';

/** How a state is coloured; its text always says it too. */
export type Tone = 'working' | 'good' | 'waiting' | 'bad' | 'over';

const tones: { readonly [state: string]: Tone } = {
  'in-progress': 'working',
  transition: 'working',
  trial: 'working',
  'handed-over': 'waiting',
  suspended: 'waiting',
  'in-force': 'good',
  refused: 'bad',
  unlawful: 'bad',
  'not-adopted': 'bad',
  recalled: 'bad',
};

/** The colour of a transfer's or power's state. */
export const toneOf = (state: string): Tone => tones[state] ?? 'over';

/** A short word with a colour. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`fq-tag fq-tag-${tone}`}>{children}</span>;
}

/** The state of a transfer or a power, by its code and title. */
export function StateTag({ state, title }: { readonly state: string; readonly title: string }) {
  return <Tag tone={toneOf(state)}>{title}</Tag>;
}
