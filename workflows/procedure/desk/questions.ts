/**
 * Questions: who waits for whose answer, and what was answered before. A question that the journal has an answer to is
 * answered at once; items that were answered differently part.
 */
import { groupBy } from '../../../src/domain/procedure/group-by';
import { unpack } from '../../../src/domain/procedure/ranges';
import { isCompletion, type Completion, type Entry } from '../../../src/domain/procedure/record';
import type { Step } from '../../../src/domain/procedure/step';
import type { Moment } from '../../../src/domain/procedure/timeline';
import type { Addressee } from '../../../src/domain/procedure/task-id';
import type { Alarms } from './alarms';
import {
  askedName,
  emptyQueue,
  inOrder,
  nameOf,
  type Cohort,
  type Given,
  type Question,
  type Queue,
  type Settlement,
  type Wait,
} from './question';
import type { OpenTask, Tasks } from './tasks';
import type { Time } from './time';

export function openQuestions(
  journal: readonly Entry[],
  tasks: Tasks,
  alarms: Alarms,
  time: Time,
  stepOf: (code: string) => Step,
) {
  const queues = new Map<string, Queue>();
  let answered = 0;

  /** What an answer or a task of the journal is about. */
  const questionOf = ({ step, ...rest }: Addressee & { readonly step: string; readonly about?: string }): Question => ({
    ...rest,
    step: stepOf(step),
  });
  function queueOf(question: Question): Queue {
    const name = nameOf(question);
    const queue = queues.get(name) ?? emptyQueue(name, question);
    queues.set(name, queue);
    return queue;
  }
  const queueOfTask = (task: OpenTask): Queue => queueOf(questionOf(task));

  /** The answers of an entry, by outcome in the declaration's order, remembered for each of their powers. */
  function settlements(queue: Queue, { task, by, at, kept = {}, outcomes }: Completion): Given {
    const past = tasks.answeredIn(task);
    const given = new Map<Settlement, readonly number[]>();
    for (const [outcome, ranges] of inOrder(queue.question.step, outcomes)) {
      const said = { task, outcome, by, at, order: answered++, kept };
      queue.all.push(said);
      const powers = unpack(ranges);
      for (const power of powers) past.add(power);
      given.set(said, powers);
    }
    return given;
  }
  function remember(queue: Queue, given: Given): void {
    for (const [said, powers] of given)
      for (const power of powers) {
        const list = queue.past.get(power);
        if (list) list.push(said);
        else queue.past.set(power, [said]);
      }
  }

  for (const entry of journal) {
    if (!isCompletion(entry)) continue;
    const queue = queueOf(questionOf(entry));
    remember(queue, settlements(queue, entry));
  }
  for (const task of tasks.all()) {
    const queue = queueOfTask(task);
    for (const power of task.left) queue.open.add(power);
    if (queue.question.step.assembles)
      for (const power of tasks.answeredIn(task.id)) if (isHeld(queue, power)) queue.open.add(power);
  }

  /** What was answered in a list goes on when all of the list is. */
  function isHeld(queue: Queue, power: number): boolean {
    const said = queue.question.step.assembles && queue.past.get(power)?.at(-1);
    return said ? tasks.isOpen(said.task) : false;
  }

  function leave(cohort: Cohort, powers: readonly number[]): void {
    for (const power of powers) {
      cohort.powers.delete(power);
      for (const wait of cohort.waits) wait.queue.waiting.delete(power);
    }
  }
  /** The largest part keeps the run of the prose; the others go their own way from the journal. */
  function split(cohort: Cohort, parts: readonly number[][]): readonly number[] {
    const keep = parts.reduce((a, b) => (b.length > a.length ? b : a));
    const others = parts.filter((part) => part !== keep);
    for (const part of others) leave(cohort, part);
    for (const part of others) cohort.fork(part);
    return keep;
  }

  /**
   * Tells the cohort's next answer for this step from this office, at once where it has been given; `null` when the
   * deadline came first. Powers that have been answered otherwise leave the cohort and go their way alone.
   */
  function ask(
    cohort: Cohort,
    question: Question,
    deadline: Moment | undefined,
    tell: (answer: Settlement | null) => void,
  ): void {
    const queue = queueOf(question);
    const nth = cohort.asked.get(queue.name) ?? 0;
    const until = deadline ? time.instantOf(deadline) : Infinity;
    const answerOf = (power: number) => {
      const answer = queue.past.get(power)?.[nth];
      return answer && answer.at < until && !isHeld(queue, power) ? answer : undefined;
    };
    const groups = [...groupBy(cohort.powers, answerOf).values()];
    const keep = groups.length === 1 ? (groups[0] ?? []) : split(cohort, groups);
    const [lead] = keep;
    const answer = lead === undefined ? undefined : answerOf(lead);
    if (!answer && until <= time.now()) {
      tell(null);
      return;
    }
    cohort.asked.set(queue.name, nth + 1);
    if (answer) {
      tell(answer);
      return;
    }
    const wait: Wait = { cohort, queue, tell };
    cohort.waits.add(wait);
    if (deadline) wait.alarm = alarms.set(cohort, deadline, () => giveUp(wait));
    for (const power of keep) {
      if (queue.waiting.has(power)) throw new Error(`asked twice at once: ${queue.name} for ${power}`);
      queue.waiting.set(power, wait);
      if (!queue.open.has(power)) queue.fresh.push(power);
    }
  }

  /** The deadline has come: what was not answered is asked no longer. */
  function giveUp(wait: Wait): void {
    const { queue, cohort } = wait;
    const powers = [...cohort.powers].filter((power) => queue.waiting.get(power) === wait);
    for (const power of powers) {
      queue.waiting.delete(power);
      queue.open.delete(power);
    }
    tasks.take(powers, (task) => askedName(task) === queue.name, closed);
    cohort.waits.delete(wait);
    cohort.asked.set(queue.name, (cohort.asked.get(queue.name) ?? 1) - 1);
    wait.tell(null);
  }

  /** A task is gone: what was answered in a list goes on. */
  function closed(task: OpenTask): void {
    const queue = queueOfTask(task);
    if (!queue.question.step.assembles) return;
    const held = new Map<Settlement, number[]>();
    for (const power of tasks.answeredIn(task.id)) {
      const said = queue.past.get(power)?.at(-1);
      if (said?.task !== task.id || !queue.waiting.has(power)) continue;
      queue.open.delete(power);
      const list = held.get(said);
      if (list) list.push(power);
      else held.set(said, [power]);
    }
    wake(queue, held);
  }

  /** Marks what an entry answered; whoever waited for it goes on when the ways are walked next. */
  function settle(entry: Completion): void {
    const task = tasks.get(entry.task);
    if (!task) throw new Error(`settled without its task: ${entry.task}`);
    const queue = queueOf(questionOf(entry));
    const given = settlements(queue, entry);
    remember(queue, given);
    const powers = [...given.values()].flat();
    if (queue.question.step.assembles) {
      if (tasks.answer(entry.task, powers)) closed(task);
      return;
    }
    for (const power of powers) queue.open.delete(power);
    tasks.answer(entry.task, powers);
    wake(queue, given);
  }

  /** Tells those who wait for these answers; a cohort that was answered differently parts. */
  function wake(queue: Queue, given: Given): void {
    const woken = new Map<Wait, Map<Settlement, number[]>>();
    for (const [said, powers] of given)
      for (const power of powers) {
        const wait = queue.waiting.get(power);
        if (!wait) continue;
        queue.waiting.delete(power);
        const answers = woken.get(wait) ?? new Map<Settlement, number[]>();
        woken.set(wait, answers);
        const list = answers.get(said);
        if (list) list.push(power);
        else answers.set(said, [power]);
      }
    for (const [wait, answers] of woken) {
      const said = new Set([...answers.values()].flat());
      const rest = [...wait.cohort.powers].filter((power) => !said.has(power));
      const parts = [...answers.values(), ...(rest.length ? [rest] : [])];
      const keep = parts.length === 1 ? (parts[0] ?? []) : split(wait.cohort, parts);
      if (keep === rest) continue;
      wait.cohort.waits.delete(wait);
      if (wait.alarm) alarms.stop(wait.alarm);
      for (const [answer, powers] of answers) if (powers === keep) wait.tell(answer);
    }
  }

  return {
    ask,
    settle,
    queues: (): Iterable<Queue> => queues.values(),
    queueOfTask,
    /** Takes items out of everything that they wait for. */
    drop(powers: readonly number[]): void {
      for (const queue of queues.values())
        for (const power of powers) {
          queue.open.delete(power);
          const wait = queue.waiting.get(power);
          if (wait) leave(wait.cohort, [power]);
        }
      tasks.take(powers, () => true, closed);
    },
    /** Whether somebody's powers were answered so before, by anyone's account, as the journal stood at `before`. */
    earlier: (question: Question, before: number): Settlement | undefined =>
      queues.get(nameOf(question))?.all.findLast((said) => said.order < before),
    /** How a power was answered for this step by this office, round by round. */
    answers: (question: Question, power: number): readonly Settlement[] =>
      queues.get(nameOf(question))?.past.get(power) ?? [],
  };
}
