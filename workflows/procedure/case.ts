/** What the prose of a procedure speaks to: one item on its way. */
import type { Procedure } from '../../src/domain/procedure/declaration';
import type { Launch } from '../../src/domain/procedure/launch';
import type { Answer, CallingStep, Instant, PartyOf, Step } from '../../src/domain/procedure/step';
import type { Moment } from '../../src/domain/procedure/timeline';
import type { Way } from './way';

/** What distinguishes one question from its like. */
export interface Particulars {
  /** What it is about, beside the item: an officer, a month. */
  readonly about?: string;
  /** Who is asked, where the party's office is what somebody answered. */
  readonly office?: string;
}

/** One item on its way. Whatever it tells is the same for all items that went the same way so far. */
export interface Case<L extends Launch = Launch> {
  readonly group: L['groups'][number];
  readonly launch: L;
  /** Asks the party for the step and comes back with its answer. */
  step<const S extends Step>(step: S, party: PartyOf<S>, particulars?: Particulars): Way<Answer<S>>;
  /** Has a matter of another procedure launched, and comes back with what its ending answers. */
  matter<const S extends CallingStep>(step: S, particulars?: Pick<Particulars, 'about'>): Way<Answer<S>>;
  /** Asks until the deadline; `null` where nobody has answered before it. */
  stepBefore<const S extends Step>(
    deadline: Moment,
    step: S,
    party: PartyOf<S>,
    particulars?: Particulars,
  ): Way<Answer<S> | null>;
  /** An answer to the same question, given for other items before this answer was. */
  earlier<const S extends Step>(
    step: S,
    party: PartyOf<S>,
    particulars: Particulars,
    than: { readonly order: number },
  ): Answer<S> | null;
  /** Waits for a moment of procedure time and tells when it was; suspensions excluded. */
  until(moment: Moment): Way<Instant>;
  enters(state: string): void;
}

/** The prose of a procedure: the way of one item, and the way back, which may lead to going on (`null`). */
export interface Course<L extends Launch, E extends string> {
  readonly procedure: Procedure<L>;
  readonly carry: (item: Case<L>) => Way<E>;
  /** How an item is taken back for the nth time; where there is none, nothing is. */
  readonly back?: (item: Case<L>, nth: number) => Way<E | null>;
}
