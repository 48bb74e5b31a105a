/** What people without an account say to something that lies open, on the wire. */
import { z } from 'zod';
import { instant, personAnswer } from './shared';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const titled = z.object({ code: z.string(), title: z.string() });

/** The entry that closed it, and what it counted: all contributions, those that were removed too. */
const countedAnswer = z
  .object({ seq: z.number(), hash, count: z.number(), root: hash })
  .meta({ id: 'ContributionCount' });

/** Something that lies open to everybody, or lay. */
export const laidOpenAnswer = z
  .object({
    task: z.string(),
    step: titled,
    /** What everybody is asked. */
    asks: z.string(),
    /** What lies open, and of which items each text is. */
    texts: z.array(z.object({ items: z.array(z.string()), text: z.string() })),
    items: z.array(z.string()),
    from: instant,
    /** Left out where it is closed. */
    until: instant.exactOptional(),
    /** `over`: the time is over, and nobody has summed it up. */
    state: z.enum(['open', 'over', 'closed']),
    counted: countedAnswer.exactOptional(),
  })
  .meta({ id: 'LaidOpen' });

/** A matter as everybody may read it. */
export const publicMatterAnswer = z
  .object({
    id: z.string(),
    title: z.string(),
    procedure: titled,
    laidOpen: z.array(laidOpenAnswer),
    /** The form that one contribution is sent on, once; where something lies open. */
    form: z.string().exactOptional(),
  })
  .meta({ id: 'PublicMatter' });

const longest = { text: 5_000, name: 100, contact: 200 };
const optional = (most: number) => z.string().trim().min(1).max(most).exactOptional();

/** Body of `POST /api/public/matters/{id}/contributions`. */
export const contributionRequest = z
  .strictObject({
    form: z.string().min(1).max(200),
    /** What it is about, where several lie open. */
    task: z.string().min(1).max(64).exactOptional(),
    text: z.string().trim().min(1).max(longest.text),
    name: optional(longest.name),
    contact: optional(longest.contact),
  })
  .meta({ id: 'NewContribution' });

/** What its author is told: nobody is told the code again. */
export const contributionKeptAnswer = z
  .object({
    /** Leads to it, and removes it. */
    receipt: z.string(),
    digest: hash,
    received: instant,
    task: z.string(),
    matter: z.object({ id: z.string(), title: z.string() }),
  })
  .meta({ id: 'ContributionKept' });

/** That it is among those counted (RFC 9162, 2.1.3). */
const inclusionAnswer = z
  .object({
    entry: countedAnswer,
    index: z.number(),
    leaf: z.string(),
    proof: z.array(hash),
  })
  .meta({ id: 'ContributionProof' });

const said = {
  text: z.string().exactOptional(),
  name: z.string().exactOptional(),
  contact: z.string().exactOptional(),
};
/** `unreadable`: the key of personal data was lost. */
const state = z.enum(['held', 'removed', 'unreadable']);

/** Why what somebody said is removed by a decision. */
export const removalReason = z.enum(['personal-data', 'insulting', 'unlawful', 'no-contribution']);

/** A contribution as its author reads it. */
export const ownContributionAnswer = z
  .object({
    matter: z.object({ id: z.string(), title: z.string() }),
    task: z.string(),
    digest: hash,
    received: instant,
    state,
    ...said,
    /** Chance in the digest: with it the author makes the digest from what was said. */
    salt: z.string().exactOptional(),
    removed: z
      .object({ at: instant, by: z.enum(['author', 'decision']), reason: removalReason.exactOptional() })
      .exactOptional(),
    /** When it was counted. */
    inclusion: inclusionAnswer.exactOptional(),
  })
  .meta({ id: 'OwnContribution' });

/** A contribution as offices read it; `contact` and `name` for the office that sums up. */
export const contributionAnswer = z
  .object({
    digest: hash,
    task: z.string(),
    step: z.string(),
    received: instant,
    state,
    ...said,
    removed: z
      .object({ at: instant, by: personAnswer.exactOptional(), reason: removalReason.exactOptional() })
      .exactOptional(),
  })
  .meta({ id: 'Contribution' });

/** Body of `POST /api/matters/{id}/contributions/{digest}/remove`. */
export const removeContributionRequest = z.strictObject({ reason: removalReason }).meta({ id: 'RemoveContribution' });
