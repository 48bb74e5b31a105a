/** A procedure's declaration as people and programs read it (`GET /api/procedures`), in one language. */
import type { OrganisationKind } from '../city/organisations';
import type { Declaration, Stage, StateDeclaration, Station, Tone } from './declaration';
import type { Role, Step, Words } from './step';

type Language = keyof Words;

export interface TitledCode {
  readonly code: string;
  readonly title: string;
}

export interface PartyDocument {
  readonly party: string;
  readonly title: string;
  readonly kinds: readonly OrganisationKind[];
}

/** Where an item may stand; flags stand only where they are so. */
export interface StateDocument {
  readonly state: string;
  readonly title: string;
  readonly tone: Tone;
  readonly ends?: true;
  readonly stays?: true;
  readonly held?: true;
  readonly recallable?: true;
  /** The step whose answer ends an item so. */
  readonly at?: string;
}

/** A place on the map: either a step or a state. */
export interface StationDocument {
  readonly step?: string;
  readonly state?: string;
  readonly title: string;
  readonly occasional?: true;
  readonly beside?: true;
  readonly only?: { readonly [field: string]: string };
}

export interface StageDocument {
  readonly title: string;
  readonly branch?: string;
  readonly stations: readonly StationDocument[];
}

export interface StepTitles extends TitledCode {
  /** Who is asked, and in which role a person answers for them. */
  readonly parties: readonly { readonly party: string; readonly role: Role }[];
  readonly oneByOne?: true;
  readonly outcomes: readonly TitledCode[];
}

export interface ProcedureDocument extends TitledCode {
  /** What its items are called. */
  readonly item: { readonly one: string; readonly many: string };
  readonly parties: readonly PartyDocument[];
  /** In the order of the procedure. */
  readonly steps: readonly StepTitles[];
  /** Where an item may stand. */
  readonly states: readonly StateDocument[];
  /** What the whole is called. */
  readonly overallStates: readonly Pick<StateDocument, 'state' | 'title' | 'tone'>[];
  readonly stages: readonly StageDocument[];
  /** Why an item may be taken back; empty where there is no way back. */
  readonly recallReasons: readonly TitledCode[];
}

const isStep = (place: Station<string>['place']): place is Step => 'code' in place;

function stateDocument(state: string, declared: StateDeclaration, language: Language): StateDocument {
  const { tone, ends, stays, held, recallable, at } = declared;
  return {
    state,
    title: declared[language],
    tone,
    ...(ends ? { ends } : {}),
    ...(stays ? { stays } : {}),
    ...(held ? { held } : {}),
    ...(recallable ? { recallable } : {}),
    ...(at ? { at: at.code } : {}),
  };
}

function stationDocument(station: Station<string>, states: Declaration['states'], language: Language): StationDocument {
  const { place, title, occasional, beside, only } = station;
  const named = isStep(place) ? place.title[language] : (states[place.state]?.[language] ?? place.state);
  return {
    ...(isStep(place) ? { step: place.code } : { state: place.state }),
    title: title?.[language] ?? named,
    ...(occasional ? { occasional } : {}),
    ...(beside ? { beside } : {}),
    ...(only ? { only } : {}),
  };
}

const stageDocument = (
  { title, branch, stations }: Stage<string>,
  states: Declaration['states'],
  language: Language,
): StageDocument => ({
  title: title[language],
  ...(branch === undefined ? {} : { branch }),
  stations: stations.map((station) => stationDocument(station, states, language)),
});

const titled = (words: { readonly [code: string]: Words }, language: Language): TitledCode[] =>
  Object.entries(words).map(([code, title]) => ({ code, title: title[language] }));

/** A procedure in the reader's language. */
export function procedureDocument(declaration: Declaration, language: Language): ProcedureDocument {
  const { code, title, item, parties, steps, states, overall, stages, acts } = declaration;
  return {
    code,
    title: title[language],
    item: itemWords(item, language),
    parties: Object.entries(parties).map(([party, one]) => ({ party, title: one.title[language], kinds: one.kinds })),
    steps: steps.map((step) => ({
      code: step.code,
      title: step.title[language],
      parties: Object.entries(step.parties).flatMap(([party, role]) => (role === undefined ? [] : [{ party, role }])),
      ...(step.oneByOne ? { oneByOne: step.oneByOne } : {}),
      outcomes: titled(step.outcomes, language),
    })),
    states: Object.entries(states).map(([state, one]) => stateDocument(state, one, language)),
    overallStates: Object.entries(overall.states).map(([state, one]) => ({
      state,
      title: one[language],
      tone: one.tone,
    })),
    stages: stages.map((stage) => stageDocument(stage, states, language)),
    recallReasons: titled(acts.recallReasons ?? {}, language),
  };
}

/** What a procedure's items are called, in one language. */
export const itemWords = ({ one, many }: Declaration['item'], language: Language): ProcedureDocument['item'] => ({
  one: one[language],
  many: many[language],
});
