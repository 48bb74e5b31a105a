/** The procedures: what pages and command line call things, and how they draw the way. Public, as the procedure is. */
import { z } from 'zod';
import { procedureAnswer, procedureInList } from '../../contract/procedures';
import { listOf, problems } from '../../contract/shared';
import { stepAnswer } from '../../contract/tasks';
import type { App } from '../http/app';
import { pageQuery } from '../http/cursor';
import type { Inside } from '../dependencies';
import { itemWords, showProcedure } from './procedure-view';
import { stepsOf } from '../tasks/steps';

const named = z.object({ procedure: z.string().min(1).max(60) });

const about = { tags: ['reference data'], security: [] };

/** `GET /api/procedures`, `/api/procedures/{procedure}` and its steps, without signing in. */
export function procedureRoutes(app: App, dependencies: Inside): void {
  const { dossiers, wanted } = dependencies.family;
  app.get(
    '/api/procedures',
    {
      config: { open: true },
      schema: {
        ...about,
        operationId: 'listProcedures',
        summary: 'The procedures of the city · 流程',
        querystring: pageQuery,
        response: { 200: listOf(procedureInList), ...problems },
      },
    },
    ({ language }) => ({
      items: dossiers.map(({ procedure: { code, title, item } }) => ({
        code,
        title: title[language],
        item: itemWords(item, language),
      })),
    }),
  );

  app.get(
    '/api/procedures/:procedure',
    {
      config: { open: true },
      schema: {
        ...about,
        operationId: 'showProcedure',
        summary: 'A procedure: parties, steps, states, map · 一个流程：各方、步骤、状态、流程图',
        params: named,
        response: { 200: procedureAnswer, ...problems },
      },
    },
    ({ params, language }) => showProcedure(wanted(params.procedure).procedure, language),
  );

  app.get(
    '/api/procedures/:procedure/steps',
    {
      config: { open: true },
      schema: {
        ...about,
        operationId: 'listStepsOfProcedure',
        summary: 'The steps of a procedure with their forms · 流程的步骤与表单',
        params: named,
        querystring: pageQuery,
        response: { 200: listOf(stepAnswer), ...problems },
      },
    },
    async ({ params, language }) => ({ items: await stepsOf(wanted(params.procedure), language, dependencies) }),
  );
}
