/** Contenders as the bench has them: each is a site, a process of its own that is told when its rounds are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Servers } from './servers';
import { siteAnswer, type Round, type RoundTask, type SiteTask } from './site-words';
import { answerOf } from './worker-child';

/** Who takes part, and with what. */
export interface Entrant extends Pick<SiteTask, 'worker' | 'untraced' | 'profile' | 'powers'> {
  readonly name: string;
  /** Where the bench of its build lies. */
  readonly bench: string;
}

/** One who takes part. */
export interface Contender {
  readonly name: string;
  /** @throws Error where the round fails at the site */
  round(task: RoundTask): Promise<Round>;
  /** Ends the site with its worker. */
  stop(): Promise<void>;
}

/** Starts a site with a database and a namespace of its own, and waits until it takes rounds. */
export async function enter({ name, bench, ...its }: Entrant, servers: Servers): Promise<Contender> {
  const task: SiteTask = { ...its, ...(await servers.provideFor(name)) };
  const child = spawn(process.execPath, ['--enable-source-maps', join(bench, 'site.js'), JSON.stringify(task)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    cwd: bench,
  });
  const hear = async () => {
    const said = siteAnswer.parse(await answerOf(child));
    if ('failed' in said) throw new Error(`${name}: ${said.failed}`);
    return said;
  };
  await hear();
  return {
    name,
    async round(asked) {
      child.send(asked);
      const said = await hear();
      if (!('round' in said)) throw new Error(`${name} answered a round with ${JSON.stringify(said)}`);
      return said.round;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
