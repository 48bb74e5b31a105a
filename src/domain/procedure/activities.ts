import type { Ranges } from './ranges';
import type { Recorded, Recording } from './record';

/** An automatic step that has come due: a task of the office `system`. */
export interface AutomaticTask {
  readonly transfer: string;
  readonly task: string;
  readonly step: string;
  readonly powers: Ranges;
}

/** What a procedure asks of the world outside. Each may be asked again and must then change nothing. */
export interface ProcedureActivities {
  record(recording: Recording): Promise<Recorded>;
  /** Asked by procedures of the first edition; from the second on an automatic step is in the record that asks for it. */
  carryOut(task: AutomaticTask): Promise<{ readonly outcome: string }>;
}
