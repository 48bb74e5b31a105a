/** The inbox, and one task with all that is needed to answer it. */
import { z } from 'zod';
import { namesThen, type Names } from '../../database/name-repository';
import { formsOf, saidOf, type AnsweredForm, type Said } from '../../database/said-repository';
import { listTasks, taskByPublicId, type TaskPlace, type TaskRow } from '../../database/task-repository';
import { codesOfTransfers, powersOfTransfers } from '../../database/transfer-repository';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { transferSteps } from '../../domain/power-transfer/steps';
import { formSchemaFor, isHumanStep, powerSchemaFor } from '../../domain/power-transfer/task-schema';
import { markedName } from '../../domain/procedure/name';
import { outcomesOf } from '../../domain/procedure/step-document';
import { Refusal, type Language } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { taskAnswer, taskDetailAnswer } from '../../contract/tasks';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { showClaim } from './claim-view';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { flag } from '../../contract/filters';
import { whyGone } from './gone-task';
import { showComparisons } from './handover-view';
import { idParams } from '../http/parsing';
import { contextOf } from './task-facts';
import { saidBy } from '../http/said-by';
import { asksFor, fourEyesPairs, roleFor, standsAgainst } from './task-rights';
import {
  codesIn,
  declarationOf,
  outcomeTitle,
  showOpenTask,
  showPower,
  titleOf,
  type Codes,
} from '../matters/transfer-view';

const place: z.ZodType<TaskPlace> = z.object({
  due: z.string().max(40),
  transfer: z.string(),
  id: z.string(),
});

function show(
  task: TaskRow,
  powers: string,
  codes: Codes,
  language: Language,
  now: number,
): z.output<typeof taskAnswer> {
  return {
    ...showOpenTask({ ...task, powers }, codes, language),
    transfer: { id: task.transfer, title: task.title },
    suspended: task.suspended,
    ...showClaim(task, language, now),
    outcomes: outcomesOf(powerTransfer, task.step, language).map((outcome) => ({
      ...outcome,
      needs: [...outcome.needs],
    })),
  };
}

const byPosition = (codes: readonly string[] | undefined): Codes =>
  new Map((codes ?? []).map((code, position) => [position, code]));

const showSaid = (said: Said, codes: Codes, names: Names, language: Language) => ({
  step: said.step,
  title: titleOf(said.step, language),
  ...saidBy(said, names, language),
  about: said.about,
  at: said.at.toISOString(),
  outcome: said.outcome,
  outcomeTitle: outcomeTitle(said.step, said.outcome, language),
  powers: codesIn(said.powers, codes),
  reason: said.reason,
  conditions: said.conditions,
  particulars: said.particulars,
});

const evidenceList = z.array(z.object({ id: z.string(), sha256: z.string() })).catch([]);
const showForm = (
  { step, organisation, at, about, form, comment, evidence }: AnsweredForm,
  names: Names,
  language: Language,
) => ({
  step,
  title: titleOf(step, language),
  organisation,
  organisationName: markedName(names.organisation(organisation, at.getTime()))[language],
  about,
  form: { ...form },
  comment,
  evidence: evidenceList.parse(evidence),
});

/** What a text finds: it may be the name of a step in either language. */
const searchFor = (text: string) => ({
  text,
  steps: transferSteps
    .filter(({ title }) => [title.zh, title.en].some((one) => one.toLowerCase().includes(text)))
    .map(({ code }) => code),
});

/** `GET /api/tasks`, `GET /api/tasks/{id}`. */
export function taskRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/tasks',
    {
      schema: {
        operationId: 'listTasks',
        tags: ['tasks'],
        summary:
          'What you may complete now; with scope, what your office or all offices that you see have before them · 待办任务',
        querystring: pageQuery.extend({
          state: z.enum(['open']).default('open'),
          /** `mine`: exactly what you may complete now; `office`: all of your office; `all`: of all transfers that you see. */
          scope: z.enum(['mine', 'office', 'all']).default('mine'),
          transfer: z.string().max(64).optional(),
          step: z.string().max(40).optional(),
          overdue: flag.optional(),
          organisation: z.string().max(40).optional(),
          /** Which the caller takes care of, which nobody, which somebody else. */
          claim: z.enum(['mine', 'free', 'others']).optional(),
          /** A part of the transfer's title, of a power's code, or of the step's title. */
          q: z.string().trim().max(100).optional(),
        }),
        response: { 200: listOf(taskAnswer), ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { limit, cursor, scope, transfer, step, overdue, organisation, claim, q } = request.query;
      const mine = scope === 'mine';
      const after = readCursor(cursor, place);
      const asks = mine ? asksFor(account.role) : undefined;
      if (asks?.length === 0) return { items: [] };
      const filter = {
        asks,
        own: scope !== 'all',
        completable: mine,
        transfer,
        step,
        overdue,
        organisation,
        claim,
        search: q ? searchFor(q.toLowerCase()) : undefined,
      };
      const rows = await listTasks(database, account, fourEyesPairs, filter, {
        limit: limit + 1,
        after,
      });
      const codes = await codesOfTransfers(database, [...new Set(rows.map((row) => row.transfer))]);
      return pageOf(
        rows,
        limit,
        (row): TaskPlace => ({
          due: row.due?.toISOString() ?? 'infinity',
          transfer: row.transfer,
          id: row.id,
        }),
        (row) => show(row, mine ? row.yours : row.powers, byPosition(codes.get(row.transfer)), request.language, now()),
      );
    },
  );

  app.get(
    '/api/tasks/:id',
    {
      schema: {
        operationId: 'getTask',
        tags: ['tasks'],
        summary: 'One task: its powers, its form, what was said before · 任务详情',
        params: idParams,
        response: { 200: taskDetailAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { language } = request;
      const task = await taskByPublicId(database, account, fourEyesPairs, request.params.id);
      if (!task) throw await whyGone(database, account, request.params.id);
      const step = declarationOf(task.step);
      if (!isHumanStep(step.code)) throw new Refusal('not-found');
      const why = standsAgainst(account, task, step);
      const powers = why === undefined ? task.yours : task.powers;
      const [context, rows, said, forms] = await Promise.all([
        contextOf(database, task, now()),
        powersOfTransfers(database, [task.transfer]),
        saidOf(database, task.transfer, task.powers),
        formsOf(database, task.transfer, task.powers),
      ]);
      const names = await namesThen(
        database,
        said.map(({ by }) => by),
      );
      const codes: Codes = new Map(rows.map(({ position, code }) => [position, code]));
      const shown = show(task, powers, codes, language, now());
      const mine = new Set(shown.powers);
      const powerSchema = powerSchemaFor(step.code, language);
      const compared = showComparisons(context.facts, codes, language);
      return {
        ...shown,
        guidance: step.guidance[language],
        law: step.law.map((article) => article[language]),
        role: roleFor(step, task.party) ?? '',
        mayComplete: why === undefined,
        ...(why === undefined ? {} : { why }),
        withheld: codesIn(task.powers, codes).filter((code) => !mine.has(code)),
        formSchema: {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          ...formSchemaFor(step.code, context.facts, language),
        },
        ...(powerSchema === undefined ? {} : { powerSchema: { ...powerSchema } }),
        powerDetails: rows.filter(({ code }) => mine.has(code)).map((row) => showPower(row, language)),
        ...(compared.length > 0 ? { comparisons: compared } : {}),
        before: said.map((one) => showSaid(one, codes, names, language)),
        forms: forms.map((form) => showForm(form, names, language)),
      };
    },
  );
}
