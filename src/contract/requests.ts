/** What is sent: bodies of the commands. */
import { z } from 'zod';
import { localDate } from '../domain/local-date';
import { localDayKinds } from '../domain/power-transfer/local-days';
import { powerCode } from '../domain/power-transfer/power-code';
import { recallReasons } from '../domain/power-transfer/states';

const powers = z.array(powerCode).max(500);
const reason = z.string().trim().min(1).max(2_000);
// blank is as good as nothing: a reason of three spaces is none
const words = z.string().trim().max(4_000).optional();

/** Body of `POST /api/tasks/{id}/complete`. */
export const completionRequest = z
  .strictObject({
    outcomes: z
      .array(
        z.strictObject({
          power: powerCode,
          outcome: z.string().min(1).max(40),
          reason: words,
          conditions: words,
          particulars: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .max(500),
    form: z.record(z.string(), z.unknown()).default({}),
    comment: words,
    evidence: z.array(z.string().min(1).max(64)).max(50).optional(),
  })
  .meta({ id: 'Completion' });

/** Body of `POST /api/tasks/complete`; each task is judged by itself, as a body of its own. */
export const bulkRequest = z
  .strictObject({
    tasks: z
      .array(z.looseObject({ id: z.string().min(1).max(64) }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'Completions' });

/** Body of `POST /api/tasks/{id}/claim`. */
export const claimRequest = z.strictObject({ takeOver: z.boolean().default(false) }).meta({ id: 'ClaimTask' });

/** Body of `POST /api/transfers/{id}/suspend` and `/resume`. */
export const actRequest = z.strictObject({ reason }).meta({ id: 'Act' });

/** Body of `POST /api/transfers/{id}/withdraw`: the powers listed, or all to which it applies. */
export const withdrawRequest = z.strictObject({ reason, powers: powers.min(1).optional() }).meta({ id: 'Withdrawal' });

/** Body of `POST /api/transfers/{id}/recall`. */
export const recallRequest = z
  .strictObject({ reason, code: z.enum(Object.keys(recallReasons)), powers: powers.min(1).optional() })
  .meta({ id: 'Recall' });

/** Body of `POST /api/transfers/{id}/notes`. */
export const noteRequest = z
  .strictObject({
    code: z.enum(['guidance-visit', 'question', 'answer', 'comment']),
    text: z.string().trim().min(1).max(4_000),
    powers: powers.optional(),
    /** Number of the question that is answered. */
    inReplyTo: z
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1)
      .optional(),
    /** User names of people who may see the transfer; the text has them as `@` and the user name. */
    mentions: z.array(z.string().min(1).max(100)).max(20).optional(),
  })
  .meta({ id: 'NewNote' });

/** Body of `POST /api/transfers/{id}/pace`: a working day in milliseconds; null: as long as it is. */
export const paceRequest = z
  .strictObject({ dayMs: z.number().positive().max(86_400_000).nullable() })
  .meta({ id: 'NewPace' });

/** Body of `POST /api/me/mentions/read`. */
export const readMentionsRequest = z
  .strictObject({
    mentions: z
      .array(
        z.strictObject({
          transfer: z.string().min(1).max(64),
          seq: z
            .number()
            .int()
            .positive()
            .max(2 ** 31 - 1),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'ReadMentions' });

/** Body of `POST /api/sessions`. */
export const credentialsRequest = z
  .strictObject({
    username: z.string().min(1).max(100),
    password: z.string().min(1).max(1_000),
  })
  .meta({ id: 'Credentials' });

const figure = z.number().int();
/** Body of `PUT /api/settings`. */
export const settingsRequest = z
  .strictObject({
    /** Of the settings that the sender saw. */
    version: figure,
    /** Working days by step; what is left out here and below is the default. */
    limits: z.record(z.string().max(60), figure).optional(),
    trialMonths: figure.optional(),
    evaluationYears: figure.optional(),
    officersPerField: figure.optional(),
    trainingAttempts: figure.optional(),
    trainingHours: figure.optional(),
    passMark: figure.optional(),
    renewalNoticeDays: figure.optional(),
  })
  .meta({ id: 'NewSettings' });

const named = z.string().trim().min(1).max(60);
/** Body of `POST /api/calendar/local-days`. */
export const localDayRequest = z
  .strictObject({
    date: localDate(),
    kind: z.enum(localDayKinds),
    name: z.strictObject({ zh: named, en: named }),
  })
  .meta({ id: 'NewLocalDay' });
