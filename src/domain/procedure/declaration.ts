/**
 * A procedure as data: who takes part, what is asked, where an item may stand, and what all of it is called. Inbox, forms,
 * limits, four eyes, map, notices, figures and texts are made from it; the prose (`workflows/`) tells what comes after what.
 */
import type { OrganisationKind } from '../city/organisations';
import type { Launch } from './launch';
import type { Role, Step, Words } from './step';

/** What the system itself is asked for as a party; its office does not sit anywhere. */
export const systemOffice = 'system';

/** Who takes part. */
export interface PartyDeclaration {
  readonly title: Words;
  /** Which organisations may be it; empty: the system itself. */
  readonly kinds: readonly OrganisationKind[];
}

/** A party's office for a group of items; `answer`: the prose says which, from what somebody answered. */
export type OfficeOf<L extends Launch> = 'answer' | ((launch: L, group: L['groups'][number]) => string);

/** How a state looks to people: worked on, waited for, gone well, gone badly, over. */
export const tones = ['working', 'waiting', 'good', 'bad', 'over'] as const;
export type Tone = (typeof tones)[number];

export interface StateDeclaration extends Words {
  readonly tone: Tone;
  /** The item's way in the procedure ends here. */
  readonly ends?: true;
  /** Where an item ends so: the step whose answer says it. */
  readonly at?: { readonly code: string };
  /** The item waits here for time to pass, without a task. */
  readonly stays?: true;
  /** The new holder acts here. */
  readonly held?: true;
  /** An item that is here is taken back by the way back (a recall) and can no longer be withdrawn. */
  readonly recallable?: true;
}

/** What the whole is called. */
export interface OverallStateDeclaration extends Words {
  readonly tone: Tone;
  /** All items have ended: nothing comes any more. */
  readonly over?: true;
}

/** A place on the map: a step that people or the system take, or a state in which items stay. */
export interface Station<S extends string> {
  readonly place: Step | { readonly state: S };
  /** What the map calls it; without it, the step's or the state's title. */
  readonly title?: Words;
  /** Not every item comes here: shown where one did. */
  readonly occasional?: true;
  /** The way comes here only where something before did not do: no plan counts on it. */
  readonly resort?: true;
  /** Goes on beside the way: on no map. */
  readonly beside?: true;
  /** Only where the launch, or one of its items, says so. */
  readonly only?: { readonly [field: string]: string };
}

/** A part of the regulation. */
export interface Stage<S extends string> {
  readonly title: Words;
  readonly stations: readonly Station<S>[];
  /** Leads off the main way; its name in addresses. */
  readonly branch?: string;
}

/** What the system makes public when it takes a step. */
export interface NoticeDeclaration<P extends string> {
  readonly title: Words;
  /** Names in braces are filled in: what it publishes of. */
  readonly text: Words;
  readonly publishers: readonly P[];
}

/** What a decision of another matter may do to items here. */
export interface CarriedOutDeclaration<S extends string> {
  readonly title: Words;
  /** Where an item must stand for it. */
  readonly from: readonly S[];
  /** How its way ends on the day that the decision names; without it, the item goes on as it does. */
  readonly to?: S;
}

/** What the steward may do beside the steps, and what other matters' decisions do. */
export interface ActsDeclaration<S extends string> {
  /** State of what was withdrawn. */
  readonly withdrawn: S;
  /** Why an item may be taken back; none where the procedure has no way back. */
  readonly recallReasons?: { readonly [code: string]: Words };
  /** By action. */
  readonly carriedOut?: { readonly [action: string]: CarriedOutDeclaration<S> };
}

/** What everybody reads of a procedure. */
export interface Declaration<P extends string = string, S extends string = string, O extends string = string> {
  readonly code: string;
  readonly title: Words;
  /** What its items are called. */
  readonly item: { readonly one: Words; readonly many: Words };
  readonly parties: { readonly [Q in P]: PartyDeclaration };
  /** In the order of the procedure. */
  readonly steps: readonly Step<string, P>[];
  readonly states: { readonly [T in S]: StateDeclaration };
  /** Where every item stands at first. */
  readonly begins: S;
  /** What the whole is called by its items' states. */
  readonly overall: {
    readonly states: { readonly [T in O]: OverallStateDeclaration };
    readonly of: (states: Iterable<string>, suspended: boolean) => O;
  };
  /** Steers it: suspends, resumes, withdraws, recalls, in this role. */
  readonly steward: { readonly party: P; readonly role: Role };
  readonly acts: ActsDeclaration<S>;
  /** The regulation's parts in their order, with every step in one of them. */
  readonly stages: readonly Stage<S>[];
  /** By the code of the step that publishes. */
  readonly notices: { readonly [step: string]: NoticeDeclaration<P> };
}

/** A procedure with the launch that its prose runs by. */
export interface Procedure<
  L extends Launch = Launch,
  P extends string = string,
  S extends string = string,
  O extends string = string,
> extends Declaration<P, S, O> {
  readonly offices: { readonly [Q in P]: OfficeOf<L> };
}

/** The states of a procedure of which something is so. */
export const statesWhere = <S extends string>(
  { states }: { readonly states: { readonly [T in S]: StateDeclaration } },
  is: 'ends' | 'stays' | 'held' | 'recallable',
): S[] => keysOf(states).filter((state) => states[state][is] === true);

/** Whether the system is asked as this party: no organisation may be it. */
export const isSystem = ({ parties }: Pick<Declaration, 'parties'>, party: string): boolean =>
  parties[party]?.kinds.length === 0;

/** Codes of the steps that nobody but the system is asked for. */
export const automaticSteps = (declaration: Pick<Declaration, 'steps' | 'parties'>): string[] =>
  declaration.steps
    .filter((step) => keysOf(step.parties).every((party) => isSystem(declaration, party)))
    .map(({ code }) => code);

/** The keys of a record, as what they are. */
export const keysOf = <K extends string>(record: { readonly [key in K]: unknown }): K[] => {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
};
