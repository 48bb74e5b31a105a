/** What the bench and its sites say to each other. A commit compared later speaks the words of its day: add, do not change. */
import { z } from 'zod';

/** What a site is started with, as one argument in JSON. */
export const siteTask = z.object({
  /** Temporal's `host:port`. */
  address: z.string(),
  /** A namespace of the site's own. */
  namespace: z.string(),
  /** An empty database of the site's own; the URL of its owner. */
  databaseUrl: z.string(),
  /** Its worker: a file beside the site's. */
  worker: z.enum(['fuquan-worker', 'bare-worker']),
  /** Whether its worker is preloaded as in production, so that promises in workflows leave no traces. */
  untraced: z.boolean(),
  /** Folder for CPU profiles of the worker; null: none. */
  profile: z.string().nullable(),
  /** How many powers all its transfers together will have. */
  powers: z.number().int(),
});
export type SiteTask = z.infer<typeof siteTask>;

/** A round that is asked for: so many clients, each with so many transfers of so many powers, one after the other. */
export const roundTask = z.object({
  clients: z.number().int(),
  each: z.number().int(),
  powers: z.number().int(),
});
export type RoundTask = z.infer<typeof roundTask>;

/** What a contender did in one round. */
export const round = z.object({
  steps: z.number(),
  seconds: z.number(),
  /** Milliseconds from sending an answer until it is in the ledger, each step's. */
  latencies: z.array(z.number()),
  workerCpuMs: z.number(),
  /** Of the whole machine: worker, clients, PostgreSQL and Temporal, and whatever else runs. */
  machineCpuMs: z.number(),
  /** Of all histories together. */
  events: z.number(),
  bytes: z.number(),
  workflowTasks: z.number(),
});
export type Round = z.infer<typeof round>;

/** What a site says: that it is ready for rounds, what a round came to, or why it cannot go on. */
export const siteAnswer = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ round }),
  z.object({ failed: z.string() }),
]);
export type SiteAnswer = z.infer<typeof siteAnswer>;
