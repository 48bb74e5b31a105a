/** Completing a step: what a person sent becomes a command, or is refused field by field. */
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { evidenceOf, wantFiles } from '../../database/file-repository';
import { headOf } from '../../database/ledger-repository';
import { publicTaskId } from '../../database/task-id';
import { closedTask, taskByPublicId, type TaskRow } from '../../database/task-repository';
import type { StepWords } from '../../domain/step-forms';
import type { Account } from '../../database/account-repository';
import type { CompleteStep, Receipt } from '../../domain/procedure/message';
import { isOfTrust } from '../../domain/city/account-roles';
import { stepIn } from '../../domain/procedure/task-id';
import { Refusal, refusalOf, type FieldError } from '../../domain/refusal';
import type { completedAnswer } from '../../contract/tasks';
import { accountOf } from '../http/authentication';
import { countContributions } from '../contributions/counting';
import { claimedByAnother, claimerOf } from './claim-view';
import { commandKey, type CommandKey } from '../engine/command-key';
import type { CompletionRequest } from '../../contract/types';
import { collect, grouped, readOutcomes, type Given } from './completion-request';
import { personOf, recordedBefore, send } from '../engine/commands';
import type { Inside } from '../dependencies';
import { contextOf, type TaskContext } from './task-facts';
import { standsAgainst } from './task-rights';
import { transferOf } from './task-view';

/** The command that a person's answer is. Throws Refusal with every field that is wrong. */
async function commandOf(
  dependencies: Inside,
  account: Account,
  task: TaskRow,
  request: CompletionRequest,
  key: CommandKey,
): Promise<{
  readonly command: CompleteStep;
  readonly context: TaskContext;
  readonly given: readonly Given[];
  readonly words: StepWords;
}> {
  const { database, family } = dependencies;
  const { forms } = family.dossier(task.procedure);
  const step = family.step(task.procedure, task.step);
  const { code } = step;
  const against = standsAgainst(account, task, step);
  if (against) throw new Refusal(against, { params: { by: account.username } });
  if (!forms.has(code)) throw new Refusal('not-open');
  // a courtesy among colleagues: it is enough to take it over
  const claimer = claimerOf(task);
  if (claimer && claimer.username !== account.username) throw claimedByAnother(claimer);
  if (request.outcomes.length === 0) throw new Refusal('outcome-missing', { field: '/outcomes' });
  const context = await contextOf(dependencies, task, forms.cited(code, request.form));
  const errors: FieldError[] = [];
  const given = readOutcomes(request.outcomes, task, step, forms, context, errors);
  // what the form must hold depends on the outcomes: where those are wrong, it is judged by the rest
  const form =
    given.length > 0 ? collect(errors, () => forms.parse(code, context.facts, request.form, given)) : undefined;
  // files that the form cites beside those given as evidence: their digests go into the ledger too
  const cited = [...new Set([...(request.evidence ?? []), ...forms.cited(code, form?.form ?? {})])];
  const digests =
    cited.length > 0 ? await evidenceOf(database, account.organisation, cited) : new Map<string, string>();
  // until the entry names them
  if (digests.size > 0) await wantFiles(database, [...digests.keys()]);
  request.evidence?.forEach((file, index) => {
    if (!digests.has(file))
      errors.push({
        field: `/evidence/${index}`,
        code: 'file-unknown',
        params: { file },
      });
  });
  if (errors.length > 0)
    throw refusalOf(
      errors.map((error) => ({
        ...error,
        params: { by: account.username, ...error.params },
      })),
    );
  const { outcomes, words: said } = grouped(given);
  const evidence = cited.map((id) => ({ id, sha256: digests.get(id) ?? '' }));
  const kept = form?.kept ?? {};
  // what the public said is counted by us and not by who answers
  const contributions = step.contributions && (await countContributions(database, task.transfer, task.id));
  return {
    context,
    given,
    words: forms.words(code),
    command: {
      key: key.key,
      digest: key.digest,
      person: personOf(account),
      task: task.id,
      outcomes,
      ...(Object.keys(kept).length > 0 ? { kept } : {}),
      detail: {
        form: form?.form ?? {},
        ...(said.length > 0 ? { words: said } : {}),
        ...(request.comment ? { comment: request.comment } : {}),
        ...(evidence.length > 0 ? { evidence } : {}),
        ...(contributions ? { contributions } : {}),
      },
    },
  };
}

/** Whom a task belongs to that is open no longer. Throws Refusal; returns the receipt where this was the very command. */
async function ofClosed(dependencies: Inside, account: Account, publicId: string, key: CommandKey) {
  const { database } = dependencies;
  const closed = await closedTask(database, account, publicId);
  if (!closed) throw new Refusal('not-found');
  const before = key.mayRepeat ? await recordedBefore(database, closed.transfer, key) : undefined;
  if (before) return { closed, receipt: before };
  if (isOfTrust(account.role)) throw new Refusal('not-your-role');
  if (closed.organisation !== account.organisation) throw new Refusal('not-yours');
  if (closed.by.length > 0)
    throw new Refusal('already-completed', {
      params: { by: closed.by.join(', ') },
    });
  const head = await headOf(database, closed.transfer);
  throw new Refusal(head?.over ? 'closed' : 'not-open');
}

/**
 * Completes a task for the signed-in person.
 *
 * @param part tells the commands of a bulk apart
 * @throws Refusal whatever is wrong with it
 */
export async function completeTask(
  dependencies: Inside,
  request: FastifyRequest,
  publicId: string,
  body: CompletionRequest,
  part = '',
): Promise<z.output<typeof completedAnswer>> {
  const { database, family } = dependencies;
  const account = accountOf(request);
  const key = commandKey(request, body, part);
  const done = async (procedure: string, transfer: string, receipt: Receipt) => {
    const head = await headOf(database, transfer);
    const { forms } = family.dossier(procedure);
    const opened = receipt.opened.filter((id) => forms.has(stepIn(id))).map((id) => publicTaskId(transfer, id));
    const state = head?.state ?? '';
    return {
      task: publicId,
      matter: { id: transfer, procedure, state },
      ...transferOf(procedure, { id: transfer, state }),
      opened,
    };
  };

  const task = await taskByPublicId(database, account, family.rules, publicId);
  if (!task) {
    const { closed, receipt } = await ofClosed(dependencies, account, publicId, key);
    return done(closed.procedure, closed.transfer, receipt);
  }
  let made;
  try {
    made = await commandOf(dependencies, account, task, body, key);
  } catch (error) {
    // a repeat of what completed a part of the task: its powers are not in it any more
    const before =
      key.mayRepeat && error instanceof Refusal ? await recordedBefore(database, task.transfer, key) : undefined;
    if (!before) throw error;
    return done(task.procedure, task.transfer, before);
  }
  const { command, context, given, words } = made;
  const index = new Map(given.map((one) => [one.position, one.index]));
  const receipt = await send(dependencies, 'completeStep', task.transfer, command, key.mayRepeat, {
    powers: context.powers.map(({ code }) => code),
    indexOf: (position) => index.get(position),
    words,
  });
  return done(task.procedure, task.transfer, receipt);
}
