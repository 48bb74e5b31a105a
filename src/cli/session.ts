/** Who is signed in on this machine: one file that only its owner can read. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const sessionSchema = z.object({ server: z.string(), token: z.string(), username: z.string() });
export type StoredSession = z.infer<typeof sessionSchema>;

type Environment = Readonly<Record<string, string | undefined>>;

const pathOf = (environment: Environment): string =>
  join(environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? homedir(), '.config'), 'fuquan', 'session.json');

/** The session kept on this machine; undefined where there is none or it cannot be read as one. */
export async function readSession(environment: Environment): Promise<StoredSession | undefined> {
  try {
    return sessionSchema.safeParse(JSON.parse(await readFile(pathOf(environment), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Keeps a session, readable by its owner alone. */
export async function keepSession(environment: Environment, session: StoredSession): Promise<void> {
  const path = pathOf(environment);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(session)}\n`, { mode: 0o600 });
}

/** Forgets the session; nothing where there is none. */
export const forgetSession = (environment: Environment): Promise<void> => rm(pathOf(environment), { force: true });
