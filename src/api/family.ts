/**
 * The procedures that a server serves, and what its resources ask of them. A step's code is its procedure's own: whoever
 * speaks of a step names the procedure too, and the database is asked by `procedure/step`.
 */
import type { AccountRole } from '../domain/city/account-roles';
import { dossierOf, dossiers as ofTheCity, type Family } from '../domain/dossiers';
import { automaticSteps, type Declaration } from '../domain/procedure/declaration';
import type { Dossier } from '../domain/procedure/dossier';
import type { Step } from '../domain/procedure/step';
import { Refusal, type Language } from '../domain/refusal';
import type { TaskRules } from '../database/task-repository';
import { roleFor } from './tasks/task-rights';

/** Titles of one procedure in one language; what it does not declare (any more) is called by its code. */
export interface Titles {
  readonly procedure: string;
  readonly step: (code: string) => string;
  readonly outcome: (step: string, outcome: string) => string;
  readonly itemState: (state: string) => string;
  readonly state: (state: string) => string;
}

export interface Served {
  readonly dossiers: Family;
  /** @throws where this server does not serve it: a fault, since a matter of it is there */
  readonly dossier: (procedure: string) => Dossier;
  /** @throws Refusal `unknown-procedure` */
  readonly wanted: (procedure: string) => Dossier;
  /** @throws where the procedure has no such step */
  readonly step: (procedure: string, code: string) => Step;
  readonly titles: (procedure: string, language: Language) => Titles;
  /** What a person in this role answers for their organisation, as the database is asked about it. */
  readonly asksFor: (role: AccountRole) => string[];
  readonly rules: TaskRules;
  /** The steps whose title in either language has this text, in small letters. */
  readonly stepsCalled: (text: string) => string[];
}

function titlesOf(code: string, declaration: Declaration | undefined, language: Language): Titles {
  const step = (name: string) => declaration?.steps.find((one) => one.code === name);
  return {
    procedure: declaration?.title[language] ?? code,
    step: (name) => step(name)?.title[language] ?? name,
    outcome: (name, outcome) => step(name)?.outcomes[outcome]?.[language] ?? outcome,
    itemState: (state) => declaration?.states[state]?.[language] ?? state,
    state: (state) => declaration?.overall.states[state]?.[language] ?? state,
  };
}

/** What is served; the city's own procedures where nothing else is said. */
export function served(dossiers: Family = ofTheCity): Served {
  const all = dossiers.flatMap(({ procedure }) => procedure.steps.map((step) => ({ procedure, step })));
  const name = ({ procedure, step }: (typeof all)[number]) => `${procedure.code}/${step.code}`;
  function dossier(procedure: string): Dossier {
    const found = dossierOf(procedure, dossiers);
    if (!found) throw new Error(`the procedure ${procedure} is not served here`);
    return found;
  }
  return {
    dossiers,
    dossier,
    wanted(procedure) {
      const found = dossierOf(procedure, dossiers);
      if (!found) throw new Refusal('unknown-procedure', { params: { procedure } });
      return found;
    },
    step(procedure, code) {
      const found = dossier(procedure).procedure.steps.find((one) => one.code === code);
      if (!found) throw new Error(`${procedure} declares no step ${code}`);
      return found;
    },
    titles: (procedure, language) => titlesOf(procedure, dossierOf(procedure, dossiers)?.procedure, language),
    asksFor: (role) =>
      all.flatMap((one) =>
        Object.keys(one.step.parties)
          .filter((party) => roleFor(one.step, party) === role)
          .map((party) => `${name(one)}@${party}`),
      ),
    rules: {
      fourEyes: all.flatMap((one) => (one.step.notBy ?? []).map((other) => `${name(one)}<${other.code}`)),
      automatic: dossiers.flatMap(({ procedure }) =>
        automaticSteps(procedure).map((code) => `${procedure.code}/${code}`),
      ),
    },
    stepsCalled: (text) =>
      all
        .filter(({ step: { title } }) => [title.zh, title.en].some((one) => one.toLowerCase().includes(text)))
        .map(name),
  };
}
