/** The inbox, and one task with all that is needed to answer it. */
import { z } from 'zod';
import { namesThen, type Names } from '../../database/name-repository';
import { formsOf, saidOf, type AnsweredForm, type Said } from '../../database/said-repository';
import { itemsOf } from '../../database/matter-repository';
import { listTasks, taskByPublicId, type TaskPlace } from '../../database/task-repository';
import { codesOfTransfers, powersOfTransfers } from '../../database/transfer-repository';
import { markedName } from '../../domain/procedure/name';
import { Refusal, type Language } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { taskAnswer, taskDetailAnswer } from '../../contract/tasks';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { flag } from '../../contract/filters';
import { whyGone } from './gone-task';
import { showComparisons } from './handover-view';
import { idParams } from '../http/parsing';
import { contextOf } from './task-facts';
import { saidBy } from '../http/said-by';
import { roleFor, standsAgainst } from './task-rights';
import { createTaskView } from './task-view';
import type { Titles } from '../family';
import { byPosition, codesIn, type Codes } from '../matters/codes';
import { showItem } from '../matters/matter-view';
import { showPower } from '../matters/transfer-view';

const place: z.ZodType<TaskPlace> = z.object({
  due: z.string().max(40),
  transfer: z.string(),
  id: z.string(),
});

const showSaid = (said: Said, codes: Codes, names: Names, titles: Titles, language: Language) => ({
  step: said.step,
  title: titles.step(said.step),
  ...saidBy(said, names, language),
  about: said.about,
  at: said.at.toISOString(),
  outcome: said.outcome,
  outcomeTitle: titles.outcome(said.step, said.outcome),
  powers: codesIn(said.powers, codes),
  reason: said.reason,
  conditions: said.conditions,
  particulars: said.particulars,
});

const evidenceList = z.array(z.object({ id: z.string(), sha256: z.string() })).catch([]);
const showForm = (
  { step, organisation, at, about, form, comment, evidence }: AnsweredForm,
  names: Names,
  titles: Titles,
  language: Language,
) => ({
  step,
  title: titles.step(step),
  organisation,
  organisationName: markedName(names.organisation(organisation, at.getTime()))[language],
  about,
  form: { ...form },
  comment,
  evidence: evidenceList.parse(evidence),
});

/** `GET /api/tasks`, `GET /api/tasks/{id}`. */
export function taskRoutes(app: App, dependencies: Inside): void {
  const { database, family } = dependencies;
  const view = createTaskView(dependencies);
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
          /** A matter's id; `transfer` is the same by its older name. */
          matter: z.string().max(64).optional(),
          transfer: z.string().max(64).optional(),
          procedure: z.string().max(60).optional(),
          step: z.string().max(40).optional(),
          overdue: flag.optional(),
          organisation: z.string().max(40).optional(),
          /** Which the caller takes care of, which nobody, which somebody else. */
          claim: z.enum(['mine', 'free', 'others']).optional(),
          /** A part of the matter's title, of an item's code, or of the step's title. */
          q: z.string().trim().max(100).optional(),
        }),
        response: { 200: listOf(taskAnswer), ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const {
        limit,
        cursor,
        scope,
        matter,
        transfer = matter,
        procedure,
        step,
        overdue,
        organisation,
        claim,
        q,
      } = request.query;
      const mine = scope === 'mine';
      const after = readCursor(cursor, place);
      const asks = mine ? family.asksFor(account.role) : undefined;
      if (asks?.length === 0) return { items: [] };
      const text = q ? q.toLowerCase() : undefined;
      const filter = {
        asks,
        own: scope !== 'all',
        completable: mine,
        transfer,
        procedure,
        step,
        overdue,
        organisation,
        claim,
        search: text === undefined ? undefined : { text, steps: family.stepsCalled(text) },
      };
      const rows = await listTasks(database, account, family.rules, filter, {
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
        (row) => view.show(row, mine ? row.yours : row.powers, byPosition(codes.get(row.transfer)), request.language),
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
      const task = await taskByPublicId(database, account, family.rules, request.params.id);
      if (!task) throw await whyGone(database, account, request.params.id);
      const { forms: stepForms } = family.dossier(task.procedure);
      const step = family.step(task.procedure, task.step);
      if (!stepForms.has(step.code)) throw new Refusal('not-found');
      const isOpen = task.openUntil !== null && task.openUntil.getTime() > dependencies.now();
      const why = standsAgainst(account, task, step) ?? (isOpen ? 'still-open' : undefined);
      const powers = why === undefined ? task.yours : task.powers;
      const [context, rows, items, said, forms] = await Promise.all([
        contextOf(dependencies, task),
        powersOfTransfers(database, [task.transfer]),
        itemsOf(database, task.transfer),
        saidOf(database, task.transfer, task.powers),
        formsOf(database, task.transfer, task.powers),
      ]);
      const names = await namesThen(
        database,
        said.map(({ by }) => by),
      );
      const titles = family.titles(task.procedure, language);
      const codes: Codes = new Map(items.map(({ position, code }) => [position, code]));
      const shown = view.show(task, powers, codes, language);
      const mine = new Set(shown.powers);
      const powerSchema = stepForms.particulars(step.code, language);
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
          ...stepForms.schema(step.code, context.facts, language),
        },
        ...(powerSchema === undefined ? {} : { powerSchema: { ...powerSchema } }),
        items: items.filter(({ code }) => mine.has(code)).map((item) => showItem(item, titles, language)),
        powerDetails: rows.filter(({ code }) => mine.has(code)).map((row) => showPower(row, language)),
        ...(compared.length > 0 ? { comparisons: compared } : {}),
        before: said.map((one) => showSaid(one, codes, names, titles, language)),
        forms: forms.map((form) => showForm(form, names, titles, language)),
      };
    },
  );
}
