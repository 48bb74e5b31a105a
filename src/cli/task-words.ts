/** A task's limit, as lists on the command line have it. */
import type { Task } from '../contract/types';
import { writtenLimit } from '../domain/procedure/calendar';
import { colours } from './colours';
import type { Context } from './context';
import { words } from './failure';

/** By its last day. */
export function limit(
  { say }: Context,
  { due, overdue, provisional }: Pick<Task, 'due' | 'overdue' | 'provisional'>,
): string {
  if (due == null) return '-';
  const last = writtenLimit(Date.parse(due));
  if (overdue) return colours.red(`${last} ${say(words('逾期', 'overdue'))}`);
  return provisional ? `${last} ${say(words('暂定', 'provisional'))}` : last;
}
