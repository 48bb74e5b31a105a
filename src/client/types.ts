/**
 * What the API answers, as far as its clients read it. Answers are parsed where they come in; fields that are not named
 * here pass through unread, so that a client goes on working when the server says more.
 */
import { z } from 'zod';
import type { JsonSchema } from '../domain/json-schema';

/** A step's outcome with what it asks for. The first of a task carries the procedure on and needs nothing. */
export const outcomeSchema = z.looseObject({
  code: z.string(),
  title: z.string(),
  needs: z.array(z.string()).default([]),
  final: z.boolean().default(false),
});

/** A JSON Schema (2020-12) as the server makes it for one task; who builds forms from it copes with what is missing. */
export const jsonSchemaSchema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null);

const personSchema = z.looseObject({ username: z.string(), name: z.string() });

/** Who takes care of a task; a server that does not know of claims says nothing. */
const claim = {
  claimedBy: personSchema.nullish(),
  claimedSince: z.string().nullish(),
  claimOld: z.boolean().optional(),
};
export const claimSchema = z.looseObject({ task: z.string(), ...claim, takenFrom: personSchema.optional() });

/** A task in a list. */
export const taskSchema = z.looseObject({
  id: z.string(),
  step: z.string(),
  title: z.string().optional(),
  transfer: z.looseObject({ id: z.string(), title: z.string() }),
  organisation: z.string(),
  about: z.string().nullish(),
  /** RFC 3339; `due` null where there is no limit. */
  opened: z.string(),
  due: z.string().nullish(),
  overdue: z.boolean(),
  /** Whether the limit ends in a year whose holidays are not announced. */
  provisional: z.boolean().optional(),
  ...claim,
  powers: z.array(z.string()),
  outcomes: z.array(outcomeSchema).default([]),
});

export type Task = z.infer<typeof taskSchema>;

/** A task with the schemas of its form and of the particulars of each power. */
export const taskDetailSchema = taskSchema.extend({
  formSchema: jsonSchemaSchema,
  powerSchema: jsonSchemaSchema.nullish(),
});
export type TaskDetail = z.infer<typeof taskDetailSchema>;

/** One power in a transfer. */
export const transferPowerSchema = z.looseObject({
  code: z.string(),
  name: z.string().optional(),
  state: z.string(),
  mode: z.string(),
  scope: z.unknown(),
  holder: z.string().nullish(),
  department: z.string().optional(),
});

/** A transfer in a list. */
export const transferSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  mode: z.string(),
  subDistrict: z.string(),
  launched: z.string(),
  /** Length of a working day in ms; null: a real one. */
  dayMs: z.number().nullish(),
});
export type Transfer = z.infer<typeof transferSchema>;

/** A transfer with its powers and open tasks. */
export const transferDetailSchema = transferSchema.extend({
  powers: z.array(transferPowerSchema),
  tasks: z.array(
    z.looseObject({
      id: z.string(),
      step: z.string(),
      organisation: z.string(),
      about: z.string().nullish(),
      powers: z.array(z.string()),
      due: z.string().nullish(),
      overdue: z.boolean(),
      provisional: z.boolean().optional(),
    }),
  ),
});
export type TransferDetail = z.infer<typeof transferDetailSchema>;

/** What a launch asks for (DESIGN: `POST /api/transfers`). */
export const launchRequestSchema = z.strictObject({
  title: z.string(),
  subDistrict: z.string(),
  powers: z.array(
    z.union([
      z.string(),
      z.strictObject({
        code: z.string(),
        mode: z.enum(['devolve', 'entrust']).exactOptional(),
        scope: z
          .strictObject({ territory: z.string().exactOptional(), reserved: z.array(z.string()).exactOptional() })
          .exactOptional(),
        authorisation: z.string().exactOptional(),
        period: z.strictObject({ from: z.string(), until: z.string() }).exactOptional(),
      }),
    ]),
  ),
  mode: z.enum(['devolve', 'entrust']).exactOptional(),
  transition: z.enum(['after', 'before']).exactOptional(),
  plannedEffectiveDate: z.string().exactOptional(),
  /** Ids of uploaded files. */
  plan: z.array(z.string()).exactOptional(),
  dayMs: z.number().exactOptional(),
});
export type LaunchRequest = z.infer<typeof launchRequestSchema>;

const wrong = z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() }));
/** A list of powers as the server has read it. */
export const previewSchema = z.looseObject({
  ok: z.boolean(),
  errors: wrong,
  rows: z.array(z.looseObject({ row: z.number(), errors: wrong })),
  launches: z.array(
    z.looseObject({
      subDistrict: z.string(),
      errors: wrong,
      request: launchRequestSchema.exactOptional(),
      read: launchRequestSchema.exactOptional(),
      warnings: z.array(z.looseObject({ message: z.string(), powers: z.array(z.string()) })),
    }),
  ),
});
export type Preview = z.infer<typeof previewSchema>;

