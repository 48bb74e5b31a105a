/** The messages of a procedure: Updates for what people do, a query for inspection. Handlers only queue. */
import { defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';
import {
  messages,
  type Act,
  type ActOnPowers,
  type AddNote,
  type CompleteStep,
  type Inspection,
  type RecallPowers,
  type Receipt,
  type SetPace,
} from '../../src/domain/procedure/message';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import type { Entry } from '../../src/domain/procedure/record';
import type { Instant } from '../../src/domain/procedure/step';
import { judgeCompletion, judgeNote, judgePace, judgeSuspension, judgeTakingBack, type Judgement } from './judge';
import { failure, type Inbox } from './inbox';
import type { Stand } from './stand';

export const completeStep = defineUpdate<Receipt, [CompleteStep]>(messages.completeStep);
export const suspendTransfer = defineUpdate<Receipt, [Act]>(messages.suspendTransfer);
export const resumeTransfer = defineUpdate<Receipt, [Act]>(messages.resumeTransfer);
export const withdrawPowers = defineUpdate<Receipt, [ActOnPowers]>(messages.withdrawPowers);
export const recallPowers = defineUpdate<Receipt, [RecallPowers]>(messages.recallPowers);
export const addNote = defineUpdate<Receipt, [AddNote]>(messages.addNote);
export const setPace = defineUpdate<Receipt, [SetPace]>(messages.setPace);
/** Asks the procedure to compare itself with the ledger, and to take what it missed. */
export const compareWithLedger = defineUpdate<number, []>(messages.compareWithLedger);
export const inspect = defineQuery<Inspection>(messages.inspect);

/** What all commands have in common. */
const told = ({ key, digest, person }: Act, at: Instant) => ({ key, digest, by: person.id, at });

function completion(stand: Stand, command: CompleteStep, at: Instant): Entry {
  const task = stand.desk.task(command.task);
  if (!task) throw new Error(`judged to be open and is not: ${command.task}`);
  const { outcomes } = stand.desk.stepOf(task.step);
  const { step, office, about } = task;
  return {
    kind: 'complete',
    ...told(command, at),
    task: task.id,
    step,
    office,
    ...(about === undefined ? {} : { about }),
    outcomes: Object.fromEntries(
      Object.keys(outcomes).flatMap((outcome) => {
        const ranges = command.outcomes[outcome];
        return ranges ? [[outcome, pack(unpack(ranges))]] : [];
      }),
    ),
    ...(command.kept ? { kept: command.kept } : {}),
  };
}

export function listen(inbox: Inbox): void {
  /** Refuses without a trace what no record could make valid; all else is judged in its turn. */
  function atTheDoor({ key, digest }: Act, judge: (stand: Stand) => Judgement | null): void {
    if (inbox.closing()) throw failure({ code: 'continuing', sure: true, detail: {} });
    const stand = inbox.stand();
    if (stand.keys.has(key)) {
      if (stand.keys.get(key) !== digest) throw failure({ code: 'idempotency-key-reused', sure: true, detail: {} });
      return;
    }
    if (inbox.busy()) return;
    const judgement = judge(stand);
    if (judgement?.sure) throw failure(judgement);
  }
  function on<C extends Act>(
    update: ReturnType<typeof defineUpdate<Receipt, [C]>>,
    judge: (stand: Stand, command: C) => Judgement | null,
    entry: (stand: Stand, command: C, at: Instant) => Entry,
  ): void {
    setHandler(
      update,
      (command) =>
        new Promise<Receipt>((answer, refuse) =>
          inbox.push({
            key: command.key,
            digest: command.digest,
            judge: (stand) => judge(stand, command),
            entry: (stand, at) => entry(stand, command, at),
            command: { person: command.person, ...command.detail },
            answer,
            refuse,
          }),
        ),
      { validator: (command: C) => atTheDoor(command, (stand) => judge(stand, command)) },
    );
  }

  on(completeStep, judgeCompletion, completion);
  on(
    suspendTransfer,
    (stand, { person }) => judgeSuspension(stand, person, true),
    (_, c, at) => ({ kind: 'suspend', ...told(c, at) }),
  );
  on(
    resumeTransfer,
    (stand, { person }) => judgeSuspension(stand, person, false),
    (_, c, at) => ({ kind: 'resume', ...told(c, at) }),
  );
  on(
    withdrawPowers,
    (stand, c) => judgeTakingBack(stand, c, false),
    (_, c, at) => ({ kind: 'withdraw', ...told(c, at), powers: c.powers }),
  );
  on(
    recallPowers,
    (stand, c) => judgeTakingBack(stand, c, true),
    (_, c, at) => ({ kind: 'recall', ...told(c, at), powers: c.powers, code: c.code }),
  );
  on(addNote, judgeNote, (_, c, at) => ({ kind: 'note', ...told(c, at), powers: c.powers, code: c.code }));
  on(setPace, judgePace, (_, c, at) => ({ kind: 'pace', ...told(c, at), dayMs: c.dayMs }));

  setHandler(inspect, inbox.inspect);
  setHandler(
    compareWithLedger,
    () =>
      new Promise<number>((answer) => {
        const compared = () => answer(inbox.inspect().seq);
        inbox.push({
          key: '',
          digest: '',
          judge: () => ({ code: 'closed', sure: false, detail: {} }),
          entry: () => {
            throw new Error('a comparison writes nothing');
          },
          command: undefined,
          answer: compared,
          refuse: compared,
        });
      }),
    {
      validator: () => {
        if (inbox.closing()) throw failure({ code: 'continuing', sure: true, detail: {} });
      },
    },
  );
}
