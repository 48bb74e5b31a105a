import { z } from 'zod';
import { localDate } from '../local-date';
import { refusalOf } from '../refusal';
import { zodIssues } from '../zod-issues';
import { powerCode } from './power-code';
import { checkCount, mostPlanFiles, mostPowers } from './settings';

const mode = z.enum(['devolve', 'entrust']);

/** Territory and kinds of case that a power covers; what is reserved stays with the department. */
export const scope = z.strictObject({
  territory: z.string().trim().min(1).max(500),
  reserved: z.array(z.string().trim().min(1).max(500)).max(20).default([]),
});
export type PowerScope = z.output<typeof scope>;

const listedPower = z.union([
  powerCode,
  z.strictObject({
    code: powerCode,
    mode: mode.optional(),
    scope: scope.optional(),
    /** The catalogue entry or the enabling provision, where it is not the recorded one. */
    authorisation: z.string().trim().min(2).max(300).optional(),
    /** For `entrust`: first and last day. */
    period: z.strictObject({ from: localDate(), until: localDate() }).optional(),
  }),
]);

/** Body of `POST /api/transfers`. The number of powers is a rule of its own (`checkCount`), with its own code. */
export const launchRequest = z.strictObject({
  title: z.string().trim().min(1).max(200),
  subDistrict: z.string().min(1).max(40),
  powers: z.array(listedPower).meta({ minItems: 1, maxItems: mostPowers }),
  mode: mode.optional(),
  transition: z.enum(['after', 'before']).optional(),
  plannedEffectiveDate: localDate().optional(),
  /** Ids of the files of the plan, uploaded before by the launching office. */
  plan: z.array(z.string().min(1).max(40)).max(mostPlanFiles).optional(),
  /** Length of a working day in milliseconds, with demonstration data only. */
  dayMs: z.number().positive().max(86_400_000).optional(),
});
export type LaunchRequest = z.output<typeof launchRequest>;

/**
 * @param body what was sent, already parsed from JSON
 * @throws Refusal `no-powers`, `too-many-powers`, or `invalid-content` that names every field
 */
export function parseLaunchRequest(body: unknown): LaunchRequest {
  // before the rest: 501 wrong powers are one mistake, not 501
  if (typeof body === 'object' && body !== null && 'powers' in body && Array.isArray(body.powers))
    checkCount(body.powers.length);
  const parsed = launchRequest.safeParse(body, { reportInput: true });
  if (!parsed.success) throw refusalOf(zodIssues(parsed.error.issues));
  return parsed.data;
}
