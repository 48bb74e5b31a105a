/** Evidence: files that entries name with their digests. */
import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { NumberedLine } from '../../activities/line';
import { atEntry, type Findings } from './findings';

/** A file as an entry names it. */
export interface Cited {
  readonly transfer: string;
  readonly seq: number;
  readonly id: string;
  readonly sha256: string;
}

const files = z.array(z.looseObject({ id: z.string(), sha256: z.string() })).catch([]);
const citing = z.looseObject({ evidence: files.optional(), plan: files.optional() });

/** Files that an entry names: evidence of an answer, and what its form cites; a launch's plan. */
export function citedBy(transfer: string, { seq, command }: NumberedLine): Cited[] {
  const { data } = citing.safeParse(command);
  return [...(data?.evidence ?? []), ...(data?.plan ?? [])].map(({ id, sha256 }) => ({ transfer, seq, id, sha256 }));
}

/** Holds what entries name against the files that are kept: that they are there, under the digest that was recorded. */
export function openEvidence(client: ClientBase, findings: Findings) {
  let waiting: Cited[] = [];
  return {
    cited(some: readonly Cited[]): void {
      waiting.push(...some);
    },
    async compare(): Promise<void> {
      if (waiting.length === 0) return;
      const { rows } = await client.query<{ id: string; sha256: string }>(
        'select id, sha256 from public.file where id = any($1)',
        [[...new Set(waiting.map(({ id }) => id))]],
      );
      const digests = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
      findings.looked('evidence', waiting.length);
      for (const { transfer, seq, id, sha256 } of waiting) {
        const kept = digests.get(id);
        if (kept !== sha256)
          findings.broken('evidence', atEntry(transfer, seq, kept === undefined ? 'file-missing' : 'file-digest', id));
      }
      waiting = [];
    },
  };
}
