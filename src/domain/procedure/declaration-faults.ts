/** What contradicts itself in a declaration and does compile: looked for when server and workers start, and in the tests. */
import { rolesOfKind } from '../city/account-roles';
import { isSystem, keysOf, type Declaration } from './declaration';
import type { Calls, Step } from './step';

/** A contradiction, and where it stands: `steps/decide/notBy`. */
export interface DeclarationFault {
  readonly place: string;
  readonly fault: string;
}

const twice = (codes: readonly string[]): string[] => codes.filter((code, i) => codes.indexOf(code) !== i);

function* faultsOfStep(step: Step, declaration: Declaration): Generator<DeclarationFault> {
  const { parties, steps, notices } = declaration;
  const place = `steps/${step.code}`;
  const { days, leastDays = 1, openAtLeast } = step;
  if (days !== null && days < leastDays)
    yield { place: `${place}/days`, fault: `${days} is below the least, ${leastDays}` };
  if (openAtLeast !== undefined && days !== null && days < openAtLeast)
    yield { place: `${place}/openAtLeast`, fault: `it stays open for ${openAtLeast} and is due after ${days}` };
  const { contributions } = step;
  // a time that everybody knows, after which nobody is turned away and nobody added
  if (contributions && openAtLeast === undefined)
    yield { place: `${place}/contributions`, fault: 'it does not say how long it stays open' };
  const shown = contributions?.shows?.step.code;
  if (shown !== undefined && !steps.some(({ code }) => code === shown))
    yield { place: `${place}/contributions/shows/${shown}`, fault: 'no such step' };
  const asked = keysOf(step.parties);
  if (asked.length === 0) yield { place: `${place}/parties`, fault: 'nobody is asked' };
  for (const party of asked) {
    const declared = parties[party];
    const role = step.parties[party];
    if (!declared) yield { place: `${place}/parties/${party}`, fault: 'no such party' };
    else if (role !== undefined && !isSystem(declaration, party) && !declared.kinds.some((kind) => hasRole(kind, role)))
      yield { place: `${place}/parties/${party}`, fault: `none of its offices has the role ${role}` };
  }
  const automatic = asked.some((party) => isSystem(declaration, party));
  if (automatic && asked.length > 1)
    yield { place: `${place}/parties`, fault: 'the system is asked, and somebody else' };
  if (step.calls) yield* faultsOfCall(step, step.calls, automatic);
  else if (automatic && days !== null) yield { place: `${place}/days`, fault: 'what the system does has no limit' };
  if (!automatic && notices[step.code]) yield { place: `notices/${step.code}`, fault: 'people take this step' };
  const [carrying] = Object.values(step.outcomes);
  if (!carrying) yield { place: `${place}/outcomes`, fault: 'there is none' };
  else if (carrying.needs?.length)
    yield { place: `${place}/outcomes`, fault: 'the first carries on, and needs nothing' };
  for (const field of step.agrees ?? [])
    if (!step.keeps?.includes(field)) yield { place: `${place}/agrees/${field}`, fault: 'it is not kept' };
  for (const { code } of step.notBy ?? [])
    if (!steps.some((other) => other.code === code)) yield { place: `${place}/notBy/${code}`, fault: 'no such step' };
}

function* faultsOfCall(step: Step, { endings, otherwise }: Calls, automatic: boolean): Generator<DeclarationFault> {
  const place = `steps/${step.code}/calls`;
  if (!automatic) yield { place, fault: 'people are asked, and another matter' };
  for (const outcome of [...Object.values(endings), otherwise])
    if (!Object.hasOwn(step.outcomes, outcome)) yield { place: `${place}/${outcome}`, fault: 'no such outcome' };
  if (step.joins) yield { place, fault: 'what comes later cannot join a matter that was launched' };
  if (step.keeps) yield { place, fault: 'an ending fills in no fields' };
}

