/** The step declarations, with JSON Schema of their forms. */
import { placeSettings } from '../../database/settings-repository';
import { stepDocument } from '../../domain/power-transfer/step-document';
import { dateAt } from '../../domain/procedure/calendar';
import { listOf, problems } from '../../contract/shared';
import { stepAnswer } from '../../contract/tasks';
import type { App } from '../app';
import { pageQuery } from '../cursor';
import type { Dependencies } from '../dependencies';

/** `GET /api/steps`, without signing in: the procedure is public. */
export function stepRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/steps',
    {
      config: { open: true },
      schema: {
        operationId: 'listSteps',
        tags: ['reference data'],
        summary: 'The steps of the procedure · 流程步骤',
        security: [],
        querystring: pageQuery,
        response: { 200: listOf(stepAnswer), ...problems },
      },
    },
    async ({ language }) => {
      const { limits } = (await placeSettings(database)).settings;
      return {
        items: stepDocument(language, dateAt(now())).map(
          ({ parties, law, notBy, outcomes, formSchema, powerSchema, ...step }) => ({
            ...step,
            days: limits[step.code] ?? step.days,
            parties: [...parties],
            law: [...law],
            notBy: [...notBy],
            outcomes: outcomes.map((outcome) => ({
              ...outcome,
              needs: [...outcome.needs],
            })),
            ...(formSchema ? { formSchema: { ...formSchema } } : {}),
            ...(powerSchema ? { powerSchema: { ...powerSchema } } : {}),
          }),
        ),
      };
    },
  );
}
