/** Transfers one after the other: the prose run over their entries, and their tables made anew and compared. */
import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { NumberedLine } from '../../activities/line';
import { procedureIn } from '../domain/dossiers';
import { stampOf } from '../ledger/content';
import type { StoredEntry } from '../ledger/stored';
import { certificatePart } from '../../activities/power-transfer/training';
import { lookAtCertificates, type Certified } from './certificates';
import { openContributions } from './contributions';
import { citedBy, openEvidence } from './evidence';
import { atEntry, type Findings } from './findings';
import { laidDownBy } from './launched';
import { lineOf } from './line';
import { storyOfCode, type Overall, type Prose, type Story } from './prose';
import { openShadow } from './shadow';
import type { Signing } from './signing';
import { sameButNames } from './notice-names';

/** Tables are compared when so many entries have been made of them. */
const entriesAtOnce = 2_000;

const certificateRow = z.looseObject({
  officer: z.string(),
  number: z.string(),
  valid_from: z.string(),
  valid_until: z.string(),
});

interface Open {
  readonly transfer: string;
  readonly prose: Prose | undefined;
  /** Whether its tables are being made. */
  made: boolean;
  /** What one record wrote, until the next begins. */
  record: { readonly of: string; readonly lines: NumberedLine[]; overall: Overall } | undefined;
}

/** Looks at transfers, entry by entry in the ledger's order. */
export async function openTransfers(client: ClientBase, findings: Findings, signing: Signing, among: readonly Story[]) {
  const shadow = await openShadow(
    client,
    among.map(({ dossier }) => dossier.procedure),
  );
  const evidence = openEvidence(client, findings);
  const contributions = openContributions(client, findings);
  const certified = new Map<string, Certified>();
  let open: Open | undefined;
  let entries = 0;

  /** What an entry certifies; of several that give the same number, the last in time. */
  function certifies(line: NumberedLine): void {
    const { at } = line.entry;
    for (const row of certificatePart([line]).rows) {
      const { data } = certificateRow.safeParse(row);
      if (!data) continue;
      const { officer, number, valid_from: from, valid_until: until } = data;
      const name = `${officer} ${number}`;
      if ((certified.get(name)?.at ?? 0) <= at) certified.set(name, { officer, number, from, until, at });
    }
  }

  async function begin(row: StoredEntry, line: NumberedLine | undefined): Promise<Open> {
    const { transfer } = row;
    const nothing = { transfer, prose: undefined, made: false, record: undefined };
    if (line?.entry.kind !== 'launch') return nothing;
    const document = line.command;
    const procedure = procedureIn(document);
    const story = storyOfCode(procedure, among);
    if (!story) {
      findings.broken('prose', atEntry(transfer, row.seq, 'unknown-procedure', procedure));
      return nothing;
    }
    const prose = story.begin(document) ?? (await story.beginStored(client, transfer));
    if (!prose) return nothing;
    const laid = await laidDownBy(client, story.dossier, transfer, document);
    if (!laid) {
      findings.notProved('launch-not-documented', 1);
      return { ...nothing, prose };
    }
    const { unlike } = laid;
    if (unlike.length > 0)
      findings.broken('launches', atEntry(transfer, row.seq, 'row-differs', `transfer.launch: ${unlike.join(', ')}`));
    await shadow.begin(story.dossier.procedure, laid);
    return { ...nothing, prose, made: true };
  }

  /** Nothing of the transfer that is open is compared. */
  async function leave(now: Open): Promise<void> {
    if (now.made) await shadow.leave();
    now.made = false;
    now.record = undefined;
    findings.notProved('tables-of-broken', 1);
  }

  /** Writes what one record wrote. */
  async function recorded(now: Open): Promise<void> {
    const { record, transfer } = now;
    now.record = undefined;
    if (!record || !now.made) return;
    try {
      await shadow.record(transfer, record.lines, record.overall);
    } catch (error) {
      const [{ seq } = { seq: 0 }] = record.lines;
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      if (code === undefined) throw error;
      findings.broken('prose', atEntry(transfer, seq, 'not-recordable', code));
      await leave(now);
    }
  }

  async function compare(): Promise<void> {
    entries = 0;
    await evidence.compare();
    await contributions.compare();
    if (shadow.waiting() === 0) return;
    for (const { what, count, faults } of await shadow.compare()) {
      findings.looked(what, count);
      for (const { transfer, key, why, columns, made, there } of faults) {
        if (what === 'notices' && why === 'row-differs' && (await sameButNames(client, made, there))) continue;
        const seq = /^\d+/.exec(key)?.[0];
        findings.broken(what, {
          where: `${transfer} ${key}`.trim(),
          ...{ why, transfer, detail: columns },
          ...(seq !== undefined && ['answers', 'forms', 'notes', 'decisions', 'training', 'renewals'].includes(what)
            ? { seq: Number(seq) }
            : {}),
        });
      }
    }
  }

  return {
    /** An entry, and whether its transfer's chain holds up to it. */
    async entry(row: StoredEntry, holds: boolean): Promise<void> {
      const line = lineOf(row);
      if (open?.transfer !== row.transfer) open = await begin(row, line);
      entries += 1;
      if (stampOf(row.content).written === undefined) findings.notProved('written-not-hashed', 1);
      if (line) signing.line(row, line);
      if (!open.prose) return;
      if (!holds || !line) {
        if (holds) findings.broken('prose', atEntry(row.transfer, row.seq, 'not-recordable'));
        await leave(open);
        open = { ...open, prose: undefined };
        return;
      }
      evidence.cited(citedBy(row.transfer, line));
      contributions.answered(row.transfer, line);
      certifies(line);
      if (open.record?.of !== row.record) await recorded(open);
      findings.looked('prose', 1);
      const overall = open.prose.take(line);
      if (!overall) {
        findings.broken('prose', atEntry(row.transfer, row.seq, 'does-not-come-out'));
        await leave(open);
        open = { ...open, prose: undefined };
        return;
      }
      if (open.record) {
        open.record.lines.push(line);
        open.record.overall = overall;
      } else open.record = { of: row.record ?? '', lines: [line], overall };
    },
    /** The transfer's entries have ended; whether its chain holds to its end. */
    async end(holds: boolean): Promise<void> {
      const now = open;
      open = undefined;
      if (!now) return;
      if (holds) await recorded(now);
      else if (now.prose) await leave(now);
      if (now.made) await shadow.end(now.transfer);
      if (entries >= entriesAtOnce) await compare();
    },
    /** What is left to be compared; certificates too, where all transfers were looked at. */
    async done(all: boolean): Promise<void> {
      await compare();
      if (all) await lookAtCertificates(client, findings, [...certified.values()]);
    },
  };
}
