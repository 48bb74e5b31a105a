/** What of the procedure in `opinion.ts` stands outside its prose. */
import { z } from 'zod';
import { linesPerRun } from '../../src/domain/procedure/launch';
import type { Dossier } from '../../src/domain/procedure/dossier';
import { participantsOf } from '../../src/domain/procedure/participants';
import { stepDocument } from '../../src/domain/procedure/step-document';
import { stepForms } from '../../src/domain/step-forms';
import { opinion, type OpinionLaunch } from './opinion';

const request = z.strictObject({ title: z.string(), adviser: z.string(), question: z.string() });

const documented = z.object({
  ...{ transfer: z.string(), desk: z.string(), adviser: z.string(), question: z.string() },
  calendar: z.object({ off: z.array(z.string()), worked: z.array(z.string()) }),
  dayMs: z.number().nullable(),
});

function launchIn(document: unknown): OpinionLaunch | undefined {
  const { data } = documented.safeParse(document);
  if (!data) return undefined;
  const { question: _, ...launch } = data;
  return { ...launch, edition: 3, count: 1, groups: [{ powers: '0' }], settings: { limits: {} }, linesPerRun };
}
function itemsIn(document: unknown) {
  const { data } = documented.safeParse(document);
  return data && [{ position: 0, subject: data.question }];
}
function participantsIn(document: unknown) {
  const launch = launchIn(document);
  return launch && participantsOf(opinion, launch);
}

const forms = stepForms({ steps: opinion.steps, forms: {} });

export const opinionDossier: Dossier<OpinionLaunch> = {
  ...{ procedure: opinion, workflow: 'opinion', launchIn, itemsIn, participantsIn, forms },
  steps: (language, today) => stepDocument(opinion, forms, language, today),
  launching: {
    by: ['coordinator'],
    request,
    read(body) {
      const { title, adviser, question } = request.parse(body);
      return {
        ...{ title, asks: { powers: [] }, files: [] },
        plan({ transfer, offices, calendar, dayMs }) {
          const days = { off: [...calendar.off], worked: [...calendar.worked] };
          const its = { transfer, title, adviser, question, desk: offices.coordinator, calendar: days, dayMs };
          const document = { ...its, procedure: opinion.code };
          const launch = launchIn(document);
          if (!launch) throw new Error('it is not read back');
          return { launch, document, items: itemsIn(document) ?? [], participants: participantsOf(opinion, launch) };
        },
      };
    },
  },
};
