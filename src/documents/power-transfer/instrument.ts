/** 委托书: matters, authority and period of an entrustment, signed by both sides and published (行政处罚法 20). */
import { dateAt } from '../../domain/procedure/calendar';
import type { LocalDate } from '../../domain/procedure/calendar';
import type { Words } from '../../domain/procedure/step';
import type { DocumentPower, HandoverPair } from '../../database/power-transfer/documents';
import { confirmationOf, entriesBlocks } from './handover';
import type { Block, OfficialDocument, Signature } from '../layout/model';
import { blankDay, day, filled, numberLine, unkeptBlocks, words } from '../layout/phrases';
import { powerTable } from './wording';

/** Of a handover's powers, those that are entrusted; an instrument is about them alone. */
export const entrustedOf = (pair: HandoverPair): readonly DocumentPower[] =>
  pair.powers.filter(({ mode }) => mode === 'entrust');

/** Each period with the powers that have it: powers of one instrument may end at different days. */
function periodsOf(
  powers: readonly DocumentPower[],
): { readonly from: LocalDate; readonly until: LocalDate; readonly codes: string[] }[] {
  const periods = new Map<string, { from: LocalDate; until: LocalDate; codes: string[] }>();
  for (const { code, period } of powers) {
    if (!period) continue;
    const key = `${period.from} ${period.until}`;
    const known = periods.get(key);
    if (known) known.codes.push(code);
    else periods.set(key, { ...period, codes: [code] });
  }
  return [...periods.values()];
}

function periodBlocks(powers: readonly DocumentPower[]): Block[] {
  const periods = periodsOf(powers);
  return periods.map(({ from, until, codes }) => {
    const whose = periods.length === 1 ? '' : words(`（${codes.join('、')}）`, ` (${codes.join(', ')})`);
    return {
      kind: 'paragraph',
      text: filled(
        words(
          '委托期限自{from}起至{until}止{whose}。期满前双方同意的可以续订，未续订的到期终止并予公布。',
          'The entrustment lasts from {from} until {until}{whose}. Before it ends both sides may renew it; what is not renewed ends on that day, and that is published.',
        ),
        { from: day(from), until: day(until), whose },
      ),
    };
  });
}

/** What both sides have renewed since: the instrument's own period stays as it was signed. */
function renewalBlocks(powers: readonly DocumentPower[]): Block[] {
  const ends = [...new Set(powers.flatMap(({ renewedUntil }) => renewedUntil ?? []))].sort();
  return ends.map((until) => {
    const codes = powers.filter(({ renewedUntil }) => renewedUntil === until).map(({ code }) => code);
    return {
      kind: 'paragraph',
      text: filled(
        words(
          '经双方续订，{codes}的委托期限延至{until}止。',
          'Both sides have renewed the entrustment of {codes}: it lasts until {until}.',
        ),
        { codes: words(codes.join('、'), codes.join(', ')), until: day(until) },
      ),
    };
  });
}

/** What each side wrote; once, where both wrote the same. */
function stated(pair: HandoverPair, of: 'matters' | 'authority'): string {
  const texts = [pair.given, pair.taken].map((side) => confirmationOf(side).instrument?.[of] ?? '');
  return [...new Set(texts.filter((text) => text !== ''))].join('；');
}

/** The instrument of entrustment. Pure. */
export function entrustmentInstrument(pair: HandoverPair, stepTitle: (code: string) => Words): OfficialDocument {
  const { given, taken, instrumentPublished } = pair;
  const powers = entrustedOf(pair);
  const values = {
    given: given.name,
    taken: taken.name,
    matters: stated(pair, 'matters'),
    authority: stated(pair, 'authority'),
    count: powers.length,
    effective: day(given.effectiveDate),
  };
  const paragraph = (zh: string, en: string): Block => ({ kind: 'paragraph', text: filled(words(zh, en), values) });
  const heading = (zh: string, en: string): Block => ({ kind: 'heading', text: words(zh, en) });
  const party = (organisation: Words, part: Words): Signature => ({
    organisation,
    lines: [words(`（${part.zh}，签章）`, `(${part.en}; signature and seal)`)],
    date: blankDay,
  });
  return {
    head: {
      issuers: [given.name],
      number: numberLine,
      title: words('行政执法委托书', 'Instrument of entrustment of enforcement powers'),
    },
    blocks: [
      paragraph('委托行政机关：{given}', 'Entrusting organ: {given}'),
      paragraph('受委托组织：{taken}', 'Entrusted organisation: {taken}'),
      paragraph(
        '依照《中华人民共和国行政处罚法》第二十条，委托行政机关将下列行政执法事项委托受委托组织实施。',
        'By article 20 of the Administrative Penalty Law the entrusting organ entrusts the following matters of enforcement to the entrusted organisation.',
      ),
      heading('一、委托事项', '1. Matters'),
      paragraph('{matters}。委托事项共{count}项，清单如下：', '{matters}. There are {count} matters:'),
      powerTable(powers),
      heading('二、委托权限', '2. Authority'),
      paragraph('{authority}。', '{authority}.'),
      paragraph(
        '受委托组织在委托范围内以委托行政机关名义实施，不得再委托其他组织或者个人。委托行政机关对实施行为负责监督，并对其后果承担法律责任。行政强制措施不得委托。',
        'Within its limits the entrusted organisation acts in the name of the entrusting organ and may not entrust others in turn. The entrusting organ supervises and answers for the consequences in law. Compulsory measures cannot be entrusted.',
      ),
      heading('三、委托期限', '3. Period'),
      ...periodBlocks(powers),
      ...renewalBlocks(powers),
      paragraph('交接生效日期为{effective}。', 'The handover takes effect on {effective}.'),
      heading('四、公布', '4. Publication'),
      instrumentPublished
        ? {
            kind: 'paragraph',
            text: filled(
              words('本委托书已由双方于{date}向社会公布。', 'Both sides published this instrument on {date}.'),
              { date: day(dateAt(instrumentPublished.getTime())) },
            ),
          }
        : paragraph('本委托书由双方向社会公布。', 'Both sides publish this instrument.'),
      heading('五、办理记录', '5. Entries of the ledger'),
      ...entriesBlocks(pair, stepTitle),
      ...unkeptBlocks([given.name, taken.name, ...pair.entries.map(({ organisation }) => organisation)]),
      {
        kind: 'signatures',
        parties: [
          party(given.name, words('委托行政机关', 'entrusting organ')),
          party(taken.name, words('受委托组织', 'entrusted organisation')),
        ],
      },
    ],
    imprint: null,
  };
}
