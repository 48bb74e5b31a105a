/**
 * What a procedure is started with, by the document that its ledger begins with: the document is hashed, so whoever starts
 * the procedure anew starts it with what was launched. Pure.
 */
import { z } from 'zod';
import { groupBy } from '../procedure/group-by';
import type { Mode, PowerGroup, TransferLaunch } from './launch';
import { pack } from '../procedure/ranges';
import { settingsFields } from './settings-fields';

/** A power as far as the procedure can tell it apart from others. */
interface Listed {
  readonly position: number;
  readonly department: string;
  readonly field: string;
  readonly mode: Mode;
  readonly periodUntil: string | null;
}

/** What of a launch document the procedure is started with. */
export interface StartingDocument extends Pick<
  TransferLaunch,
  'transfer' | 'edition' | 'offices' | 'transition' | 'settings' | 'calendar' | 'dayMs'
> {
  readonly linesPerRun: number;
  readonly subDistrict: { readonly id: string };
  readonly powers: readonly Listed[];
}

function groupsOf(powers: readonly Listed[]): PowerGroup[] {
  const alike = ({ department, field, mode, periodUntil }: Listed) =>
    JSON.stringify([department, field, mode, periodUntil]);
  return [...groupBy(powers, alike).values()].flatMap((members): PowerGroup[] => {
    const [first] = members;
    if (!first) return [];
    const { department, field, mode, periodUntil } = first;
    const until = periodUntil === null ? {} : { until: periodUntil };
    return [{ powers: pack(members.map(({ position }) => position)), department, field, mode, ...until }];
  });
}

/** The launch that a document tells of. */
export function launchOf(document: StartingDocument): TransferLaunch {
  const { transfer, edition, subDistrict, offices, transition, powers, settings, calendar, dayMs, linesPerRun } =
    document;
  return {
    transfer,
    edition,
    subDistrict: subDistrict.id,
    offices,
    transition,
    count: powers.length,
    groups: groupsOf(powers),
    settings,
    calendar,
    dayMs,
    linesPerRun,
  };
}

// what a newer version adds to settings and calendar goes with them
const startingDocument: z.ZodType<StartingDocument> = z.object({
  transfer: z.string(),
  edition: z.int(),
  subDistrict: z.object({ id: z.string() }),
  offices: z.object({ justiceBureau: z.string(), government: z.string(), coordinator: z.string() }),
  transition: z.enum(['after', 'before']),
  powers: z.array(
    z.object({
      position: z.int(),
      department: z.string(),
      field: z.string(),
      mode: z.enum(['devolve', 'entrust']),
      periodUntil: z.string().nullable(),
    }),
  ),
  settings: z.looseObject(settingsFields),
  calendar: z.looseObject({
    off: z.array(z.string()),
    worked: z.array(z.string()),
    provisional: z.array(z.number()).exactOptional(),
  }),
  dayMs: z.number().nullable(),
  linesPerRun: z.int(),
});

/**
 * The launch that a document tells of which was read from somewhere; undefined where it does not tell all: transfers
 * launched before it did keep what was stored beside it.
 */
export function launchIn(document: unknown): TransferLaunch | undefined {
  const { data } = startingDocument.safeParse(document);
  return data && launchOf(data);
}
