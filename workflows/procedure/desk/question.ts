/** What the desk's parts speak of: questions, who waits for their answers, and the answers. */
import type { Ranges } from '../../../src/domain/procedure/ranges';
import type { Instant, Step } from '../../../src/domain/procedure/step';
import { questionName, type Addressee } from '../../../src/domain/procedure/task-id';
import type { Alarm } from './alarms';

/** What is asked, of whom, about what. */
export interface Question extends Addressee {
  readonly step: Step;
  readonly about?: string | undefined;
}

/** The same for a task or an answer, which name the step by its code. */
interface Asked extends Addressee {
  readonly step: string;
  readonly about?: string;
}

/** Questions of one name are one queue. */
export const nameOf = ({ step, about, ...addressee }: Question): string => questionName(step.code, addressee, about);
export const askedName = ({ step, about, ...addressee }: Asked): string => questionName(step, addressee, about);

/** One answer, the same object for all powers that were given it together. */
export interface Settlement {
  /** The task in which it was given. */
  readonly task: string;
  readonly outcome: string;
  readonly by: string;
  readonly at: Instant;
  readonly order: number;
  readonly kept: { readonly [field: string]: string };
}

/** Answers, and which powers were given each. */
export type Given = ReadonlyMap<Settlement, readonly number[]>;

/** Powers that have gone the same way so far: one run of the prose stands for all of them. */
export interface Cohort {
  readonly powers: Set<number>;
  readonly asked: Map<string, number>;
  readonly waits: Set<Wait>;
  /** Starts the prose anew for powers that were answered otherwise. */
  readonly fork: (powers: readonly number[]) => void;
}

export const cohortOf = (powers: readonly number[], fork: Cohort['fork']): Cohort => ({
  powers: new Set(powers),
  asked: new Map(),
  waits: new Set(),
  fork,
});

export interface Wait {
  readonly cohort: Cohort;
  readonly queue: Queue;
  readonly tell: (answer: Settlement | null) => void;
  /** Rings when the answer comes too late. */
  alarm?: Alarm;
}

/** All that concerns one step of one office (about one officer, month …). */
export interface Queue {
  readonly name: string;
  readonly question: Question;
  readonly waiting: Map<number, Wait>;
  /** Powers that are in an open task; of an assembling step, also those that were answered in it. */
  readonly open: Set<number>;
  /** Of an assembling step: the list is closed as it stands. */
  closed: boolean;
  readonly past: Map<number, Settlement[]>;
  readonly all: Settlement[];
  fresh: number[];
}

export const emptyQueue = (name: string, question: Question): Queue => ({
  ...{ name, question, waiting: new Map(), open: new Set() },
  ...{ closed: false, past: new Map(), all: [], fresh: [] },
});

/** An answer's outcomes with their powers, in the order in which the step declares them. */
export const inOrder = (step: Step, outcomes: { readonly [outcome: string]: Ranges }): (readonly [string, Ranges])[] =>
  Object.keys(step.outcomes).flatMap((outcome) => {
    const ranges = outcomes[outcome];
    return ranges ? [[outcome, ranges] as const] : [];
  });
