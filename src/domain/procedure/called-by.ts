/** The matter that called another, as the called one's launch document names it: hashed, so that nobody gives it another. */
import { z } from 'zod';
import type { Participant } from './participants';

export interface CalledBy {
  readonly matter: string;
  /** The task that its ending answers. */
  readonly task: string;
  /** The offices that took part in the calling matter then: they see what they wait for. */
  readonly offices: readonly string[];
}

/** As which party offices of the calling matter take part. */
const callerParty = 'caller';

const documented = z.object({
  calledBy: z.object({ matter: z.string(), task: z.string(), offices: z.array(z.string()) }),
});

/** Who called a matter, by its launch document; undefined where it was launched by itself. */
export const calledByIn = (document: unknown): CalledBy | undefined => documented.safeParse(document).data?.calledBy;

/** All that take part in a matter from its launch on: its own parties' offices, and those of the matter that called it. */
export const withCallers = (own: readonly Participant[], calledBy: CalledBy | undefined): Participant[] => [
  ...own,
  ...(calledBy?.offices ?? []).map((organisation) => ({ organisation, party: callerParty })),
];
