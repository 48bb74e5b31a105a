import { accounts } from './refusals/accounts';
import { colleagues } from './refusals/colleagues';
import { contributions } from './refusals/contributions';
import { fields } from './refusals/fields';
import { forms } from './refusals/forms';
import { launches } from './refusals/launches';
import { operations } from './refusals/operations';
import { people } from './refusals/people';
import { procedure } from './refusals/procedure';
import { requests } from './refusals/requests';
import { settings } from './refusals/settings';
import { sheets } from './refusals/sheets';

export type { RefusalText } from './refusals/text';

/** Every code that a person can meet, with what it says and the status that it is answered with. */
export const refusals = {
  ...requests,
  ...operations,
  ...procedure,
  ...launches,
  ...forms,
  ...fields,
  ...settings,
  ...sheets,
  ...colleagues,
  ...people,
  ...accounts,
  ...contributions,
} as const;

/** Code of a refusal or of one field's error. */
export type ProblemCode = keyof typeof refusals;
