/** A procedure that asks the engine for one thing more than today's: no run of it replays by today's. */
import { sleep } from '@temporalio/workflow';
import { powerTransfer as todays } from '../../workflows';

export const powerTransfer: typeof todays = (...launched) => {
  void sleep('30 days');
  return todays(...launched);
};
