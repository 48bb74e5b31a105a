/** The shapes of what the API answers: checked in tests, and printed in `/openapi.json`. */
import { z } from 'zod';
import { listOf } from './cursor';

const instant = z.iso.datetime();
const date = z.iso.date();
const schema = z.record(z.string(), z.unknown());

export const organisationAnswer = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['sub-district', 'department', 'justice-bureau', 'government', 'audit', 'coordination']),
});

export const powerAnswer = z.object({
  code: z.string(),
  name: z.string(),
  type: z.enum(['penalty', 'inspection', 'compulsion']),
  field: z.string(),
  fieldName: z.string(),
  department: z.string(),
  legalBasis: z.string(),
  authorisation: z.string().optional(),
  authorisations: z.array(
    z.object({
      mode: z.enum(['devolve', 'entrust']),
      title: z.string(),
      version: z.string(),
    }),
  ),
  modes: z.array(z.enum(['devolve', 'entrust'])),
  restrictsFreedom: z.boolean(),
  holderAboveCounty: z.boolean(),
});

export const userAnswer = z.object({
  username: z.string(),
  name: z.string(),
  role: z.string(),
  organisation: z.string(),
  organisationKind: z.string(),
});
export const sessionAnswer = z.object({
  token: z.string(),
  expires: instant,
  user: userAnswer,
  /** Somebody else set the password: nothing else is answered until it is changed. */
  mustChangePassword: z.boolean(),
});
export const meAnswer = userAnswer.extend({
  expires: instant.optional(),
  demonstration: z.boolean(),
  mustChangePassword: z.boolean(),
});

/** What was read of an uploaded table, and what was not. */
export const notesAnswer = z.array(z.object({ code: z.string(), message: z.string() }));

export const outcomeAnswer = z.object({
  code: z.string(),
  title: z.string(),
  needs: z.array(z.enum(['reason', 'conditions', 'particulars'])),
  final: z.boolean(),
});

/** A power in a transfer, as a page about the transfer shows it. */
export const transferPowerAnswer = z.object({
  code: z.string(),
  name: z.string(),
  type: z.string(),
  field: z.string(),
  department: z.string(),
  legalBasis: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  since: instant,
  mode: z.enum(['devolve', 'entrust']),
  scope: z.object({ territory: z.string(), reserved: z.array(z.string()) }),
  authorisation: z.string().optional(),
  period: z.object({ from: date, until: date }).optional(),
  holder: z.string(),
});

export const openTaskAnswer = z.object({
  id: z.string(),
  step: z.string(),
  title: z.string(),
  organisation: z.string(),
  about: z.string().nullable(),
  opened: instant,
  due: instant.nullable(),
  /** The last day that is in time, in Shanghai; null where there is no limit, or it ends within a day (a demonstration's). */
  lastDay: date.nullable(),
  /** Whether the last day may still move: it falls in a year whose holidays were not announced at the launch. */
  provisional: z.boolean(),
  overdue: z.boolean(),
  powers: z.array(z.string()),
});

export const transferAnswer = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['in-progress', 'suspended', 'in-force', 'withdrawn', 'ended']),
  stateTitle: z.string(),
  mode: z.enum(['devolve', 'entrust', 'mixed']),
  subDistrict: z.string(),
  transition: z.enum(['after', 'before']),
  plannedEffectiveDate: date.nullable(),
  launched: instant,
  launchedBy: z.string(),
  /** What that person was called at the launch. */
  launchedByName: z.string(),
  suspended: z.boolean(),
  dayMs: z.number().nullable(),
  entries: z.number(),
  /** Files of the plan that it was launched with; their content is at `/api/files/{id}/content`. */
  plan: z.array(
    z.object({
      id: z.string(),
      sha256: z.string(),
      name: z.string(),
      mediaType: z.string(),
      size: z.number(),
      scan: z.enum(['clean', 'none']),
    }),
  ),
  powers: z.array(transferPowerAnswer),
  tasks: z.array(openTaskAnswer),
});

/** A person by user name, with the name in the reader's language. */
export const personAnswer = z.object({ username: z.string(), name: z.string() });

