/** The step declarations, with JSON Schema of their forms. */
import type { z } from 'zod';
import { placeSettings } from '../../database/settings-repository';
import { powerTransferDossier } from '../../domain/power-transfer/dossier';
import { dateAt } from '../../domain/procedure/calendar';
import type { Dossier } from '../../domain/procedure/dossier';
import { listOf, problems } from '../../contract/shared';
import { stepAnswer } from '../../contract/tasks';
import type { Language } from '../../domain/refusal';
import type { App } from '../http/app';
import { pageQuery } from '../http/cursor';
import type { Dependencies } from '../dependencies';

type StepAnswer = z.output<typeof stepAnswer>;

/** The steps of a procedure with their forms in general and the limits that the place has set. */
export async function stepsOf(
  { steps }: Pick<Dossier, 'steps'>,
  language: Language,
  { database, now }: Pick<Dependencies, 'database' | 'now'>,
): Promise<StepAnswer[]> {
  const { limits } = (await placeSettings(database)).settings;
  return steps(language, dateAt(now())).map(({ parties, law, notBy, outcomes, formSchema, powerSchema, ...step }) => ({
    ...step,
    days: limits[step.code] ?? step.days,
    parties: [...parties],
    law: [...law],
    notBy: [...notBy],
    outcomes: outcomes.map((outcome) => ({ ...outcome, needs: [...outcome.needs] })),
    ...(formSchema ? { formSchema: { ...formSchema } } : {}),
    ...(powerSchema ? { powerSchema: { ...powerSchema } } : {}),
  }));
}

/** `GET /api/steps`, without signing in: the procedure is public. */
export function stepRoutes(app: App, dependencies: Dependencies): void {
  app.get(
    '/api/steps',
    {
      config: { open: true },
      schema: {
        operationId: 'listSteps',
        tags: ['reference data'],
        summary: 'The steps of the transfer of powers · 赋权的流程步骤',
        security: [],
        querystring: pageQuery,
        response: { 200: listOf(stepAnswer), ...problems },
      },
    },
    async ({ language }) => ({ items: await stepsOf(powerTransferDossier, language, dependencies) }),
  );
}
