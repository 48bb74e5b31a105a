/** Launching a matter: a transfer of powers at its own address, any procedure at that of all matters. */
import { parseLaunchRequest } from '../../domain/power-transfer/launch-request';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { launchedAnswer, launchRequest } from '../../contract/launches';
import { newMatterRequest } from '../../contract/matters';
import { problems } from '../../contract/shared';
import type { Inside } from '../dependencies';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { createLayingDown } from './laying-down';

/** `POST /api/transfers`, `POST /api/matters`. */
export function launchRoutes(app: App, dependencies: Inside): void {
  const { family } = dependencies;
  const launch = createLayingDown(dependencies);

  app.post(
    '/api/transfers',
    {
      preValidation: (request, _, done) => {
        accountWith(request, ...family.dossier(powerTransfer.code).launching.by);
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
      const id = await launch(request, family.dossier(powerTransfer.code), request.body, request.body);
      return reply.code(201).header('location', `/api/transfers/${id}`).send({ id, workflowId: id });
    },
  );

  app.post(
    '/api/matters',
    {
      schema: {
        operationId: 'launchMatter',
        tags: ['matters'],
        summary: 'Launch a matter of any procedure: its code, and what its launch takes · 发起事务',
        body: newMatterRequest,
        response: { 201: launchedAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { procedure, ...body } = request.body;
      const id = await launch(request, family.wanted(procedure), body, request.body);
      return reply.code(201).header('location', `/api/matters/${id}`).send({ id, workflowId: id });
    },
  );
}
