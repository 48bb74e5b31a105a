import { temporal } from '@temporalio/proto';
import { cannotGoOn } from '../../src/engine/stuck-run';
import { readNotReplaying } from '../replay/stored';

const { WorkflowTaskFailedCause: cause } = temporal.api.enums.v1;
type Event = temporal.api.history.v1.IHistoryEvent;

const newestFirst = (until?: number): Event[] => (readNotReplaying().events ?? []).slice(0, until).reverse();
const completed: Event = { workflowTaskCompletedEventAttributes: {} };
const timedOut: Event = { workflowTaskTimedOutEventAttributes: {} };
const failed = (message: string, why = cause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR): Event => ({
  workflowTaskFailedEventAttributes: { cause: why, failure: { message } },
});

describe('a run cannot go on', () => {
  test('where its tasks failed as not replaying again and again: the kept one', () => {
    expect(cannotGoOn(newestFirst(), 1)).toMatch(/TMPRL1100.*LocalActivity\(5\)/);
  });
  test('where one failure is written down and more attempts were made: the engine writes down the first alone', () => {
    expect(cannotGoOn([failed('first'), completed], 3)).toBe('first');
  });
  test('where a replay parts from the ledger’s answer', () => {
    const own = cause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE;
    const message = '[recorded-otherwise] the ledger was given 1 lines';
    expect(cannotGoOn([timedOut, failed(message, own), failed(message, own)], 1)).toBe(message);
  });
});

describe('a run can go on, as far as anybody knows', () => {
  test('after one failure: the next attempt reads it anew', () => {
    expect(cannotGoOn([failed('once'), completed], 1)).toBeUndefined();
    expect(cannotGoOn(newestFirst(50), 2)).toBeUndefined();
  });
  test('where a task went through since', () => {
    expect(cannotGoOn([completed, failed('a'), failed('b')], 5)).toBeUndefined();
    expect(cannotGoOn(newestFirst(47), 5)).toBeUndefined();
  });
  test('where tasks only time out: its worker is away, or the database', () => {
    expect(cannotGoOn([timedOut, timedOut, completed], 9)).toBeUndefined();
  });
  test('where it fails for another reason: it would fail again after a rebuilding', () => {
    const own = cause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE;
    const differs = failed('the ledger’s record 7 does not come out', own);
    expect(cannotGoOn([differs, differs, failed('earlier')], 9)).toBeUndefined();
  });
});
