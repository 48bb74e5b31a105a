/** The city: its catalogue, offices and people, and who is signed in. */
import { z } from 'zod';
import { date, instant, mode, namesAnswer } from './shared';

export const organisationAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['sub-district', 'department', 'justice-bureau', 'government', 'audit', 'coordination']),
  })
  .meta({ id: 'Organisation' });

export const powerAnswer = z
  .object({
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
        mode,
        title: z.string(),
        version: z.string(),
      }),
    ),
    modes: z.array(mode),
    restrictsFreedom: z.boolean(),
    holderAboveCounty: z.boolean(),
  })
  .meta({ id: 'Power' });

export const userAnswer = z
  .object({
    username: z.string(),
    name: z.string(),
    role: z.string(),
    organisation: z.string(),
    organisationKind: z.string(),
  })
  .meta({ id: 'User' });

export const sessionAnswer = z
  .object({
    token: z.string(),
    expires: instant,
    user: userAnswer,
    /** Somebody else set the password: nothing else is answered until it is changed. */
    mustChangePassword: z.boolean(),
  })
  .meta({ id: 'Session' });

export const meAnswer = userAnswer
  .extend({
    expires: instant.optional(),
    demonstration: z.boolean(),
    mustChangePassword: z.boolean(),
  })
  .meta({ id: 'Me' });

export const certificateAnswer = z
  .object({
    number: z.string(),
    validFrom: date,
    validUntil: date,
    suspended: z.boolean(),
    valid: z.boolean(),
  })
  .meta({ id: 'Certificate' });

export const officerAnswer = z
  .object({
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
  })
  .meta({ id: 'Officer' });

export const fileAnswer = z
  .object({
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
  })
  .meta({ id: 'StoredFile' });

export const organisationDetailAnswer = organisationAnswer
  .extend({ names: namesAnswer })
  .meta({ id: 'OrganisationDetail' });

/** What stays behind when an account is closed or goes elsewhere. */
export const leavingAnswer = z
  .object({
    /** Whether nobody else has this role in this office. */
    lastOfRole: z.boolean(),
    /** Open tasks that nobody can complete without this person. */
    count: z.number().int(),
    /** The first twenty, by their limits. */
    tasks: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        about: z.string().nullable(),
        transfer: z.object({ id: z.string(), title: z.string() }),
        powers: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Leaving' });

export const accountAnswer = userAnswer
  .extend({
    active: z.boolean(),
    mustChangePassword: z.boolean(),
    names: namesAnswer,
  })
  .meta({ id: 'Account' });

/** `leaves` where the account was closed or went elsewhere: what stays behind where it was. */
export const changedAccountAnswer = accountAnswer
  .extend({ leaves: leavingAnswer.optional() })
  .meta({ id: 'ChangedAccount' });

export const demonstrationAccountAnswer = userAnswer
  .omit({ organisationKind: true })
  .meta({ id: 'DemonstrationAccount' });

/** A field of enforcement. */
export const fieldAnswer = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Field' });

export const calendarAnswer = z
  .object({
    today: date,
    off: z.array(date),
    worked: z.array(date),
    /** Years whose notice is not out: their days are those that the holidays law gives. */
    provisional: z.array(z.number().int()),
  })
  .meta({ id: 'Calendar' });
