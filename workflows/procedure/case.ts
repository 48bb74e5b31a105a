/** What the prose of a procedure speaks to: one power on its way. */
import type { Group, Launch } from '../../src/domain/procedure/launch';
import type { Answer, Instant, PartyOf, Step } from '../../src/domain/procedure/step';
import type { Moment } from '../../src/domain/procedure/timeline';
import type { Way } from './way';

/** One power on its way. Whatever it tells is the same for all powers that went the same way so far. */
export interface Case {
  readonly group: Group;
  readonly launch: Launch;
  /** Asks the party for the step and comes back with its answer. `about` distinguishes one task from its like. */
  step<const S extends Step>(step: S, party: PartyOf<S>, about?: string): Way<Answer<S>>;
  /** Asks until the deadline; `null` where nobody has answered before it. */
  stepBefore<const S extends Step>(deadline: Moment, step: S, party: PartyOf<S>, about?: string): Way<Answer<S> | null>;
  /** An answer to the same question, given for other powers before this answer was. */
  earlier<const S extends Step>(
    step: S,
    party: PartyOf<S>,
    about: string,
    than: { readonly order: number },
  ): Answer<S> | null;
  /** Waits for a moment of procedure time and tells when it was; suspensions excluded. */
  until(moment: Moment): Way<Instant>;
  enters(state: string): void;
}

/** A procedure: the way of one power, and (`recall`) the way back, which may lead to going on (`null`). */
export interface Course<E extends string> {
  readonly carry: (power: Case) => Way<E>;
  readonly recall: (power: Case, nth: number) => Way<E | null>;
  /** States in which a power has ended its way. */
  readonly endings: readonly E[];
  /** States in which a power is recalled instead of withdrawn. */
  readonly recallable: readonly string[];
  /** The state of the whole from the states of all powers. */
  readonly overall: (states: Iterable<string>, suspended: boolean) => string;
}
