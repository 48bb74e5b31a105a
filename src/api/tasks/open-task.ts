/** An open task as lists show it, without its schemas. */
import type { z } from 'zod';
import type { OpenTaskRow } from '../../database/task-repository';
import { lastDayOf } from '../../domain/procedure/calendar';
import type { openTaskAnswer } from '../../contract/open-task';
import type { Titles } from '../family';
import { codesIn, type Codes } from '../matters/codes';

export const showOpenTask = (
  row: Omit<OpenTaskRow, 'transfer'>,
  codes: Codes,
  titles: Titles,
): z.output<typeof openTaskAnswer> => ({
  id: row.publicId,
  step: row.step,
  title: titles.step(row.step),
  organisation: row.organisation,
  about: row.about,
  opened: row.opened.toISOString(),
  due: row.due?.toISOString() ?? null,
  lastDay: (row.due && lastDayOf(row.due.getTime())) ?? null,
  provisional: row.provisional,
  overdue: row.overdue,
  openUntil: row.openUntil?.toISOString() ?? null,
  powers: codesIn(row.powers, codes),
});
