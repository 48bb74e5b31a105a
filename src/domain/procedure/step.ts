/** A text in both languages of the city's offices. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a person does in their organisation; one person has one role. */
export type Role =
  | 'office'
  | 'chief'
  | 'assessor'
  | 'head'
  | 'trainer'
  | 'reviewer'
  | 'certifier'
  | 'government'
  | 'coordinator'
  | 'system';

/** What a person must give with an outcome: words for it, or particulars of each item. */
export type Need = 'reason' | 'conditions' | 'particulars';

export interface OutcomeDeclaration extends Words {
  readonly needs?: readonly Need[];
  /** This outcome ends the item's way. */
  readonly final?: true;
}

/** What the public is asked while something lies open. */
export interface Invitation {
  readonly asks: Words;
  /** What lies open: a field of the form by which this step was last answered, which everybody may read then. */
  readonly shows?: { readonly step: { readonly code: string }; readonly field: string };
}

/** A matter of another procedure that is launched for a step, and what its ending answers. */
export interface Calls<O extends string = string> {
  /** Code of the procedure that is called. */
  readonly procedure: string;
  /** The answer, by the state in which the called matter ends as a whole. */
  readonly endings: { readonly [state: string]: O };
  /** The answer where it ends otherwise, such as withdrawn. */
  readonly otherwise: O;
}

/** One step of a procedure, as data. The first outcome carries the procedure on and needs nothing. */
export interface Step<
  C extends string = string,
  P extends string = string,
  O extends string = string,
  K extends string = string,
> {
  readonly code: C;
  readonly title: Words;
  /** Who is asked, and in which role a person answers for them. */
  readonly parties: { readonly [Q in P]?: Role };
  /** Working days for it; null: no limit. A launch's settings may say otherwise. */
  readonly days: number | null;
  /** Its days are calendar days. */
  readonly calendarDays?: true;
  /** A suspension does not stop it: its limit runs on, and it can be answered meanwhile. */
  readonly runsOn?: true;
  /** So many of its days must pass before anybody completes it: what is open to others has its time. */
  readonly openAtLeast?: number;
  /** While it stays open, whoever likes has a say in it, without an account: counted in its answers, and no part of the journal. */
  readonly contributions?: Invitation;
  /**
   * Items wait here for one another: all of them that come go into one list, and what is answered goes on when all of the
   * list is. The list closes by itself when every item that lives waits in it, or when the steward closes it.
   */
  readonly assembles?: true;
  /** What the system is asked for here is another matter: the step is answered by its ending. */
  readonly calls?: Calls<O>;
  /** The least number of days that a place may set. */
  readonly leastDays?: number;
  /** The articles that it stands on. */
  readonly law: readonly Words[];
  /** What the step asks, in words that a clerk understands at once. */
  readonly guidance: Words;
  readonly outcomes: { readonly [N in O]: OutcomeDeclaration };
  /** Who completed one of these for the same item may not complete this one (four eyes). */
  readonly notBy?: readonly { readonly code: string }[];
  /** Items that arrive later join the task that is open (one task an officer); otherwise they open one with its own limit. */
  readonly joins?: true;
  /** Each task is answered by itself: what is filled in is one item's or one officer's own, such as a number. */
  readonly oneByOne?: true;
  /** Fields that the procedure itself needs later; they go into the journal. */
  readonly keeps?: readonly K[];
  /** Of these, the ones that all parties of one round must give alike. */
  readonly agrees?: readonly K[];
}

/** How a procedure with these parties declares its steps: one that asks a party which it has not does not compile. */
export const stepsAmong =
  <Parties extends { readonly [party: string]: unknown }>(_: Parties) =>
  <
    const C extends string,
    const P extends keyof Parties & string,
    const O extends string,
    const K extends string = never,
  >(
    declaration: Step<C, P, O, K>,
  ): Step<C, P, O, K> =>
    declaration;

/** A step that is answered by the ending of another matter. */
export type CallingStep<
  C extends string = string,
  P extends string = string,
  O extends string = string,
  K extends string = string,
> = Step<C, P, O, K> & { readonly calls: Calls<O> };

/** The same for steps that call. */
export const callsAmong =
  <Parties extends { readonly [party: string]: unknown }>(_: Parties) =>
  <const C extends string, const P extends keyof Parties & string, const O extends string>(
    declaration: CallingStep<C, P, O, never>,
  ): CallingStep<C, P, O, never> =>
    declaration;

/** Milliseconds since 1970. */
export type Instant = number;

/** What a step says of one item: one flag an outcome, of which exactly one is true. */
export type Answer<S> =
  S extends Step<string, string, infer O, infer K>
    ? { readonly [N in Exclude<O, 'by' | 'at' | 'order' | 'kept'>]: boolean } & {
        readonly by: string;
        readonly at: Instant;
        /** Its place in the journal. */
        readonly order: number;
        readonly kept: { readonly [F in K]: string };
      }
    : never;

export type PartyOf<S> = S extends Step<string, infer P, string, string> ? P : never;
