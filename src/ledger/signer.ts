/** Who stands in an entry as having sent it, with the names that person and office had then. */
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const person = z.object({
  id: z.string(),
  office: z.string(),
  role: z.string(),
  // entries of before have ids only
  name: words.optional().catch(undefined),
  officeName: words.optional().catch(undefined),
});
const command = z.object({
  person: person.optional().catch(undefined),
  launchedBy: person.optional().catch(undefined),
});

/** A person as an entry names them. */
export type Signer = z.output<typeof person>;

/**
 * The sender of an entry, by what came with it (`command` of its content): whoever answered or acted; of the first entry,
 * who launched. `undefined` where nobody did: the clock, the system, and launches of before.
 */
export function signerOf(sent: unknown): Signer | undefined {
  const { person: sender, launchedBy } = command.safeParse(sent).data ?? {};
  return sender ?? launchedBy;
}
