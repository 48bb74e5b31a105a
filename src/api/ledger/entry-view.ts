/** Entries of ledgers as people read them: what happened, by whom, with the names of the time. */
import type { z } from 'zod';
import type { LedgerRow } from '../../database/ledger-repository';
import { namesThen, type Names } from '../../database/name-repository';
import { markedName, type Name } from '../../domain/procedure/name';
import { unpack } from '../../domain/procedure/ranges';
import type { Language } from '../../domain/refusal';
import { readAny, type AnyContent } from '../../ledger/content';
import { signerOf } from '../../ledger/signer';
import type { historyAnswer } from '../../contract/ledger';
import type { Inside } from '../dependencies';
import type { Codes } from '../matters/codes';

/** Entries that nobody sent, by what stands as their sender. */
const byItself = new Set(['clock', 'system']);
const system: Name = { zh: '系统自动', en: 'the system' };

const kinds: {
  readonly [kind: string]: { readonly zh: string; readonly en: string };
} = {
  launch: { zh: '发起', en: 'Launched' },
  clock: { zh: '时限届满', en: 'A limit passed' },
  suspend: { zh: '中止', en: 'Suspended' },
  resume: { zh: '恢复', en: 'Resumed' },
  withdraw: { zh: '撤回', en: 'Withdrawn' },
  recall: { zh: '提请收回', en: 'Recall opened' },
  pace: { zh: '调整演示节奏', en: 'Pace set' },
  calendar: { zh: '更新工作日历，调整未到的时限', en: 'Working days told anew; limits set right' },
  assemble: { zh: '汇总成一批', en: 'List closed' },
  'carry-out': { zh: '执行其他程序的决定', en: 'Another matter’s decision carried out' },
  ended: { zh: '所启动的程序已办结', en: 'A called matter has ended' },
  settings: { zh: '调整设置', en: 'Settings changed' },
  note: { zh: '工作记录', en: 'Noted' },
};

const named = (ranges: { readonly [name: string]: string } | undefined, codes: Codes): { [name: string]: string[] } =>
  Object.fromEntries(
    Object.entries(ranges ?? {}).map(([name, text]) => [
      name,
      unpack(text).map((position) => codes.get(position) ?? `#${position}`),
    ]),
  );

/** A ledger row to be shown, and who launched its matter. */
export interface ShownRow extends LedgerRow {
  /** Code of the procedure that its matter goes through. */
  readonly procedure: string;
  readonly launchedBy: string;
}

/** Who is behind an entry: the sender; of the first entry, who launched. */
const senderOf = (entry: AnyContent['entry'] | undefined, { launchedBy }: ShownRow): string =>
  entry?.kind === 'launch' ? launchedBy : (entry?.by ?? '');

/** Names as the entry has them itself; for entries of before, as they were kept. */
function namesIn(
  content: AnyContent | undefined,
  row: ShownRow,
  names: Names,
): { person: Name; office: Name | undefined } {
  const entry = content?.entry;
  const signer = signerOf(content?.command);
  const at = entry?.at ?? row.written.getTime();
  const office = entry?.office ?? signer?.office;
  const sender = senderOf(entry, row);
  return {
    person: byItself.has(sender) ? system : (signer?.name ?? names.person(sender, at)),
    office:
      office === undefined || office === 'system' ? undefined : (signer?.officeName ?? names.organisation(office, at)),
  };
}

/** Ledger rows as the history shows them. */
export async function showEntries<R extends ShownRow>(
  { database, family }: Pick<Inside, 'database' | 'family'>,
  rows: readonly R[],
  codesOf: (row: R) => Codes,
  language: Language,
): Promise<z.output<typeof historyAnswer>[]> {
  const read = rows.map((row) => ({ row, content: readAny(row.content) }));
  const names = await namesThen(
    database,
    read.map(({ row, content }) => senderOf(content?.entry, row)),
  );
  return read.map(({ row, content }) => {
    const entry = content?.entry;
    const kind = entry?.kind ?? 'unknown';
    const codes = codesOf(row);
    const { person, office } = namesIn(content, row, names);
    return {
      seq: row.seq,
      key: row.key,
      hash: row.hash,
      previous: row.previous,
      content: row.content,
      kind,
      by: entry?.by ?? '',
      byName: markedName(person)[language],
      at: new Date(entry?.at ?? row.written).toISOString(),
      step: entry?.step ?? null,
      title:
        entry?.step === undefined
          ? (kinds[kind]?.[language] ?? kind)
          : family.titles(row.procedure, language).step(entry.step),
      organisation: entry?.office ?? null,
      organisationName: office === undefined ? null : markedName(office)[language],
      about: entry?.about ?? null,
      outcomes: named(entry?.outcomes, codes),
      states: named(content?.states, codes),
      workflow: row.transfer,
      run: row.run,
      update: row.key,
      written: row.written.toISOString(),
    };
  });
}
