/** What of a transfer of powers is read outside its prose. */
import { z } from 'zod';
import type { PlannedItem } from '../launching';
import type { Dossier } from '../procedure/dossier';
import { participantsOf } from '../procedure/participants';
import { stepDocument } from '../procedure/step-document';
import type { TransferLaunch } from './launch';
import { launchIn } from './launch-document';
import { launchRequest, parseLaunchRequest } from './launch-request';
import { planLaunch } from './launch-rules';
import { powerTransfer } from './procedure';
import { transferForms } from './task-schema';

const listed = z.object({
  powers: z.array(
    z.object({
      position: z.int(),
      power: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }).exactOptional(),
    }),
  ),
});

function itemsIn(document: unknown): PlannedItem[] | undefined {
  const { data } = listed.safeParse(document);
  return data?.powers.map(({ power: subject, ...item }) => ({ ...item, subject }));
}

export const powerTransferDossier: Dossier<TransferLaunch> = {
  procedure: powerTransfer,
  workflow: 'powerTransfer',
  launchIn,
  itemsIn,
  participantsIn(document) {
    const launch = launchIn(document);
    return launch && participantsOf(powerTransfer, launch);
  },
  launching: {
    by: ['coordinator'],
    request: launchRequest,
    read(body) {
      const request = parseLaunchRequest(body);
      const { title, subDistrict, plan = [] } = request;
      const powers = request.powers.map((power) => (typeof power === 'string' ? power : power.code));
      return {
        title,
        asks: { subDistrict, powers },
        files: plan,
        plan(facts) {
          const { launch, document } = planLaunch(request, facts);
          return {
            launch,
            document,
            items: itemsIn(document) ?? [],
            participants: participantsOf(powerTransfer, launch),
          };
        },
      };
    },
  },
  forms: transferForms,
  steps: (language, today) => stepDocument(powerTransfer, transferForms, language, today),
};
