/** Procedures as they are declared, in the reader's language. */
import { z } from 'zod';
import { organisationKinds } from '../domain/city/organisations';
import { keysOf, tones } from '../domain/procedure/declaration';

const yes = z.literal(true).exactOptional();
const titled = z.object({ code: z.string(), title: z.string() });
const words = z.object({ one: z.string(), many: z.string() });
const tone = z.enum(tones);
/** A procedure in a list. */
export const procedureInList = titled.extend({ item: words }).meta({ id: 'ProcedureInList' });

const station = z.object({
  /** Either a step, or a state in which items stay. */
  step: z.string().exactOptional(),
  state: z.string().exactOptional(),
  title: z.string(),
  /** Shown where an item came to it. */
  occasional: yes,
  /** Goes on beside the way: on no map. */
  beside: yes,
  /** Only where the launch, or one of its items, says so. */
  only: z.record(z.string(), z.string()).exactOptional(),
});

/** What pages and command line call things in a procedure, and how they draw its way. */
export const procedureAnswer = procedureInList
  .extend({
    parties: z.array(
      z.object({ party: z.string(), title: z.string(), kinds: z.array(z.enum(keysOf(organisationKinds))) }),
    ),
    steps: z.array(
      titled.extend({
        parties: z.array(z.object({ party: z.string(), role: z.string() })),
        /** Tasks of this step are answered one by one: what is filled in is one item's own. */
        oneByOne: yes,
        /** It gathers: the steward may close the list of what goes into one task. */
        assembles: yes,
        outcomes: z.array(titled),
      }),
    ),
    states: z.array(
      z.object({
        state: z.string(),
        title: z.string(),
        tone,
        ends: yes,
        stays: yes,
        held: yes,
        recallable: yes,
        /** The step whose answer ends an item so. */
        at: z.string().exactOptional(),
      }),
    ),
    overallStates: z.array(z.object({ state: z.string(), title: z.string(), tone })),
    stages: z.array(z.object({ title: z.string(), branch: z.string().exactOptional(), stations: z.array(station) })),
    recallReasons: z.array(titled),
  })
  .meta({ id: 'Procedure' });
