/** What steps, outcomes and states are called, as the server says it; asked once a run. */
import type { Client } from '../client/client';
import type { Procedure } from '../contract/types';
import { colours } from './colours';

export interface Titles {
  /** A step's title; its code where it is not known, as those below. */
  readonly step: (code: string) => string;
  readonly outcome: (step: string, outcome: string) => string;
  /** A power's or a transfer's state in words and colour. */
  readonly state: (code: string) => string;
  readonly recallReasons: readonly { readonly code: string; readonly title: string }[];
}

const coloured: { readonly [tone: string]: (word: string) => string } = {
  good: colours.green,
  waiting: colours.yellow,
};

/** The titles of a procedure as the server has answered it. */
export function titlesIn({
  steps,
  states,
  overallStates,
  recallReasons,
}: Pick<Procedure, 'steps' | 'states' | 'overallStates' | 'recallReasons'>): Titles {
  const stepOf = new Map(steps.map((step) => [step.code, step]));
  // a power and its transfer share the codes of the states that both have
  const stateOf = new Map<string, Procedure['states'][number]>(
    [...overallStates, ...states].map((state) => [state.state, state]),
  );
  return {
    step: (code) => stepOf.get(code)?.title ?? code,
    outcome: (step, outcome) => stepOf.get(step)?.outcomes.find(({ code }) => code === outcome)?.title ?? outcome,
    state(code) {
      const state = stateOf.get(code);
      if (!state) return code;
      return state.ends ? colours.red(state.title) : (coloured[state.tone]?.(state.title) ?? state.title);
    },
    recallReasons,
  };
}

/** Asks for the titles when they are first needed, and never again. */
export function titlesFrom(client: Client): () => Promise<Titles> {
  let asked: Promise<Titles> | undefined;
  return () => (asked ??= client.procedure('power-transfer').then(titlesIn));
}