/** Who takes care of a task, since when, and whether that is so long ago that it may be forgotten. */
const claim = {
  claimedBy: personAnswer.nullable(),
  claimedSince: instant.nullable(),
  claimOld: z.boolean(),
};
export const claimAnswer = z.object({
  task: z.string(),
  ...claim,
  /** Who had it before, where it was taken over. */
  takenFrom: personAnswer.optional(),
});

export const taskAnswer = openTaskAnswer.extend({
  transfer: z.object({ id: z.string(), title: z.string() }),
  suspended: z.boolean(),
  ...claim,
  outcomes: z.array(outcomeAnswer),
});

/** What was said before of the task's powers. */
export const saidAnswer = z.object({
  step: z.string(),
  title: z.string(),
  organisation: z.string(),
  organisationName: z.string(),
  about: z.string().nullable(),
  by: z.string(),
  /** What the person was called then. */
  byName: z.string(),
  at: instant,
  outcome: z.string(),
  outcomeTitle: z.string(),
  powers: z.array(z.string()),
  reason: z.string().nullable(),
  conditions: z.string().nullable(),
  particulars: z.unknown(),
});

/** Both sides' inventories side by side, of confirmations that share powers. */
export const comparisonAnswer = z.object({
  given: z.array(z.string()),
  taken: z.array(z.string()),
  powers: z.array(z.string()),
  /** The other side has yet to answer for some of the powers that one of them counts. */
  pending: z.boolean(),
  rows: z.array(
    z.object({ field: z.string(), title: z.string(), given: z.string(), taken: z.string(), differs: z.boolean() }),
  ),
  /** Why they differ, where a side has said so. */
  explanation: z.string().nullable(),
});

export const taskDetailAnswer = taskAnswer.extend({
  guidance: z.string(),
  law: z.array(z.string()),
  role: z.string(),
  /** Whether whoever asks may complete it now, and if not, the code of what stands against it. */
  mayComplete: z.boolean(),
  why: z.string().optional(),
  /** Powers of the task that four eyes withhold from whoever asks. */
  withheld: z.array(z.string()),
  formSchema: schema,
  powerSchema: schema.optional(),
  powerDetails: z.array(transferPowerAnswer),
  /** For the witness of a handover. */
  comparisons: z.array(comparisonAnswer).optional(),
  before: z.array(saidAnswer),
  forms: z.array(
    z.object({
      step: z.string(),
      title: z.string(),
      organisation: z.string(),
      organisationName: z.string(),
      about: z.string().nullable(),
      form: z.record(z.string(), z.unknown()),
      comment: z.string().nullable(),
      evidence: z.array(z.object({ id: z.string(), sha256: z.string() })),
    }),
  ),
});

export const completedAnswer = z.object({
  task: z.string(),
  transfer: z.object({ id: z.string(), state: z.string() }),
  opened: z.array(z.string()),
});
export const bulkAnswer = z.object({
  results: z.array(z.object({ id: z.string(), status: z.number(), body: z.unknown() })),
});

