/** The step declarations, with JSON Schema of their forms. */
import { z } from 'zod';
import { placeSettings } from '../../database/settings-repository';
import { stepDocument } from '../../domain/power-transfer/step-document';
import { dateAt } from '../../domain/procedure/calendar';
import { listOf, outcomeAnswer, problems } from '../answers';
import type { App } from '../app';
import { pageQuery } from '../cursor';
import type { Dependencies } from '../dependencies';

const schema = z.record(z.string(), z.unknown());
const stepAnswer = z.object({
  code: z.string(),
  title: z.string(),
  guidance: z.string(),
  parties: z.array(z.object({ party: z.string(), role: z.string() })),
  automatic: z.boolean(),
  /** As the place has set it. */
  days: z.number().nullable(),
  leastDays: z.number().optional(),
  law: z.array(z.string()),
  notBy: z.array(z.string()),
  outcomes: z.array(outcomeAnswer),
  formSchema: schema.optional(),
  powerSchema: schema.optional(),
});

/** `GET /api/steps`, without signing in: the procedure is public. */
export function stepRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/steps',
    {
      config: { open: true },
      schema: {
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
