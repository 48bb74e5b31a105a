/** Names in notices: a notice repeats what the catalogue called a power when it was published, which may have been edited since the launch. */
import type { ClientBase } from 'pg';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

const noticeSchema = z.looseObject({
  body: z.looseObject({
    powers: z.array(
      z.looseObject({ code: z.string(), name: z.unknown().optional(), legalBasis: z.unknown().optional() }),
    ),
  }),
});
type Notice = z.output<typeof noticeSchema>;

/** The notice without what powers were called. */
const withoutNames = ({ body, ...notice }: Notice) => ({
  ...notice,
  body: { ...body, powers: body.powers.map((power) => ({ ...power, name: null, legalBasis: null })) },
});

/** Whether two rows of a notice differ in names alone, and those are names that the record of edits knows of. */
export async function sameButNames(client: ClientBase, made: unknown, there: unknown): Promise<boolean> {
  const [own, kept] = [noticeSchema.safeParse(made).data, noticeSchema.safeParse(there).data];
  if (!own || !kept || !isDeepStrictEqual(withoutNames(own), withoutNames(kept))) return false;
  for (const [i, power] of kept.body.powers.entries()) {
    const before = own.body.powers[i];
    for (const field of ['name', 'legalBasis'] as const) {
      if (isDeepStrictEqual(before?.[field], power[field])) continue;
      const { rows } = await client.query(
        `select from public.change_log where kind = 'power' and subject = $1 and (before -> $2 = $3::jsonb or after -> $2 = $3::jsonb) limit 1`,
        [power.code, field, JSON.stringify(power[field])],
      );
      if (rows.length === 0) return false;
    }
  }
  return true;
}
