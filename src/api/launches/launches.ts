/** Launching a transfer: laid down in the database first, told to the engine second, so that neither can be lost. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from '../../database/account-repository';
import { violatedIndex } from '../../database/queryable';
import { headOf } from '../../database/ledger-repository';
import { launchedTransfer, markStarted } from '../../database/launch-repository';
import { insertTransfer } from '../../database/power-transfer/launch';
import { startable, type Startable } from '../../database/stored-launch';
import { powerTransferDossier } from '../../domain/power-transfer/dossier';
import { parseLaunchRequest, type LaunchRequest } from '../../domain/power-transfer/launch-request';
import type { LaunchPlan } from '../../domain/power-transfer/launch-rules';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { participantsOf } from '../../domain/procedure/participants';
import { Refusal } from '../../domain/refusal';
import { signLaunch } from '../../ledger/command-signature';
import { problems } from '../../contract/shared';
import { launchedAnswer, launchRequest } from '../../contract/launches';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { commandKey, transferIdOf } from '../engine/command-key';
import { personOf } from '../engine/commands';
import type { Dependencies } from '../dependencies';
import { planFor } from './launch-facts';
import { planFiles } from './launch-plan-files';

/** Milliseconds that a launch waits for its first tasks; they come later where the engine is slow. */
const patienceMs = 8_000;

/** `POST /api/transfers`. */
export function launchRoutes(app: App, dependencies: Dependencies): void {
  const { database, engine, log, now, signingKey } = dependencies;

  const plan = (transfer: string, request: LaunchRequest): Promise<LaunchPlan> =>
    planFor(dependencies, transfer, request);

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

  async function layDown(account: Account, id: string, digest: string, request: LaunchRequest): Promise<Startable> {
    const planned = await plan(id, request);
    const files = await planFiles(dependencies, account, request.plan);
    const document = {
      ...planned.document,
      launchedBy: personOf(account),
      ...(files.length > 0 ? { plan: files } : {}),
    };
    await insertTransfer(database, {
      id,
      title: request.title,
      subDistrict: planned.launch.subDistrict,
      transition: planned.launch.transition,
      mode: planned.mode,
      plannedEffectiveDate: request.plannedEffectiveDate ?? null,
      launchedBy: account.username,
      digest,
      document: signingKey ? signLaunch(id, document, now(), signingKey) : document,
      launch: planned.launch,
      powers: planned.document.powers,
      participants: participantsOf(powerTransfer, planned.launch),
      plan: files.map((file) => file.id),
    });
    return { workflow: powerTransferDossier.workflow, launch: planned.launch };
  }

  app.post(
    '/api/transfers',
    {
      preValidation: (request, _, done) => {
        accountWith(request, 'coordinator');
        // by the launch's own parser, which says "501 powers" before it says anything else
        parseLaunchRequest(request.body);
        done();
      },
      schema: {
        operationId: 'launchTransfer',
        tags: ['transfers'],
        summary: 'Launch a transfer of 1 to 500 powers · 发起赋权流程',
        body: launchRequest,
        response: {
          201: launchedAnswer,
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const account = accountWith(request, 'coordinator');
      const { key, digest } = commandKey(request, request.body);
      const id = transferIdOf(key);
      const answer = { id, workflowId: id };
      let known = await launchedTransfer(database, id);
      if (!known) {
        let laid: Startable | undefined;
        try {
          laid = await layDown(account, id, digest, request.body);
        } catch (error) {
          // the very same launch, sent several times at once: one is laid down, and to the others its powers are taken
          known = await launchedTransfer(database, id);
          // somebody else's launch came between the check and the insert: checked again, it names the powers
          if (!known && violatedIndex(error) !== undefined) await plan(id, request.body);
          if (!known) throw error;
        }
        if (laid) await begin(laid);
      }
      if (known) {
        if (known.digest !== digest)
          throw new Refusal('idempotency-key-reused', {
            field: '/headers/idempotency-key',
          });
        if (known.started === null || known.seq === 0) await begin(startable(known));
      }
      return reply.code(201).header('location', `/api/transfers/${id}`).send(answer);
    },
  );
}
