/** The messages of a procedure: Updates for what people do, a query for inspection. Handlers only queue. */
import { defineQuery, defineUpdate, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import {
  messages,
  type Act,
  type ActOnPowers,
  type AddNote,
  type AssembleList,
  type CalledEnded,
  type CarryOutDecision,
  type CompleteStep,
  type Inspection,
  type RecallPowers,
  type Receipt,
  type SetPace,
  type TellCalendar,
} from '../../src/domain/procedure/message';
import type { Stray } from '../../src/domain/procedure/record';
import { commandOf, commands, type Handling } from './commands';
import { failure, type Inbox, type Waiting } from './inbox';
import type { Judgement } from './judge';
import type { Stand } from './stand';

export const completeStep = defineUpdate<Receipt, [CompleteStep]>(messages.completeStep);
export const suspendTransfer = defineUpdate<Receipt, [Act]>(messages.suspendTransfer);
export const resumeTransfer = defineUpdate<Receipt, [Act]>(messages.resumeTransfer);
export const withdrawPowers = defineUpdate<Receipt, [ActOnPowers]>(messages.withdrawPowers);
export const recallPowers = defineUpdate<Receipt, [RecallPowers]>(messages.recallPowers);
export const addNote = defineUpdate<Receipt, [AddNote]>(messages.addNote);
export const assembleList = defineUpdate<Receipt, [AssembleList]>(messages.assembleList);
export const tellCalendar = defineUpdate<Receipt, [TellCalendar]>(messages.tellCalendar);
export const calledEnded = defineUpdate<Receipt, [CalledEnded]>(messages.calledEnded);
export const carryOutDecision = defineUpdate<Receipt, [CarryOutDecision]>(messages.carryOutDecision);
export const setPace = defineUpdate<Receipt, [SetPace]>(messages.setPace);
/** Asks the procedure to compare itself with the ledger, and to take what it missed. */
export const compareWithLedger = defineUpdate<number, []>(messages.compareWithLedger);
export const inspect = defineQuery<Inspection>(messages.inspect);

/** What makes the procedure look where its ledger stands, and writes nothing; `then` when that is known. */
const looking = (then: () => void): Waiting => ({
  key: '',
  digest: '',
  judge: () => ({ code: 'closed', sure: false, detail: {} }),
  entry: () => {
    throw new Error('a comparison writes nothing');
  },
  command: undefined,
  answer: then,
  refuse: then,
});

/** Something that nobody of the system's sends: it is told with the next record, and changes nothing. */
export const stray = (what: Stray): Waiting => ({ ...looking(() => undefined), stray: what });

export function listen(inbox: Inbox): void {
  /** Refuses without a trace what no record could make valid; all else is judged in its turn. */
  function atTheDoor({ key, digest }: Act, judge: (stand: Stand) => Judgement | null): void {
    if (inbox.closing()) throw failure({ code: 'continuing', sure: true, detail: {} });
    const stand = inbox.stand();
    if (stand.keys.has(key)) {
      if (stand.keys.get(key) !== digest) throw failure({ code: 'idempotency-key-reused', sure: true, detail: {} });
      return;
    }
    const detail = inbox.needsRepair();
    if (detail) throw failure({ code: 'transfer-needs-repair', sure: false, detail });
    if (inbox.busy()) return;
    const judgement = judge(stand);
    if (judgement?.sure) throw failure(judgement);
  }
  function on<C extends Act>(update: ReturnType<typeof defineUpdate<Receipt, [C]>>, handling: Handling<C>): void {
    setHandler(
      update,
      (command) =>
        new Promise<Receipt>((answer, refuse) => inbox.push({ ...commandOf(handling, command), answer, refuse })),
      { validator: (command: C) => atTheDoor(command, (stand) => handling.judge(stand, command)) },
    );
  }

  on(completeStep, commands.completeStep);
  on(suspendTransfer, commands.suspendTransfer);
  on(resumeTransfer, commands.resumeTransfer);
  on(withdrawPowers, commands.withdrawPowers);
  on(recallPowers, commands.recallPowers);
  on(addNote, commands.addNote);
  on(setPace, commands.setPace);
  on(assembleList, commands.assembleList);
  on(tellCalendar, commands.tellCalendar);
  on(calledEnded, commands.calledEnded);
  on(carryOutDecision, commands.carryOutDecision);

  setDefaultSignalHandler(() => inbox.push(stray('signal')));
  setHandler(inspect, inbox.inspect);
  setHandler(
    compareWithLedger,
    () => new Promise<number>((answer) => inbox.push(looking(() => answer(inbox.inspect().seq)))),
    {
      validator: () => {
        if (inbox.closing()) throw failure({ code: 'continuing', sure: true, detail: {} });
      },
    },
  );
}
