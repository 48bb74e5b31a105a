/** A procedure's declaration as people and programs read it (`GET /api/procedures`), in one language. */
import type { Procedure, ProcedureState, ProcedureStation } from '../../contract/types';
import type { Declaration, StateDeclaration, Station } from '../../domain/procedure/declaration';
import type { Step, Words } from '../../domain/procedure/step';
import type { Language } from '../../domain/refusal';

const isStep = (place: Station<string>['place']): place is Step => 'code' in place;

function showState(state: string, declared: StateDeclaration, language: Language): ProcedureState {
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

function showStation(station: Station<string>, states: Declaration['states'], language: Language): ProcedureStation {
  const { place, title, occasional, beside, only } = station;
  const named = isStep(place) ? place.title[language] : (states[place.state]?.[language] ?? place.state);
  return {
    ...(isStep(place) ? { step: place.code } : { state: place.state }),
    title: title?.[language] ?? named,
    ...(occasional ? { occasional } : {}),
    ...(beside ? { beside } : {}),
    ...(only ? { only: { ...only } } : {}),
  };
}

const titled = (words: { readonly [code: string]: Words }, language: Language): Procedure['recallReasons'] =>
  Object.entries(words).map(([code, title]) => ({ code, title: title[language] }));

/** A procedure in the reader's language. */
export function showProcedure(declaration: Declaration, language: Language): Procedure {
  const { code, title, item, parties, steps, states, overall, stages, acts } = declaration;
  return {
    code,
    title: title[language],
    item: itemWords(item, language),
    parties: Object.entries(parties).map(([party, one]) => ({
      party,
      title: one.title[language],
      kinds: [...one.kinds],
    })),
    steps: steps.map((step) => ({
      code: step.code,
      title: step.title[language],
      parties: Object.entries(step.parties).flatMap(([party, role]) => (role === undefined ? [] : [{ party, role }])),
      ...(step.oneByOne ? { oneByOne: step.oneByOne } : {}),
      ...(step.assembles ? { assembles: step.assembles } : {}),
      outcomes: titled(step.outcomes, language),
    })),
    states: Object.entries(states).map(([state, one]) => showState(state, one, language)),
    overallStates: Object.entries(overall.states).map(([state, one]) => ({
      state,
      title: one[language],
      tone: one.tone,
    })),
    stages: stages.map(({ branch, stations, ...stage }) => ({
      title: stage.title[language],
      ...(branch === undefined ? {} : { branch }),
      stations: stations.map((station) => showStation(station, states, language)),
    })),
    recallReasons: titled(acts.recallReasons ?? {}, language),
  };
}

/** What a procedure's items are called, in one language. */
export const itemWords = ({ one, many }: Declaration['item'], language: Language): Procedure['item'] => ({
  one: one[language],
  many: many[language],
});
