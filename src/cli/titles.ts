/** What steps, outcomes and states are called, as the server says it; asked once a run. */
import type { Client } from '../client/client';
import type { Procedure } from '../contract/types';
import { colours } from './colours';

export interface Titles {
  /** What its items are called: one of them, and several. */
  readonly item: string;
  readonly items: string;
  /** A step's title; its code where it is not known, as those below. */
  readonly step: (code: string) => string;
  readonly outcome: (step: string, outcome: string) => string;
  /** An item's or the whole's state in words and colour. */
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
  item,
}: Pick<Procedure, 'item' | 'steps' | 'states' | 'overallStates' | 'recallReasons'>): Titles {
  const stepOf = new Map(steps.map((step) => [step.code, step]));
  // an item and its matter share the codes of the states that both have
  const stateOf = new Map<string, Procedure['states'][number]>(
    [...overallStates, ...states].map((state) => [state.state, state]),
  );
  return {
    item: item.one,
    items: item.many,
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

/** The procedure that a command speaks of where it names none. */
export const powerTransfers = 'power-transfer';

/** Asks for a procedure's titles when they are first needed, and never again. */
export function titlesFrom(client: Client): (procedure?: string) => Promise<Titles> {
  const asked = new Map<string, Promise<Titles>>();
  return (procedure = powerTransfers) => {
    const titles = asked.get(procedure) ?? client.procedure(procedure).then(titlesIn);
    asked.set(procedure, titles);
    return titles;
  };
}
