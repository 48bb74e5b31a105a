/** What of a transfer of powers is read outside its prose. */
import type { Dossier } from '../procedure/dossier';
import { participantsOf } from '../procedure/participants';
import { stepDocument } from '../procedure/step-document';
import { launchIn } from './launch-document';
import { launchRequest, parseLaunchRequest } from './launch-request';
import { planLaunch } from './launch-rules';
import { powerTransfer } from './procedure';
import { transferForms } from './task-schema';

export const powerTransferDossier: Dossier = {
  procedure: powerTransfer,
  workflow: 'powerTransfer',
  launchIn,
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
            items: document.powers.map(({ position, power, name }) => ({ position, subject: power, name })),
            participants: participantsOf(powerTransfer, launch),
          };
        },
      };
    },
  },
  forms: transferForms,
  steps: (language, today) => stepDocument(powerTransfer, transferForms, language, today),
};
