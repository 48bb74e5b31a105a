/** Petitions as the database and the ledger have them: their launch document, and what is read back out of it. */
import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { insertMatter } from '../../src/database/launch-repository';
import type { PlannedItem } from '../../src/domain/launching';
import { linesPerRun as ofTheCity } from '../../src/domain/procedure/launch';
import type { Dossier } from '../../src/domain/procedure/dossier';
import { groupBy } from '../../src/domain/procedure/group-by';
import { participantsOf } from '../../src/domain/procedure/participants';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import { stepDocument } from '../../src/domain/procedure/step-document';
import { stepForms } from '../../src/domain/step-forms';
import { signLaunch } from '../../src/ledger/command-signature';
import { petition, type PetitionLaunch } from './petition';

const request = z.strictObject({ title: z.string(), lodgers: z.array(z.string()).min(1) });

const documented = z.object({
  procedure: z.literal(petition.code),
  title: z.string(),
  transfer: z.string(),
  edition: z.int(),
  desk: z.string(),
  government: z.string(),
  lodgers: z.array(z.string()),
  settings: z.object({ limits: z.record(z.string(), z.number()) }),
  calendar: z.object({ off: z.array(z.string()), worked: z.array(z.string()) }),
  dayMs: z.number().nullable(),
  linesPerRun: z.int(),
  hears: z.literal(true).exactOptional(),
  stands: z.int().exactOptional(),
});
type Document = z.output<typeof documented>;

function launchIn(document: unknown): PetitionLaunch | undefined {
  const { data } = documented.safeParse(document);
  if (!data) return undefined;
  const { procedure: _, title: __, lodgers, ...launch } = data;
  const byLodger = groupBy([...lodgers.keys()], (position) => lodgers[position] ?? '');
  const groups = [...byLodger].map(([lodger, positions]) => ({ lodger, powers: pack(positions) }));
  return { ...launch, count: lodgers.length, groups };
}
const itemsIn = (document: unknown): PlannedItem[] | undefined =>
  documented.safeParse(document).data?.lodgers.map((_, position) => ({ position, subject: `petition-${position}` }));
function participantsIn(document: unknown) {
  const launch = launchIn(document);
  return launch && participantsOf(petition, launch);
}

/** What a launch of `petition.ts` is written down as. */
function documentOf({ groups, count, linesPerRun = ofTheCity, ...launch }: PetitionLaunch): Document {
  const lodgerOf = (position: number) => groups.find(({ powers }) => unpack(powers).includes(position))?.lodger ?? '';
  const lodgers = Array.from({ length: count }, (_, position) => lodgerOf(position));
  const calendar = { off: [...launch.calendar.off], worked: [...launch.calendar.worked] };
  return { ...launch, calendar, procedure: petition.code, title: launch.transfer, lodgers, linesPerRun };
}

const forms = stepForms({ steps: petition.steps, forms: {} });

/** The procedure without forms: what engine, record and verification ask of it. */
export const storedPetition: Dossier<PetitionLaunch> = {
  ...{ procedure: petition, workflow: 'petition', launchIn, itemsIn, participantsIn, forms },
  steps: (language, today) => stepDocument(petition, forms, language, today),
  launching: {
    by: ['coordinator'],
    request,
    read(body) {
      const { title, lodgers } = request.parse(body);
      return {
        ...{ title, asks: { powers: [] }, files: [] },
        plan({ transfer, offices, calendar, dayMs }) {
          const { coordinator: desk, government } = offices;
          const days = { off: [...calendar.off], worked: [...calendar.worked] };
          const its = { transfer, title, desk, government, lodgers, calendar: days, dayMs, settings: { limits: {} } };
          const document = { ...its, procedure: petition.code, edition: 3, linesPerRun: ofTheCity };
          const launch = launchIn(document);
          if (!launch) throw new Error('it is not read back');
          return { launch, document, items: itemsIn(document) ?? [], participants: participantsOf(petition, launch) };
        },
      };
    },
  },
};

/** Lays a launch down as an API does, signed. */
export async function layPetitionDown(database: Pool, launch: PetitionLaunch, signingKey: KeyObject): Promise<void> {
  const { transfer: id } = launch;
  const document = { ...documentOf(launch), launchedBy: { id: 'coordinator' } };
  await insertMatter(database, {
    ...{ id, procedure: petition, title: id, launchedBy: 'coordinator', digest: 'digest', launch },
    document: signLaunch(id, document, Date.now(), signingKey),
    items: itemsIn(document) ?? [],
    participants: participantsOf(petition, launch),
  });
}
