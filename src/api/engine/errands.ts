/**
 * Errands between a matter and those that it has called: the called one is launched, suspended, resumed and withdrawn as its
 * caller is, and how it ends is told. What is to be done follows from where both stand (`domain/procedure/calling.ts`), so an
 * errand that was interrupted anywhere is found again.
 */
import type { Pool } from 'pg';
import { accountNamed } from '../../database/account-repository';
import { callingMatters, officesTakingPart, type CallingMatter } from '../../database/called-matter-repository';
import { markStarted } from '../../database/launch-repository';
import { itemsOf } from '../../database/matter-repository';
import { rangesOf } from '../../database/multirange';
import { errandsOf, type Errand } from '../../domain/procedure/calling';
import { unpack } from '../../domain/procedure/ranges';
import { Refusal } from '../../domain/refusal';
import type { Logger } from '../../runtime/log';
import type { Dependencies } from '../dependencies';
import type { Served } from '../family';
import { launchFacts } from '../launches/launch-facts';
import { insertPlanned } from '../launches/laying-down';
import { takenBack } from '../matters/taken-back';
import { digestOf, keyOfName, transferIdOf } from './command-key';
import { personOf, send, system } from './commands';

/** Looked at together. */
const atATime = 50;

type ErrandDependencies = Pick<Dependencies, 'engine' | 'signingKey' | 'now' | 'demonstration' | 'dayMs'> & {
  readonly database: Pool;
  readonly log: Logger;
  readonly family: Served;
};

/** The same errand is the same command, whoever runs it and however often. */
const keyOf = (...parts: readonly (string | number)[]): string => keyOfName(JSON.stringify(parts));

/** Nobody sent a form whose fields a refusal could name. */
const noFields = { powers: [] };

const reasons = {
  suspend: '发起本事项的事项已中止',
  resume: '发起本事项的事项已恢复',
  withdraw: '发起本事项的事项不再需要其结果',
} as const;

export type Errands = ReturnType<typeof createErrands>;

/** Errands; `look` does all that is to be done now, and tells how many it has done. */
export function createErrands(dependencies: ErrandDependencies) {
  const { database, engine, family, log } = dependencies;
  const calling = family.dossiers.flatMap(({ procedure }) =>
    procedure.steps.filter(({ calls }) => calls).map(({ code }) => `${procedure.code}/${code}`),
  );

  /** Launches the called matter in the name of whoever launched its caller, at its pace. Not started, the sweeper starts it. */
  async function launch(caller: CallingMatter, { task: id, procedure }: Errand & { kind: 'launch' }): Promise<void> {
    const matter = transferIdOf(keyOf('call', caller.matter, id));
    const dossier = family.dossier(procedure);
    const task = caller.tasks.find((one) => one.id === id);
    const account = await accountNamed(database, caller.launchedBy);
    if (!task || !account || !dossier.launching.called) throw new Error(`${caller.matter}: ${id} calls nothing`);
    const asked = new Set(unpack(rangesOf(task.powers)));
    const items = (await itemsOf(database, caller.matter)).filter(({ position }) => asked.has(position));
    const body = dossier.launching.called({
      title: caller.title,
      procedure: caller.procedure,
      ...(task.about === null ? {} : { about: task.about }),
      items: items.map(({ code: subject, nameZh: zh, nameEn: en }) => ({
        subject,
        ...(zh === null || en === null ? {} : { name: { zh, en } }),
      })),
    });
    const read = dossier.launching.read(body);
    const facts = await launchFacts(dependencies, matter, read.asks);
    const plan = read.plan({ ...facts, dayMs: caller.dayMs, person: personOf(account) });
    const offices = await officesTakingPart(database, caller.matter);
    const calledBy = { matter: caller.matter, task: id, offices };
    const laid = { id: matter, digest: digestOf(body), title: read.title, plan, calledBy };
    await engine.start(await insertPlanned(dependencies, dossier, account, laid));
    await markStarted(database, matter);
  }

  /** Suspends, resumes or withdraws what was called. */
  async function steer(
    caller: CallingMatter,
    { kind, matter }: Errand & { kind: keyof typeof reasons },
  ): Promise<void> {
    const called = caller.called.find((one) => one.matter === matter);
    if (!called) throw new Error(`${matter} is not called by ${caller.matter}`);
    const detail = { reason: reasons[kind] };
    const command = { key: keyOf(kind, matter, called.head.seq), digest: digestOf(detail), person: system, detail };
    if (kind === 'withdraw') {
      const { procedure } = family.dossier(called.procedure);
      const powers = takenBack(procedure, await itemsOf(database, matter), undefined, false);
      await send(dependencies, 'withdrawPowers', matter, { ...command, powers }, true, noFields);
    } else {
      const message = kind === 'suspend' ? 'suspendTransfer' : 'resumeTransfer';
      await send(dependencies, message, matter, command, true, noFields);
    }
  }

  async function tellEnding({ matter }: CallingMatter, { task, called }: Errand & { kind: 'ended' }): Promise<void> {
    const command = { key: keyOf('ended', matter, task), digest: digestOf(called), person: system, detail: {} };
    await send(dependencies, 'calledEnded', matter, { ...command, task, called }, true, noFields);
  }

  async function run(caller: CallingMatter, errand: Errand): Promise<void> {
    if (errand.kind === 'launch') await launch(caller, errand);
    else if (errand.kind === 'ended') await tellEnding(caller, errand);
    else await steer(caller, errand);
    log.info({ transfer: caller.matter, errand: errand.kind }, 'an errand between a matter and one that it has called');
  }

  return {
    async look(): Promise<number> {
      if (calling.length === 0) return 0;
      let done = 0;
      for (let after = ''; ;) {
        const some = await callingMatters(database, calling, after, atATime);
        for (const caller of some) {
          after = caller.matter;
          const { steps } = family.dossier(caller.procedure).procedure;
          for (const errand of errandsOf(steps, caller, caller.called)) {
            try {
              await run(caller, errand);
              done++;
            } catch (error) {
              // one that fails keeps no other from being done
              log.warn({ transfer: caller.matter, errand: errand.kind, err: error }, 'an errand could not be done yet');
              // each of the others would be waited for as long
              if (error instanceof Refusal && error.code === 'engine-unavailable') return done;
            }
          }
        }
        if (some.length < atATime) return done;
      }
    },
  };
}