/** What the server says of an uploaded file. */
export const fileSchema = z.looseObject({ id: z.string(), name: z.string(), sha256: z.string(), scan: z.string() });

export const launchedSchema = z.looseObject({ id: z.string(), workflowId: z.string() });

/** What one power is answered with. */
export interface PowerOutcome {
  readonly power: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly conditions?: string;
  readonly particulars?: Readonly<Record<string, unknown>>;
}

/** An answer to a task, for all its powers or a part of them. */
export interface Completion {
  readonly outcomes: readonly PowerOutcome[];
  readonly form: Readonly<Record<string, unknown>>;
  readonly comment?: string;
  readonly evidence?: readonly string[];
}

export const completedSchema = z.looseObject({
  transfer: z.looseObject({ id: z.string(), state: z.string() }),
  opened: z.array(z.string()),
});

export const bulkSchema = z.object({
  results: z.array(z.looseObject({ id: z.string(), status: z.number(), body: z.unknown() })),
});

export const userSchema = z.looseObject({
  username: z.string(),
  role: z.string(),
  organisation: z.string(),
  name: z.string().optional(),
});
export type User = z.infer<typeof userSchema>;
export const sessionSchema = z.looseObject({
  token: z.string(),
  user: userSchema,
  mustChangePassword: z.boolean().optional(),
});

export const accountSchema = z.looseObject({ username: z.string(), role: z.string(), organisation: z.string() });
export type Account = z.infer<typeof accountSchema>;

export const powerSchema = z.looseObject({
  code: z.string(),
  name: z.string(),
  type: z.string(),
  field: z.string(),
  department: z.string(),
  modes: z.array(z.string()),
});
export type Power = z.infer<typeof powerSchema>;

export const organisationSchema = z.looseObject({ id: z.string(), name: z.string(), kind: z.string() });

/** A ledger entry as the history shows it. */
export const historyEntrySchema = z.looseObject({
  seq: z.number(),
  key: z.string(),
  hash: z.string(),
  previous: z.string(),
  /** The canonical JSON that was hashed. */
  content: z.string(),
  kind: z.string(),
  by: z.string(),
  /** What person and office were called then. */
  byName: z.string().optional(),
  organisationName: z.string().nullish(),
  at: z.string(),
  step: z.string().nullish(),
  title: z.string(),
  organisation: z.string().nullish(),
  about: z.string().nullish(),
  outcomes: z.record(z.string(), z.array(z.string())),
  states: z.record(z.string(), z.array(z.string())),
  run: z.string(),
  written: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const verdictSchema = z.looseObject({
  verdict: z.enum(['intact', 'broken']),
  entries: z.number(),
  transfers: z.number().optional(),
  checkpoints: z.number().optional(),
  vouched: z.number().optional(),
  firstBroken: z.looseObject({ transfer: z.string(), seq: z.number(), why: z.string() }).nullish(),
  checked: z.array(
    z.looseObject({
      what: z.string(),
      title: z.string(),
      count: z.number(),
      broken: z.array(z.looseObject({ where: z.string(), why: z.string(), code: z.string() })).optional(),
      more: z.number().optional(),
    }),
  ),
  notProved: z.array(z.string()),
  signatureMs: z.number().optional(),
});

export const registerEntrySchema = z.looseObject({
  power: z.string(),
  subDistrict: z.string(),
  holder: z.string(),
  exercisedBy: z.string(),
  mode: z.string(),
  since: z.string(),
  until: z.string().nullish(),
});

export const stepSchema = z.looseObject({
  code: z.string(),
  title: z.string(),
  days: z.number().nullish(),
  outcomes: z.array(outcomeSchema),
});

/** What the place sets for itself. */
export const settingsSchema = z.looseObject({
  version: z.number(),
  changed: z.looseObject({ by: z.string(), at: z.string() }).nullable(),
  items: z.array(
    z.looseObject({
      name: z.string(),
      pointer: z.string(),
      title: z.string(),
      unit: z.enum(['working-days', 'months', 'years', 'officers', 'times', 'hours', 'points']),
      value: z.number(),
      default: z.number(),
      least: z.number(),
      why: z.string(),
    }),
  ),
});
export type PlaceSettings = z.infer<typeof settingsSchema>;

/** A day that the place sets beside the State Council's notice. */
export const localDaySchema = z.looseObject({ date: z.string(), kind: z.enum(['off', 'worked']), name: z.string() });
export type LocalDay = z.infer<typeof localDaySchema>;

/** Entries of the system's ledger. */
export const systemEntriesSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      seq: z.number(),
      at: z.string(),
      title: z.string(),
      text: z.string(),
      by: z.string().nullable(),
      byName: z.string(),
    }),
  ),
});
