/** What lists may be narrowed to: the same for a list, for its export and for the links of the overview. */
import { z } from 'zod';
import { localDate } from '../domain/local-date';
import { powerCode } from '../domain/power-transfer/power-code';
import { powerStates, transferStates } from '../domain/power-transfer/states';

/** Yes or no in an address. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const q = z.string().trim().min(1).max(100).optional();

/** One of several states, or several with commas. */
const states = (names: readonly string[]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(names)))
    .optional();

export const transferFilter = {
  state: states(Object.keys(transferStates)),
  subDistrict: z.string().max(40).optional(),
  department: z.string().max(40).optional(),
  power: powerCode.optional(),
  q,
  field: z.string().max(60).optional(),
  powerState: states(Object.keys(powerStates)),
  step: z.string().max(40).optional(),
  organisation: z.string().max(40).optional(),
  overdue: flag.optional(),
  launchedFrom: localDate().optional(),
  launchedUntil: localDate().optional(),
  endedFrom: localDate().optional(),
  endedUntil: localDate().optional(),
};

export const powerFilter = {
  q,
  field: z.string().max(60).optional(),
  department: z.string().max(40).optional(),
  type: z.enum(['penalty', 'inspection', 'compulsion']).optional(),
};

export const officerFilter = {
  q,
  /** `true`: in post, and without a certificate that is valid for longer than it takes to get a new one. */
  care: flag.optional(),
  organisation: z.string().max(40).optional(),
  field: z.string().max(60).optional(),
};

export const registerFilter = {
  power: powerCode.optional(),
  subDistrict: z.string().max(40).optional(),
  holder: z.string().max(40).optional(),
  q,
  /** Who held it at the end of that day. */
  on: localDate().optional(),
  /** `true`: what has ended, too. */
  all: flag.optional(),
  field: z.string().max(60).optional(),
  sinceFrom: localDate().optional(),
  sinceUntil: localDate().optional(),
};
