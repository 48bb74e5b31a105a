/** 交接确认书: both sides' inventories side by side, and the ledger entries that they stand on. */
import { z } from 'zod';
import { together } from '../../domain/power-transfer/inventory';
import { comparedRows, explanationIn, inventoryIn } from '../../domain/power-transfer/inventory-words';
import { dateAt } from '../../domain/procedure/calendar';
import type { Name } from '../../domain/procedure/name';
import type { Words } from '../../domain/procedure/step';
import type { ConfirmedSide, HandoverPair } from '../../database/power-transfer/documents';
import type { Block, OfficialDocument, Signature } from '../layout/model';
import { blankDay, day, filled, none, numberLine, plain, unkeptBlocks, words } from '../layout/phrases';
import { powerTable } from './wording';

const flags = z.record(z.string(), z.boolean()).catch({});
/** A confirmation as the form has it (`src/domain/power-transfer/forms-after.ts`); whatever is not there is empty. */
const confirmation = z
  .object({
    guidancePack: flags,
    filedWith: flags,
    instrument: z.object({ matters: z.string(), authority: z.string() }).optional().catch(undefined),
  })
  .loose();
export type Confirmation = z.output<typeof confirmation>;

/** What one side wrote into its confirmation. */
export const confirmationOf = (side: ConfirmedSide): Confirmation => confirmation.parse(formOf(side));

const record = z.record(z.string(), z.unknown()).catch({});
const formOf = ({ inventory }: ConfirmedSide) => record.parse(inventory);

const yes = words('是', 'yes');
const no = words('否', 'no');
/** Names of a side, each once. */
const namesOf = (side: readonly ConfirmedSide[]): Words => {
  const each = [...new Map(side.map(({ organisation, name }) => [organisation, name])).values()];
  return words(each.map(({ zh }) => zh).join('、'), each.map(({ en }) => en).join(', '));
};
/** Whether all confirmations of a side say yes to all of these; nothing where none of them says anything. */
const allOf = (
  side: readonly ConfirmedSide[],
  flagsIn: (one: Confirmation) => { readonly [name: string]: boolean },
) => {
  const said = side.map((one) => Object.values(flagsIn(confirmationOf(one))));
  return said.flat().length === 0 ? none : said.every((one) => one.length > 0 && one.every(Boolean)) ? yes : no;
};

/**
 * The inventories beside each other, each side's confirmations counted together, as the witness saw them; where they differ,
 * the row says so, and why where that was said.
 */
export function inventoryTable({ given, taken, powers }: HandoverPair['counted']): Block[] {
  const row = (title: Words, one: Words, other: Words, differs: boolean): Words[] => [
    title,
    one,
    other,
    differs ? words('不一致', 'differs') : words('一致', 'same'),
  ];
  const flag = (title: Words, flagsIn: (one: Confirmation) => { readonly [name: string]: boolean }) => {
    const [one, other] = [allOf(given, flagsIn), allOf(taken, flagsIn)];
    return row(title, one, other, one.zh !== other.zh);
  };
  const count = (side: readonly ConfirmedSide[]) => together(side.map((one) => inventoryIn(formOf(one))));
  const said = [...given, ...taken].flatMap((side): Block[] => {
    const explanation = explanationIn(formOf(side));
    if (explanation === undefined) return [];
    const { zh, en } = side.name;
    return [
      {
        kind: 'paragraph',
        text: words(`差异说明（${zh}）：${explanation}`, `Why they differ (${en}): ${explanation}`),
      },
    ];
  });
  const parts = given.length + taken.length;
  return [
    {
      kind: 'table',
      columns: [
        { title: words('项目', 'Item'), share: 28 },
        { title: namesOf(given), share: 31 },
        { title: namesOf(taken), share: 31 },
        { title: words('核对', 'Check'), share: 10 },
      ],
      rows: [
        ...comparedRows(count(given), count(taken)).map((one) => row(one.title, one.given, one.taken, one.differs)),
        flag(words('业务指导资料齐备', 'Guidance pack complete'), ({ guidancePack }) => guidancePack),
        flag(
          words('报编办、司法局备案', 'Filed with staffing office and justice bureau'),
          ({ filedWith }) => filedWith,
        ),
      ],
    },
    ...(parts === 2
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: words(
              `双方分${parts}份确认，涉及的执法事项相互关联，上表为合计，共${powers}项权力；各份见“办理记录”。`,
              `Both sides confirmed in ${parts} answers about powers that hang together. The table counts them together: ${powers} powers in all. Each answer is among the entries of the ledger below.`,
            ),
          },
        ]),
    ...said,
  ];
}

