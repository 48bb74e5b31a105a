/** What of the procedure in `petition.ts` stands outside its prose: how it is launched and the forms of its steps. */
import { z } from 'zod';
import type { LaunchFacts, PlannedItem } from '../../src/domain/launching';
import { form } from '../../src/domain/power-transfer/form-declaration';
import { note, office } from '../../src/domain/power-transfer/form-fields';
import { linesPerRun } from '../../src/domain/procedure/launch';
import type { Dossier } from '../../src/domain/procedure/dossier';
import { participantsOf } from '../../src/domain/procedure/participants';
import { pack } from '../../src/domain/procedure/ranges';
import { stepDocument } from '../../src/domain/procedure/step-document';
import { refusalOf } from '../../src/domain/refusal';
import { stepForms } from '../../src/domain/step-forms';
import { zodIssues } from '../../src/domain/zod-issues';
import { opinion, type OpinionLaunch } from './opinion';
import { petition, type PetitionLaunch } from './petition';

const request = z.strictObject({
  title: z.string().trim().min(1).max(100),
  lodger: z.string().max(40),
  petitions: z.array(z.string().min(1).max(20)).min(1).max(5_000),
  hears: z.literal(true).exactOptional(),
});

/** What the first entry holds: all that the launch is read out of again. */
const documented = z.object({
  procedure: z.string(),
  title: z.string(),
  transfer: z.string(),
  desk: z.string(),
  government: z.string(),
  lodger: z.string(),
  petitions: z.array(z.string()),
  calendar: z.object({ off: z.array(z.string()), worked: z.array(z.string()) }),
  dayMs: z.number().nullable(),
  linesPerRun: z.number(),
  hears: z.literal(true).exactOptional(),
});

function launchIn(document: unknown): PetitionLaunch | undefined {
  const { data } = documented.safeParse(document);
  if (!data) return undefined;
  const { transfer, desk, government, lodger, petitions, calendar, dayMs, hears } = data;
  return {
    ...{ transfer, desk, government, calendar, dayMs, linesPerRun: data.linesPerRun },
    edition: 3,
    count: petitions.length,
    groups: [{ lodger, powers: pack(petitions.map((_, position) => position)) }],
    settings: { limits: {} },
    ...(hears ? { hears } : {}),
  };
}

const itemsIn = (document: unknown): PlannedItem[] | undefined =>
  documented.safeParse(document).data?.petitions.map((subject, position) => ({ position, subject }));

const forms = stepForms({
  steps: petition.steps,
  forms: {
    lodge: form(() => z.strictObject({ note: note() })),
    assign: form((facts) => z.strictObject({ office: office(['由谁办理', 'handled by'], facts, 'department') }), {
      asks: ['offices'],
      waivedBy: ['sentBack'],
      kept: ({ office: chosen }) => ({ office: chosen }),
    }),
    handle: form(() => z.strictObject({ found: note() })),
    'lay-open': form(() => z.strictObject({ note: note() })),
    'look-at': form(() => z.strictObject({ note: note() })),
    conclude: form(() => z.strictObject({ note: note() })),
  },
});

export const petitionDossier: Dossier<PetitionLaunch> = {
  procedure: petition,
  workflow: 'petition',
  launchIn,
  itemsIn,
  participantsIn(document) {
    const launch = launchIn(document);
    return launch && participantsOf(petition, launch);
  },
  launching: {
    by: ['coordinator'],
    request,
    read(body) {
      const parsed = request.safeParse(body, { reportInput: true });
      if (!parsed.success) throw refusalOf(zodIssues(parsed.error.issues));
      const { title, lodger, petitions, hears } = parsed.data;
      return {
        title,
        asks: { powers: [] },
        files: [],
        plan({ transfer, organisations, offices, calendar, dayMs }: LaunchFacts) {
          if (!organisations.some(({ id, kind }) => id === lodger && kind === 'sub-district'))
            throw refusalOf([{ field: '/lodger', code: 'unknown-sub-district', params: { subDistrict: lodger } }]);
          const document = {
            ...{ procedure: petition.code, title, transfer, lodger, petitions, calendar, dayMs, linesPerRun },
            desk: offices.coordinator,
            government: offices.government,
            ...(hears ? { hears } : {}),
          };
          const launch = launchIn(document);
          if (!launch) throw new Error('a launch that cannot be read back');
          return { launch, document, items: itemsIn(document) ?? [], participants: participantsOf(petition, launch) };
        },
      };
    },
  },
  forms,
  steps: (language, today) => stepDocument(petition, forms, language, today),
};

const asked = z.strictObject({ title: z.string().trim().min(1).max(100), adviser: z.string().max(40) });
const documentedOpinion = asked.extend({
  procedure: z.string(),
  transfer: z.string(),
  desk: z.string(),
  calendar: z.object({ off: z.array(z.string()), worked: z.array(z.string()) }),
  dayMs: z.number().nullable(),
});

function opinionIn(document: unknown): OpinionLaunch | undefined {
  const { data } = documentedOpinion.strip().safeParse(document);
  if (!data) return undefined;
  const { transfer, desk, adviser, calendar, dayMs } = data;
  const groups = [{ powers: pack([0]) }];
  return { ...{ transfer, desk, adviser, calendar, dayMs, groups }, edition: 3, count: 1, settings: { limits: {} } };
}

const question = (document: unknown): PlannedItem[] | undefined =>
  opinionIn(document) && [{ position: 0, subject: 'Q' }];

const opinionForms = stepForms({
  steps: opinion.steps,
  forms: { opine: form(() => z.strictObject({ note: note() })) },
});

/** The procedure that petitions call; by itself it is about one question. */
export const opinionDossier: Dossier<OpinionLaunch> = {
  procedure: opinion,
  workflow: 'opinion',
  launchIn: opinionIn,
  itemsIn: question,
  participantsIn(document) {
    const launch = opinionIn(document);
    return launch && participantsOf(opinion, launch);
  },
  launching: {
    by: ['coordinator'],
    request: asked,
    read(body) {
      const parsed = asked.safeParse(body, { reportInput: true });
      if (!parsed.success) throw refusalOf(zodIssues(parsed.error.issues));
      const { title, adviser } = parsed.data;
      return {
        title,
        asks: { powers: [] },
        files: [],
        plan({ transfer, offices, calendar, dayMs }: LaunchFacts) {
          const document = {
            ...{ procedure: opinion.code, title, adviser, transfer, calendar, dayMs },
            desk: offices.coordinator,
          };
          const launch = opinionIn(document);
          if (!launch) throw new Error('a launch that cannot be read back');
          return { launch, document, items: question(document) ?? [], participants: participantsOf(opinion, launch) };
        },
      };
    },
    called: ({ title, items }) => ({
      title: `${title}: ${items.map(({ subject }) => subject).join(', ')}`.slice(0, 100),
      adviser: 'culture',
    }),
  },
  forms: opinionForms,
  steps: (language, today) => stepDocument(opinion, opinionForms, language, today),
};
