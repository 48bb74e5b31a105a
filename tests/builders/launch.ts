import type { Calendar } from '../../src/domain/procedure/calendar';
import type { PowerGroup, TransferLaunch } from '../../src/domain/power-transfer/launch';
import { currentEdition } from '../../src/domain/power-transfer/launch-rules';
import { defaultSettings } from '../../src/domain/power-transfer/settings';

export const plainCalendar: Calendar = { off: [], worked: [] };

export interface LaunchChoice {
  readonly count?: number;
  /** Powers are dealt out to these in turn, in blocks. */
  readonly groups?: readonly Omit<PowerGroup, 'powers'>[];
  readonly dayMs?: number | null;
  readonly transition?: TransferLaunch['transition'];
  readonly linesPerRun?: number;
  readonly transfer?: string;
  readonly edition?: number;
  readonly limits?: TransferLaunch['settings']['limits'];
}

export const marketGroup = { department: 'market', field: 'market-regulation', mode: 'devolve' } as const;
export const cultureGroup = { department: 'culture', field: 'culture', mode: 'devolve' } as const;

/** A launch of so many powers, in blocks of the groups. */
export function aLaunch(choice: LaunchChoice = {}): TransferLaunch {
  const {
    count = 10,
    groups = [marketGroup],
    dayMs = 86_400_000,
    transition = 'after',
    transfer = 'a-transfer',
    edition = currentEdition,
  } = choice;
  const size = Math.ceil(count / groups.length);
  return {
    transfer,
    edition,
    subDistrict: 'kaihua',
    offices: { justiceBureau: 'justice', government: 'government', coordinator: 'coordination' },
    transition,
    count,
    groups: groups.flatMap((group, i) => {
      const first = i * size;
      const last = Math.min(count, first + size) - 1;
      return last < first ? [] : [{ ...group, powers: first === last ? `${first}` : `${first}-${last}` }];
    }),
    settings: { ...defaultSettings, limits: choice.limits ?? {} },
    calendar: plainCalendar,
    dayMs,
    ...(choice.linesPerRun === undefined ? {} : { linesPerRun: choice.linesPerRun }),
  };
}