/** The entries by which anyone can check that the document says what was recorded. */
export function entriesBlocks({ transfer, entries }: HandoverPair, stepTitle: (code: string) => Words): Block[] {
  return [
    {
      kind: 'paragraph',
      text: filled(
        words(
          '本文书依据流程“{title}”（编号{id}）的下列办理记录生成，可按记录的校验值（SHA-256）核验。',
          'This document was made from the following entries of the ledger of “{title}” ({id}); each can be verified by its hash (SHA-256).',
        ),
        { title: transfer.title, id: transfer.id },
      ),
    },
    {
      kind: 'table',
      columns: [
        { title: words('记录', 'Entry'), share: 8 },
        { title: words('步骤与单位', 'Step and organisation'), share: 30 },
        { title: words('办理日期', 'Date'), share: 16 },
        { title: words('校验值', 'Hash'), share: 46 },
      ],
      rows: entries.map(({ seq, step, organisation, at, hash }) => [
        plain(String(seq)),
        words(`${stepTitle(step).zh}，${organisation.zh}`, `${stepTitle(step).en}, ${organisation.en}`),
        plain(dateAt(at.getTime())),
        // in two lines of thirty-two
        plain(`${hash.slice(0, 32)} ${hash.slice(32)}`),
      ]),
    },
  ];
}

const signature = ({ name, by, at }: ConfirmedSide, part: Words): Signature => {
  const confirmed = dateAt(at.getTime());
  return {
    organisation: name,
    lines: [
      words(`（${part.zh}，签章）`, `(${part.en}; signature and seal)`),
      words(
        `${by.zh}于${day(confirmed).zh}在系统中确认`,
        `confirmed in the system by ${by.en} on ${day(confirmed).en}`,
      ),
    ],
    date: blankDay,
  };
};

/** All names that stand in a document about a handover. */
const namesIn = ({ counted, witness, entries }: HandoverPair): Name[] => [
  ...[...counted.given, ...counted.taken].flatMap(({ name, by }) => [name, by]),
  ...(witness ? [witness.by] : []),
  ...entries.map(({ organisation }) => organisation),
];

/** The confirmation of a handover. Pure. */
export function handoverConfirmation(pair: HandoverPair, stepTitle: (code: string) => Words): OfficialDocument {
  const { given, taken, counted, witness, powers, decision } = pair;
  const values = {
    given: given.name,
    taken: taken.name,
    count: powers.length,
    effective: day(given.effectiveDate),
    cutOff: day(given.cutOffDay),
    explanation: witness?.explanation ?? '',
    minutes: decision?.minutes ?? '',
    meeting: decision ? day(decision.meeting) : '',
  };
  const paragraph = (zh: string, en: string): Block => ({ kind: 'paragraph', text: filled(words(zh, en), values) });
  const heading = (zh: string, en: string): Block => ({ kind: 'heading', text: words(zh, en) });
  return {
    head: {
      issuers: [],
      number: numberLine,
      title: words('行政执法权交接确认书', 'Confirmation of the handover of enforcement powers'),
    },
    blocks: [
      paragraph('移交单位：{given}', 'Handing over: {given}'),
      paragraph('承接单位：{taken}', 'Taking over: {taken}'),
      ...(decision
        ? [
            paragraph(
              '根据市人民政府{meeting}会议决定（{minutes}），双方就{count}项行政执法权的交接确认如下。',
              'By the decision of the city government at its meeting of {meeting} ({minutes}), both sides confirm the handover of {count} enforcement powers as follows.',
            ),
          ]
        : [
            paragraph(
              '双方就{count}项行政执法权的交接确认如下。',
              'Both sides confirm the handover of {count} enforcement powers as follows.',
            ),
          ]),
      heading('一、生效日期与案件（线索）划分基准日', '1. Effective date and cut-off day'),
      paragraph(
        '生效日期为{effective}，自该日起由承接单位行使。案件（线索）划分基准日为{cutOff}，此前立案的案件由移交单位办结，列入移交清单的除外。',
        'The effective date is {effective}; from then on the powers are exercised by the side taking over. The cut-off day is {cutOff}: cases opened before it are finished by the side handing over, unless they are listed.',
      ),
      heading('二、交接清单（双方对照）', '2. Inventories side by side'),
      ...inventoryTable(counted),
      ...(witness?.explanation
        ? [paragraph('差异说明（监交人）：{explanation}', 'Why they differ (witness): {explanation}')]
        : []),
      heading('三、交接的执法事项', '3. Powers handed over'),
      powerTable(powers),
      heading('四、办理记录', '4. Entries of the ledger'),
      ...entriesBlocks(pair, stepTitle),
      ...unkeptBlocks(namesIn(pair)),
      {
        kind: 'signatures',
        parties: [
          signature(given, words('移交方', 'handing over')),
          signature(taken, words('承接方', 'taking over')),
          {
            organisation: words('监交单位', 'Witness'),
            lines: witness
              ? [
                  words(
                    `${witness.by.zh}于${day(dateAt(witness.at.getTime())).zh}监交`,
                    `witnessed by ${witness.by.en} on ${day(dateAt(witness.at.getTime())).en}`,
                  ),
                ]
              : [words('（待监交）', '(not witnessed yet)')],
            date: blankDay,
          },
        ],
      },
    ],
    imprint: null,
  };
}
