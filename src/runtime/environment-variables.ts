/** The variables that processes are set up by, and what each may be. */
import { z } from 'zod';
import { engineVariables, hostAndPort } from './engine-access';
import { payloadKeyList } from './payload-keys';
import { Trouble } from './trouble';

export type Environment = { readonly [name: string]: string | undefined };

const given = z.string().trim().min(1);
const port = z.coerce.number().int().min(1).max(65_535);
const key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'base64, 32 bytes');
// what begins with a bracket is JSON, for words with blanks in them
const commandLine = given.transform((text, context): string[] => {
  if (!text.startsWith('[')) return text.split(/\s+/);
  try {
    return z.array(z.string()).nonempty().parse(JSON.parse(text));
  } catch {
    context.addIssue('a program and its arguments, or a JSON list of them');
    return z.NEVER;
  }
});
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'an address or CIDR');
const networks = given.transform((text) => text.split(/[\s,]+/).filter((part) => part !== '')).pipe(z.array(network));
const mebibytes = z.coerce.number().int().min(0).max(1_000_000_000);
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const service = z.object({
  FUQUAN_HOST: given.default('127.0.0.1'),
  FUQUAN_PORT: port.default(8080),
  FUQUAN_DATA: given.default('.fuquan'),
  FUQUAN_COMMAND_KEY_FILE: given.optional(),
  FUQUAN_DEMO: z.enum(['0', '1']).default('0'),
  FUQUAN_AWAITS_DEMO: z.enum(['0', '1']).default('0'),
  FUQUAN_TRUSTED_PROXIES: networks.default([]),
  FUQUAN_DAY_MS: z.coerce.number().positive().max(86_400_000).optional(),
  FUQUAN_CHECKPOINT_KEY_FILE: given.optional(),
  FUQUAN_SCAN_COMMAND: commandLine.optional(),
  FUQUAN_CLAMD: hostAndPort.optional(),
  FUQUAN_UPLOADS_PERSON_MIB: mebibytes.default(500),
  FUQUAN_UPLOADS_OFFICE_MIB: mebibytes.default(5_000),
  FUQUAN_UPLOADS_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  FUQUAN_STORAGE_FOLDER: given.optional(),
  FUQUAN_STORAGE_FREE_MIB: mebibytes.default(512),
  FUQUAN_SCAN_SECONDS: z.coerce.number().positive().max(600).default(30),
  FUQUAN_SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(60),
  FUQUAN_WRONG_SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(30),
  FUQUAN_STREAMS_PER_ACCOUNT: z.coerce.number().int().min(1).max(10_000).default(20),
  FUQUAN_REBUILDS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000).default(10),
  TEMPORAL_NAMESPACE: engineVariables.TEMPORAL_NAMESPACE,
  LOG_LEVEL: z.enum(levels).default('info'),
});
/** What an API process and `npm start` are both told. */
export type ServiceVariables = z.infer<typeof service>;

const page = z.object({ TEMPORAL_UI_ADDRESS: z.url({ protocol: /^https?$/ }).optional() });
const databaseAddress = z.url({ protocol: /^postgres(ql)?$/ });
const database = z.object({ DATABASE_URL: databaseAddress });
const ownLogins = z.object({
  DATABASE_URL_API: databaseAddress.optional(),
  DATABASE_URL_WORKER: databaseAddress.optional(),
});
export const migration = database.extend({
  ...ownLogins.shape,
  FUQUAN_COMMAND_KEY_FILE: service.shape.FUQUAN_COMMAND_KEY_FILE,
});
export const worker = z.object({
  ...database.shape,
  ...engineVariables,
  LOG_LEVEL: service.shape.LOG_LEVEL,
});
export const everything = service.extend({ ...database.shape, ...page.shape, ...engineVariables, FUQUAN_KEY: key });
export const supervised = service.extend({
  ...database.partial().shape,
  ...ownLogins.shape,
  TEMPORAL_ADDRESS: hostAndPort.optional(),
  TEMPORAL_CLI_PATH: given.optional(),
  FUQUAN_KEY: key.optional(),
  FUQUAN_PAYLOAD_KEY: payloadKeyList.optional(),
  FUQUAN_KEY_LOST: z.enum(['0', '1']).default('0'),
});

// a variable that is set but empty counts as not set: that is how compose files and shells leave things out
const present = (environment: Environment) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

/** @throws Trouble naming every variable that is missing or wrong */
export function parse<T>(schema: z.ZodType<T>, environment: Environment): T {
  const result = schema.safeParse(present(environment));
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ');
  throw new Trouble({
    zh: `环境变量缺失或有误，请更正：${wrong}`,
    en: `environment variables are missing or wrong, set them right: ${wrong}`,
  });
}
