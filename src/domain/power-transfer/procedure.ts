/** The transfer of powers to a sub-district, declared: steps, states and parties stand in files of their own. */
import { systemOffice, type Procedure } from '../procedure/declaration';
import type { TransferLaunch } from './launch';
import { notices } from './notices';
import { parties, type Party } from './parties';
import { stages } from './stages';
import {
  carriedOut,
  powerStates,
  recallReasons,
  transferState,
  transferStates,
  type PowerState,
  type TransferState,
} from './states';
import { transferSteps } from './steps';

export const powerTransfer: Procedure<TransferLaunch, Party, PowerState, TransferState> = {
  code: 'power-transfer',
  title: { zh: '赋权', en: 'Transfer of powers' },
  item: { one: { zh: '权力', en: 'power' }, many: { zh: '权力', en: 'powers' } },
  parties,
  offices: {
    subDistrict: ({ subDistrict }) => subDistrict,
    department: (_, { department }) => department,
    justiceBureau: ({ offices }) => offices.justiceBureau,
    government: ({ offices }) => offices.government,
    coordinator: ({ offices }) => offices.coordinator,
    system: () => systemOffice,
  },
  steps: transferSteps,
  states: powerStates,
  begins: 'in-progress',
  overall: { states: transferStates, of: transferState },
  steward: { party: 'coordinator', role: 'coordinator' },
  acts: { withdrawn: 'withdrawn', recallReasons, carriedOut },
  stages,
  notices,
};