/** Calls that name what no procedure declares: looked for over all that are run together. */
export function callFaults(declarations: readonly Declaration[]): DeclarationFault[] {
  return declarations.flatMap(({ code, steps }) =>
    steps.flatMap(({ code: step, calls }) => {
      if (!calls) return [];
      const place = `${code}/steps/${step}/calls`;
      const called = declarations.find((one) => one.code === calls.procedure);
      if (!called) return [{ place, fault: `no procedure ${calls.procedure}` }];
      return keysOf(calls.endings)
        .filter((state) => !Object.hasOwn(called.overall.states, state))
        .map((state) => ({ place: `${place}/${state}`, fault: `${called.code} never ends so` }));
    }),
  );
}

const hasRole = (kind: keyof typeof rolesOfKind, role: string): boolean => {
  const roles: readonly string[] = rolesOfKind[kind];
  return roles.includes(role);
};

function* faultsOfMap({ stages, steps, states }: Declaration): Generator<DeclarationFault> {
  const stations = stages.flatMap((stage) => stage.stations);
  const placed = stations.flatMap(({ place }) => ('state' in place ? [] : [place.code]));
  for (const { code } of steps)
    if (!placed.includes(code)) yield { place: `stages/${code}`, fault: 'the map misses this step' };
  for (const code of placed)
    if (!steps.some((step) => step.code === code)) yield { place: `stages/${code}`, fault: 'no such step' };
  for (const code of twice(placed)) yield { place: `stages/${code}`, fault: 'it is on the map twice' };
  const shown = stations.flatMap(({ place }) => ('state' in place ? [place.state] : []));
  for (const state of keysOf(states))
    if (states[state]?.stays && !shown.includes(state))
      yield { place: `stages/${state}`, fault: 'the map misses this state' };
}

/** Characters of a procedure's code. */
const longestCode = 30;

/** All contradictions of a declaration; empty where there is none. */
export function declarationFaults(declaration: Declaration): DeclarationFault[] {
  const { steps, states, begins, overall, steward, parties, acts, notices } = declaration;
  const faults: DeclarationFault[] = [];
  const add = (place: string, fault: string) => void faults.push({ place, fault });
  for (const code of twice(steps.map((step) => step.code))) add(`steps/${code}`, 'declared twice');
  for (const step of steps) faults.push(...faultsOfStep(step, declaration));
  for (const code of keysOf(notices))
    if (!steps.some((step) => step.code === code)) add(`notices/${code}`, 'no such step');
  // names of prepared statements carry it, of which PostgreSQL compares 63 characters
  if (declaration.code.length > longestCode) add('code', `longer than ${longestCode} characters`);
  if (states[begins]?.ends) add('begins', 'items would end where they begin');
  if (!states[acts.withdrawn]?.ends) add('acts/withdrawn', 'what is withdrawn must end');
  for (const [action, { from, to }] of Object.entries(acts.carriedOut ?? {})) {
    const place = `acts/carriedOut/${action}`;
    if (from.length === 0) add(place, 'it fits nowhere');
    for (const state of from) if (states[state]?.ends) add(`${place}/${state}`, 'what has ended is carried no further');
    if (to !== undefined && !states[to]?.ends) add(`${place}/to`, 'the way is left and does not end');
  }
  for (const state of keysOf(states)) {
    const { ends, stays, recallable, at } = states[state] ?? {};
    // what watches over matters asks the whole alone whether anything can still come
    const whole = overall.of([state], false);
    if ((ends === true) !== (overall.states[whole]?.over === true))
      add(
        `overall/states/${whole}`,
        ends ? `it is over where all are ${state}` : `it is not over while one is ${state}`,
      );
    if (ends && (stays || recallable)) add(`states/${state}`, 'it ends, and goes on');
    if (recallable && !acts.recallReasons) add(`states/${state}`, 'there is no reason to take anything back');
    if (at && !steps.some(({ code }) => code === at.code)) add(`states/${state}/at`, 'no such step');
  }
  if (!parties[steward.party]?.kinds.some((kind) => hasRole(kind, steward.role)))
    add('steward', 'its office does not have this role');
  return [...faults, ...faultsOfMap(declaration)];
}

/** @throws where a declaration contradicts itself, naming each place: nothing may run by it. */
export function mustBeSound(declaration: Declaration): void {
  const faults = declarationFaults(declaration);
  if (faults.length > 0)
    throw new Error(`${declaration.code}: ${faults.map(({ place, fault }) => `${place}: ${fault}`).join('; ')}`);
}
