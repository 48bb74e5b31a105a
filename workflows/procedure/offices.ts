/** Which office is asked as which party, by the item's group. */
import { keysOf, type Procedure } from '../../src/domain/procedure/declaration';
import { editionOf, type Launch } from '../../src/domain/procedure/launch';
import { unpack } from '../../src/domain/procedure/ranges';
import type { Role, Step } from '../../src/domain/procedure/step';
import type { Particulars } from './case';
import type { Question } from './desk/question';
import type { OpenTask } from './desk/tasks';

export type Offices<L extends Launch> = ReturnType<typeof officesOf<L>>;

export function officesOf<L extends Launch>(procedure: Procedure<L>, launch: L) {
  const { namesParties } = editionOf(launch);
  const groupOf = new Array<L['groups'][number] | undefined>(launch.count);
  for (const group of launch.groups) for (const power of unpack(group.powers)) groupOf[power] = group;

  /** The office that a party is for these items; undefined where an answer says it. */
  function officeOf(group: L['groups'][number], party: string): string | undefined {
    const office = procedure.offices[party];
    if (office === undefined) throw new Error(`${procedure.code} has no party ${party}`);
    return office === 'answer' ? undefined : office(launch, group);
  }
  function question(group: L['groups'][number], step: Step, party: string, particulars: Particulars = {}): Question {
    const office = particulars.office ?? officeOf(group, party);
    if (office === undefined) throw new Error(`the prose does not say which office is ${party} at ${step.code}`);
    const named = namesParties ? { party } : {};
    return { step, ...named, office, about: particulars.about };
  }

  return {
    groupOf: (power: number): L['groups'][number] | undefined => groupOf[power],
    /** All items that the launch names, in its order. */
    items: (): number[] => groupOf.flatMap((group, power) => (group ? [power] : [])),
    question,
    /** Whether an item's office of the question's party is the one that is asked. */
    isAsked(power: number, { party, office }: Question): boolean {
      const group = groupOf[power];
      return group !== undefined && (party === undefined || (officeOf(group, party) ?? office) === office);
    },
    /** Who answers a step for an item, in its parties' order; without parties whose office an answer says. */
    questionsOf(step: Step, about: string | undefined, power: number): Question[] {
      const group = groupOf[power];
      const particulars = about === undefined ? {} : { about };
      return keysOf(step.parties).flatMap((party) =>
        group && procedure.offices[party] !== 'answer' ? [question(group, step, party, particulars)] : [],
      );
    },
    /** As which party an office answers a task. Older tasks do not say it: it is the first that is this office. */
    partyOf({ party, office, left }: OpenTask, step: Step): string | undefined {
      if (party !== undefined) return party;
      const [power] = left;
      const group = power === undefined ? undefined : groupOf[power];
      return group && keysOf(step.parties).find((one) => officeOf(group, one) === office);
    },
    /** The office that steers the procedure, and its role; where it has one. */
    steward(): { readonly office: string | undefined; readonly role: Role } {
      const [group] = launch.groups;
      const { party, role } = procedure.steward;
      return { office: group && officeOf(group, party), role };
    },
  };
}
