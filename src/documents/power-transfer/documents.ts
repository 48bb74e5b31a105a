/** Which documents a transfer has, and what each of them says. */
import { dateAt, type LocalDate } from '../../domain/procedure/calendar';
import type { Words } from '../../domain/procedure/step';
import { handoverPairs } from '../../database/power-transfer/documents';
import { noticesOf } from '../../database/notice-repository';
import type { Queryable } from '../../database/queryable';
import { handoverConfirmation } from './handover';
import { entrustedOf, entrustmentInstrument } from './instrument';
import type { OfficialDocument } from '../layout/model';
import { noticeBody, publicNotice } from './notice';
import { words } from '../layout/phrases';

/** `draft` until the coordinator has witnessed the handover. */
export type DocumentStatus = 'draft' | 'standing' | 'published';
export type DocumentKind = 'handover-confirmation' | 'instrument' | 'notice';

/** A document in a list, and how it is made. */
export interface DocumentEntry {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly title: Words;
  readonly status: DocumentStatus;
  /** Of the last signature, or of publication. */
  readonly date: LocalDate;
  readonly organisations: readonly string[];
  /** Codes. */
  readonly powers: readonly string[];
  /** Public id, for notices. */
  readonly notice?: string;
  readonly make: () => OfficialDocument;
}

/**
 * The documents of a transfer, by date.
 *
 * @param stepTitle title of a step by its code, for the entries that a document stands on
 */
export async function documentsOf(
  database: Queryable,
  transfer: { readonly id: string; readonly title: string; readonly subDistrict: string },
  stepTitle: (code: string) => Words,
): Promise<DocumentEntry[]> {
  const [pairs, notices] = await Promise.all([handoverPairs(database, transfer), noticesOf(database, transfer.id)]);
  const entries = pairs.flatMap((pair): DocumentEntry[] => {
    const { given, taken, witness } = pair;
    const last = Math.max(given.at.getTime(), taken.at.getTime(), witness?.at.getTime() ?? 0);
    const entrusted = entrustedOf(pair).map(({ code }) => code);
    // one pair may be witnessed in parts: the witness is part of the document's name
    const number = [given.seq, taken.seq, ...(witness ? [witness.seq] : [])].join('-');
    const common = { date: dateAt(last), organisations: [given.organisation, taken.organisation] };
    const status = witness ? 'standing' : 'draft';
    return [
      {
        ...common,
        id: `handover-${number}`,
        kind: 'handover-confirmation',
        title: words(`交接确认书（${given.name.zh}）`, `Confirmation of handover (${given.name.en})`),
        status,
        powers: pair.powers.map(({ code }) => code),
        make: () => handoverConfirmation(pair, stepTitle),
      },
      ...(entrusted.length === 0
        ? []
        : [
            {
              ...common,
              id: `instrument-${number}`,
              kind: 'instrument' as const,
              title: words(`委托书（${given.name.zh}）`, `Instrument of entrustment (${given.name.en})`),
              status: pair.instrumentPublished ? ('published' as const) : status,
              powers: entrusted,
              make: () => entrustmentInstrument(pair, stepTitle),
            } satisfies DocumentEntry,
          ]),
    ];
  });
  for (const notice of notices) {
    const body = noticeBody(notice);
    entries.push({
      id: `notice-${notice.id}`,
      kind: 'notice',
      title: notice.title,
      status: 'published',
      date: dateAt(notice.published.getTime()),
      organisations: body.publishers,
      powers: body.powers.map(({ code }) => code),
      notice: notice.id,
      make: () => publicNotice(notice),
    });
  }
  return entries.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
