/** What people may send: how each is judged, and the entry that it becomes. Pure. */
import type {
  Act,
  ActOnPowers,
  AddNote,
  AssembleList,
  CalledEnded,
  CarryOutDecision,
  CompleteStep,
  RecallPowers,
  SetPace,
  TellCalendar,
} from '../../src/domain/procedure/message';
import { outcomeOf } from '../../src/domain/procedure/calling';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import type { Entry } from '../../src/domain/procedure/record';
import type { Instant } from '../../src/domain/procedure/step';
import {
  judgeAssembling,
  judgeCalendar,
  judgeCarryingOut,
  judgeCompletion,
  judgeEnding,
  judgeNote,
  judgePace,
  judgeSuspension,
  judgeTakingBack,
  type Judgement,
} from './judge';
import { answering } from './desk/tasks';
import type { Command } from './pass';
import type { Stand } from './stand';

/** One kind of command. */
export interface Handling<C extends Act> {
  readonly judge: (stand: Stand, command: C) => Judgement | null;
  readonly entry: (stand: Stand, command: C, at: Instant) => Entry;
}
const handling = <C extends Act>(judge: Handling<C>['judge'], entry: Handling<C>['entry']): Handling<C> => ({
  judge,
  entry,
});

/** What the entries of all commands have in common. */
const entryBase = ({ key, digest, person }: Act, at: Instant) => ({ key, digest, by: person.id, at });

/** What a matter's ending answers stands in the step's declaration. */
function ending(stand: Stand, command: CalledEnded, at: Instant): Entry {
  const task = stand.desk.task(command.task);
  const calls = task && stand.desk.stepOf(task.step).calls;
  if (!calls) throw new Error(`judged to wait for a matter and does not: ${command.task}`);
  return {
    kind: 'ended',
    ...entryBase(command, at),
    ...answering(task),
    outcomes: { [outcomeOf(calls, command.called.state)]: pack(task.left) },
    called: command.called,
  };
}

function completion(stand: Stand, command: CompleteStep, at: Instant): Entry {
  const task = stand.desk.task(command.task);
  if (!task) throw new Error(`judged to be open and is not: ${command.task}`);
  const { outcomes } = stand.desk.stepOf(task.step);
  return {
    kind: 'complete',
    ...entryBase(command, at),
    ...answering(task),
    outcomes: Object.fromEntries(
      Object.keys(outcomes).flatMap((outcome) => {
        const ranges = command.outcomes[outcome];
        return ranges ? [[outcome, pack(unpack(ranges))]] : [];
      }),
    ),
    ...(command.kept ? { kept: command.kept } : {}),
  };
}

/** All kinds, by the message that brings them. */
export const commands = {
  completeStep: handling(judgeCompletion, completion),
  suspendTransfer: handling<Act>(
    (stand, { person }) => judgeSuspension(stand, person, true),
    (_, c, at) => ({ kind: 'suspend', ...entryBase(c, at) }),
  ),
  resumeTransfer: handling<Act>(
    (stand, { person }) => judgeSuspension(stand, person, false),
    (_, c, at) => ({ kind: 'resume', ...entryBase(c, at) }),
  ),
  withdrawPowers: handling<ActOnPowers>(
    (stand, c) => judgeTakingBack(stand, c, false),
    (_, c, at) => ({ kind: 'withdraw', ...entryBase(c, at), powers: c.powers }),
  ),
  recallPowers: handling<RecallPowers>(
    (stand, c) => judgeTakingBack(stand, c, true),
    (_, c, at) => ({ kind: 'recall', ...entryBase(c, at), powers: c.powers, code: c.code }),
  ),
  assembleList: handling<AssembleList>(judgeAssembling, (_, c, at) => ({
    kind: 'assemble',
    ...entryBase(c, at),
    step: c.step,
    powers: c.powers,
  })),
  tellCalendar: handling<TellCalendar>(judgeCalendar, (_, c, at) => ({
    kind: 'calendar',
    ...entryBase(c, at),
    calendar: c.calendar,
  })),
  calledEnded: handling(judgeEnding, ending),
  carryOutDecision: handling<CarryOutDecision>(judgeCarryingOut, (_, c, at) => ({
    kind: 'carry-out',
    ...entryBase(c, at),
    powers: c.powers,
    decision: c.decision,
    action: c.action,
    effectiveDate: c.effectiveDate,
  })),
  addNote: handling<AddNote>(judgeNote, (_, c, at) => ({
    kind: 'note',
    ...entryBase(c, at),
    powers: c.powers,
    code: c.code,
  })),
  setPace: handling<SetPace>(judgePace, (_, c, at) => ({ kind: 'pace', ...entryBase(c, at), dayMs: c.dayMs })),
} as const;

/** A command as it waits for its turn. */
export const commandOf = <C extends Act>({ judge, entry }: Handling<C>, sent: C): Command => ({
  key: sent.key,
  digest: sent.digest,
  judge: (stand) => judge(stand, sent),
  entry: (stand, at) => entry(stand, sent, at),
  command: { person: sent.person, ...sent.detail },
});
