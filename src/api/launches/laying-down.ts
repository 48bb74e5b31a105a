/** Launching: laid down in the database first, told to the engine second, so that neither can be lost. */
import type { FastifyRequest } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from '../../database/account-repository';
import { insertMatter, launchedTransfer, markStarted } from '../../database/launch-repository';
import { headOf } from '../../database/ledger-repository';
import { ownRowsOf } from '../../database/own-rows';
import { violatedIndex } from '../../database/queryable';
import { startable, type Startable } from '../../database/stored-launch';
import type { PlannedMatter, ReadLaunch } from '../../domain/launching';
import { withCallers, type CalledBy } from '../../domain/procedure/called-by';
import type { Dossier } from '../../domain/procedure/dossier';
import { Refusal } from '../../domain/refusal';
import { signLaunch } from '../../ledger/command-signature';
import type { Inside } from '../dependencies';
import { commandKey, transferIdOf } from '../engine/command-key';
import { personOf } from '../engine/commands';
import { accountWith } from '../http/authentication';
import { launchFacts } from './launch-facts';
import { planFiles } from './launch-plan-files';

/** Milliseconds that a launch waits for its first tasks; they come later where the engine is slow. */
const patienceMs = 8_000;

/** What is laid down of a plan. */
interface Laid {
  readonly id: string;
  readonly digest: string;
  readonly title: string;
  readonly plan: PlannedMatter;
  readonly files?: readonly { readonly id: string }[];
  readonly calledBy?: CalledBy;
}

/** Lays a planned matter down, its document signed. */
export async function insertPlanned(
  { database, signingKey, now }: Pick<Inside, 'database' | 'signingKey' | 'now'>,
  { procedure, workflow }: Dossier,
  account: Account,
  { id, digest, title, plan: { launch, items, participants, ...plan }, files = [], calledBy }: Laid,
): Promise<Startable> {
  const document = {
    ...plan.document,
    launchedBy: personOf(account),
    ...(files.length > 0 ? { plan: files } : {}),
    ...(calledBy ? { calledBy } : {}),
  };
  await insertMatter(
    database,
    {
      ...{ id, procedure, digest, launch, items, title, calledBy },
      participants: withCallers(participants, calledBy),
      launchedBy: account.username,
      document: signingKey ? signLaunch(id, document, now(), signingKey) : document,
      files: files.map((file) => file.id),
    },
    ownRowsOf(procedure.code, document),
  );
  return { workflow, launch };
}

/** Launches matters of every procedure. */
export function createLayingDown(dependencies: Inside) {
  const { database, engine, family, log, now } = dependencies;

  /** Tells the engine and waits until the first tasks are recorded. What does not succeed now, the sweeper does. */
  async function begin(begun: Startable): Promise<void> {
    const { transfer } = begun.launch;
    try {
      await engine.start(begun);
      await markStarted(database, transfer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.warn({ transfer, code: error.code }, 'a launch is laid down and will be started later');
      return;
    }
    const deadline = now() + patienceMs;
    for (let pause = 4; now() < deadline; pause = Math.min(pause * 1.5, 200)) {
      const head = await headOf(database, transfer);
      if (head && head.seq > 0) return;
      await wait(pause);
    }
  }

  const planned = async (read: ReadLaunch, id: string, account: Account): Promise<PlannedMatter> =>
    read.plan({ ...(await launchFacts(dependencies, id, read.asks)), person: personOf(account) });

  async function layDown(
    dossier: Dossier,
    account: Account,
    id: string,
    digest: string,
    read: ReadLaunch,
  ): Promise<Startable> {
    const plan = await planned(read, id, account);
    const files = await planFiles(dependencies, account, read.files);
    return insertPlanned(dependencies, dossier, account, { id, digest, title: read.title, plan, files });
  }

  /**
   * Launches once what was sent, however often it is sent.
   *
   * @param body what the procedure's own launch takes
   * @param sent all that was sent, which a repeat has alike
   * @returns the matter's id
   * @throws Refusal `not-your-role`, or whatever the procedure has against it
   */
  return async function launch(
    request: FastifyRequest,
    dossier: Dossier,
    body: unknown,
    sent: unknown,
  ): Promise<string> {
    const account = accountWith(request, ...dossier.launching.by);
    const read = dossier.launching.read(body);
    const { key, digest } = commandKey(request, sent);
    const id = transferIdOf(key);
    const before = () => launchedTransfer(database, id, family.dossiers);
    let known = await before();
    if (!known) {
      let laid: Startable | undefined;
      try {
        laid = await layDown(dossier, account, id, digest, read);
      } catch (error) {
        // the very same launch, sent several times at once: one is laid down, and to the others its items are taken
        known = await before();
        // somebody else's launch came between the check and the insert: checked again, it names the items
        if (!known && violatedIndex(error) !== undefined) await planned(read, id, account);
        if (!known) throw error;
      }
      if (laid) await begin(laid);
    }
    if (known) {
      if (known.digest !== digest) throw new Refusal('idempotency-key-reused', { field: '/headers/idempotency-key' });
      if (known.started === null || known.seq === 0) await begin(startable(known));
    }
    return id;
  };
}
