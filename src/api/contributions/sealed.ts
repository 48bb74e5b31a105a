/** What somebody said, under the key of personal data. */
import { z } from 'zod';
import type { ContributionRow } from '../../database/contribution-repository';
import type { Contribution } from '../../ledger/contributions';
import { open, seal } from '../../runtime/personal-data';

const saidSchema = z.strictObject({
  salt: z.string(),
  text: z.string(),
  name: z.string().exactOptional(),
  contact: z.string().exactOptional(),
});
type Said = z.output<typeof saidSchema>;

/** Seals it for its own digest: nowhere else it opens. */
export function sealSaid(key: Buffer, digest: string, { salt, text, name, contact }: Contribution): Buffer {
  const said = { salt, text, name, contact };
  return seal(key, JSON.stringify(said), { contribution: digest });
}

/** What a contribution says, or why nobody can read it. */
export type Read =
  { readonly state: 'held'; readonly said: Said } | { readonly state: 'removed' | 'unreadable'; readonly said?: never };

export function readSaid(key: Buffer, { sealed, digest }: Pick<ContributionRow, 'sealed' | 'digest'>): Read {
  if (sealed === null) return { state: 'removed' };
  const text = open(key, sealed, { contribution: digest });
  return text === undefined ? { state: 'unreadable' } : { state: 'held', said: saidSchema.parse(JSON.parse(text)) };
}
