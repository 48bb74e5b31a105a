/** 公告: what a publication says to the public, laid out as an official document. */
import { z } from 'zod';
import { dateAt } from '../../domain/procedure/calendar';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import type { Words } from '../../domain/procedure/step';
import type { Notice } from '../../database/notice-repository';
import type { Block, OfficialDocument } from '../layout/model';
import { day, filled, listed, numberLine, plain, unkeptBlocks, words } from '../layout/phrases';
import { powerTable, type ListedPower } from './wording';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const listedPower = z.object({
  code: z.string(),
  name: bilingual,
  legalBasis: z.string().nullish(),
  department: z.string(),
  mode: z.enum(['devolve', 'entrust']),
  scope: z.object({ territory: z.string().optional(), reserved: z.array(z.string()).optional() }).catch({}),
  authorisation: z.object({ title: bilingual }).nullish().catch(null),
  period: z.object({ from: z.string(), until: z.string() }).nullish().catch(null),
});
/** As the publication wrote it (`activities/power-transfer/publication.ts`). */
const body = z.object({
  publishers: z.array(z.string()).catch([]),
  decision: z.object({ minutes: z.string(), meeting: z.string() }).nullish().catch(null),
  powers: z.array(listedPower).catch([]),
});

/** A notice's content. */
export type NoticeBody = z.output<typeof body>;
/** What a publication holds. Throws (a fault) where it is none of ours. */
export const noticeBody = (notice: Pick<Notice, 'body'>): NoticeBody => body.parse(notice.body);

/** Which decision it goes back to: by its minutes, as recorded. */
const decidedText = (decision: NoticeBody['decision']): Words =>
  decision
    ? words(
        `根据市人民政府${day(decision.meeting).zh}会议决定（${decision.minutes}）`,
        `By the decision of the city government at its meeting of ${day(decision.meeting).en} (${decision.minutes})`,
      )
    : words('经市人民政府决定', 'By decision of the city government');

/** The public notice. Pure. */
export function publicNotice(notice: Notice): OfficialDocument {
  const { nameOf } = notice;
  const subDistrict = nameOf(notice.subDistrict);
  const { powers, publishers, decision } = noticeBody(notice);
  const published = day(dateAt(notice.published.getTime()));
  const held = [...new Set(powers.map(({ department }) => department))].map(nameOf);
  const departments = listed(held);
  const issuers = publishers.map(nameOf);
  const values = {
    subDistrict,
    count: powers.length,
    departments,
    decided: decidedText(decision),
    due: day(notice.filingDue),
    seq: notice.entry?.seq ?? '',
    transfer: notice.transfer,
  };
  const paragraph = (text: Words): Block => ({ kind: 'paragraph', text: filled(text, values) });
  const listing = powers.map((power): ListedPower => ({
    ...power,
    legalBasis: power.legalBasis ?? power.authorisation?.title.zh ?? '',
    period: power.period ?? null,
  }));
  return {
    head: { issuers, number: numberLine, title: notice.title },
    blocks: [
      paragraph(
        powerTransfer.notices[notice.step]?.text ??
          words('现将下列事项予以公告。', 'The following is hereby made public.'),
      ),
      powerTable(listing),
      ...(notice.entry
        ? [
            paragraph(
              words(
                '本公告的办理记录为流程{transfer}第{seq}条，其校验值（SHA-256）为：',
                'This notice is entry {seq} of the ledger of transfer {transfer}, whose hash (SHA-256) is:',
              ),
            ),
            { kind: 'paragraph' as const, flush: true as const, text: plain(notice.entry.hash) },
          ]
        : []),
      ...unkeptBlocks([subDistrict, ...held, ...issuers]),
      {
        kind: 'signatures',
        parties: issuers.map((organisation) => ({ organisation, lines: [], date: published })),
      },
    ],
    imprint: {
      copies: filled(words('抄送：{subDistrict}，{departments}。', 'Copies: {subDistrict}, {departments}.'), values),
      printed: filled(words('{due}前报送备案', 'to be filed for record by {due}'), values),
    },
  };
}