export const certificateAnswer = z.object({
  number: z.string(),
  validFrom: date,
  validUntil: date,
  suspended: z.boolean(),
  valid: z.boolean(),
});
export const officerAnswer = z.object({
  id: z.string(),
  organisation: z.string(),
  name: z.string(),
  fields: z.array(z.string()),
  active: z.boolean(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  /** What is recorded and cannot be read: its key was lost, or it was changed past the system. */
  unreadable: z.array(z.enum(['idNumber', 'phone'])).optional(),
  certificates: z.array(certificateAnswer),
});

export const fileAnswer = z.object({
  id: z.string(),
  sha256: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  organisation: z.string(),
  uploadedBy: z.string(),
  uploaded: instant,
  /** `none`: kept while no virus scanner was set up. */
  scan: z.enum(['clean', 'none']),
  scanner: z.string().nullable(),
  scanned: instant.nullable(),
});

export const historyAnswer = z.object({
  seq: z.number(),
  key: z.string(),
  hash: z.string(),
  previous: z.string(),
  /** The canonical JSON that was hashed: SHA-256 of the previous hash, a newline and this text is `hash`. */
  content: z.string(),
  kind: z.string(),
  /** User name; of a launch, the clock and the system the word for it. */
  by: z.string(),
  /** What the person was called then; of a launch: who launched. */
  byName: z.string(),
  at: instant,
  step: z.string().nullable(),
  title: z.string(),
  organisation: z.string().nullable(),
  /** What the office of whoever sent it was called then; null where nobody did. */
  organisationName: z.string().nullable(),
  about: z.string().nullable(),
  outcomes: z.record(z.string(), z.array(z.string())),
  states: z.record(z.string(), z.array(z.string())),
  /** Beside the hashed content: what the engine knows it by. */
  workflow: z.string(),
  run: z.string(),
  update: z.string(),
  written: instant,
});

/** Something that does not hold: where it is, why in words and as a code, and the entry where it is one of a transfer's. */
const faultAnswer = z.object({
  where: z.string(),
  why: z.string(),
  code: z.string(),
  transfer: z.string().optional(),
  seq: z.number().optional(),
});

export const verdictAnswer = z.object({
  verdict: z.enum(['intact', 'broken']),
  entries: z.number(),
  transfers: z.number().optional(),
  checkpoints: z.number().optional(),
  /** Checkpoints that a known public key vouches for. */
  vouched: z.number().optional(),
  firstBroken: z
    .object({
      transfer: z.string(),
      seq: z.number(),
      why: z.string(),
      checkpoint: z.number().optional(),
    })
    .optional(),
  brokenCheckpoint: z.object({ number: z.number(), why: z.string() }).optional(),
  /** What was looked at, how much of it, and what of it does not hold: fifty at most, and how many `more`. */
  checked: z.array(
    z.object({
      what: z.string(),
      title: z.string(),
      count: z.number(),
      broken: z.array(faultAnswer).optional(),
      more: z.number().optional(),
    }),
  ),
  /** What was not looked at, or cannot be known from the inside. */
  notProved: z.array(z.string()),
  signatureMs: z.number().optional(),
});

export const registerAnswer = z.object({
  power: z.string(),
  powerName: z.string(),
  legalBasis: z.string(),
  subDistrict: z.string(),
  subDistrictName: z.string(),
  holder: z.string(),
  holderName: z.string(),
  exercisedBy: z.string(),
  /** Names as they are today; of entries that have ended, and of a day asked for, as they were then. */
  exercisedByName: z.string(),
  mode: z.enum(['devolve', 'entrust']),
  scope: z.unknown(),
  since: instant,
  until: instant.optional(),
  /** Last day of an entrustment, by its latest renewal. */
  entrustedUntil: z.string().optional(),
  decision: z.unknown(),
  transfer: z.string(),
  answersForEarlier: z.string().optional(),
  answersForEarlierName: z.string().optional(),
  remedy: z.string(),
});

export const noteAnswer = z.object({
  seq: z.number(),
  code: z.enum(['guidance-visit', 'question', 'answer', 'comment']),
  organisation: z.string(),
  organisationName: z.string(),
  by: z.string(),
  /** What person and office were called then. */
  byName: z.string(),
  at: instant,
  powers: z.array(z.string()),
  text: z.string(),
  inReplyTo: z.number().optional(),
  /** Who is mentioned: the text has them as `@` and the user name. */
  mentions: z.array(personAnswer),
});

/** Somebody who may see a transfer. */
export const transferPersonAnswer = personAnswer.extend({
  organisation: z.string(),
  organisationName: z.string(),
  role: z.string(),
});

/** A note in which the reader is mentioned. */
export const mentionAnswer = noteAnswer.omit({ powers: true, inReplyTo: true }).extend({
  transfer: z.object({ id: z.string(), title: z.string() }),
  read: z.boolean(),
});

/** Problem details (RFC 9457), as every refusal is answered. */
export const problemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  requestId: z.string().optional(),
});

/** What every route may answer besides its success. */
export const problems = { '4xx': problemAnswer, '5xx': problemAnswer } as const;

export { listOf };
