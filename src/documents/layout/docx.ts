/** DOCX by `docx`, on the grid of GB/T 9704-2012, with the fonts that Chinese offices have in their word processors. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
} from 'docx';
import type { Words } from '../../domain/procedure/step';
import { characterPitch, linePitch, page, points, red, sizes } from './grid';
import { inLanguage, type Block, type LocalDocument, type OfficialDocument, type Signature } from './model';

/** Twentieths of a point, as Word counts lengths. */
const twips = (mm: number): number => Math.round(points(mm) * 20);

const latin = 'Times New Roman';
const fonts = {
  fangsong: { ascii: latin, hAnsi: latin, eastAsia: '仿宋_GB2312' },
  song: { ascii: latin, hAnsi: latin, eastAsia: '宋体' },
  title: { ascii: latin, hAnsi: latin, eastAsia: '方正小标宋简体' },
  hei: { ascii: latin, hAnsi: latin, eastAsia: '黑体' },
} as const;

/**
 * Between characters, in twentieths of a point (less than nothing: 28 of them are wider than the line). Said of the
 * characters themselves, since word processors differ in how they read a grid of characters that are wider than its cells.
 */
const spacing = Math.floor((characterPitch - sizes.body) * 20);

const run = (text: string, options: IRunOptions = {}): TextRun =>
  new TextRun({ font: fonts.fangsong, size: sizes.body * 2, characterSpacing: spacing, ...options, text });
const indent = { firstLine: Math.round(characterPitch * 2 * 20) };
const centred = (child: TextRun): Paragraph => new Paragraph({ alignment: AlignmentType.CENTER, children: [child] });
const empty = (): Paragraph => new Paragraph({ children: [run('')] });

function headOf(head: NonNullable<LocalDocument['head']>): Paragraph[] {
  const title = centred(run(head.title, { font: fonts.title, size: sizes.title * 2 }));
  if (head.issuers.length === 0) return [title, centred(run(head.number)), empty()];
  return [
    ...head.issuers.map(
      (issuer, index) =>
        new Paragraph({
          alignment: AlignmentType.CENTER,
          ...(index === 0 ? { spacing: { before: twips(35) } } : {}),
          children: [run(issuer, { font: fonts.title, size: 64, color: red })],
        }),
    ),
    empty(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: red, space: 11 } },
      children: [run(head.number)],
    }),
    empty(),
    title,
    empty(),
  ];
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const bare = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };

function cell(text: string, width: number, heading = false): TableCell {
  const font = heading ? fonts.hei : fonts.fangsong;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 80, right: 80 },
    children: [
      new Paragraph({
        ...(heading ? { alignment: AlignmentType.CENTER } : {}),
        // inside a table the page's grid does not count
        spacing: { line: 300, lineRule: 'exact' },
        children: [run(text, { font, size: sizes.table * 2, snapToGrid: false })],
      }),
    ],
  });
}

function tableOf({ columns, rows }: Extract<Block<string>, { kind: 'table' }>): Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.round((twips(page.areaWidth) * share) / whole));
  const width = (index: number) => widths[index] ?? 0;
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: twips(page.areaWidth), type: WidthType.DXA },
    borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(({ title }, index) => cell(title, width(index), true)) }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((text, index) => cell(text, width(index))) }),
      ),
    ],
  });
}

const party = ({ organisation, lines, date }: Signature<string>): Paragraph[] =>
  [organisation, ...lines, date].map((line) => centred(run(line)));

/** Two beside each other; one alone stands right, as the standard has it. */
function signaturesOf(parties: readonly Signature<string>[]): (Paragraph | Table)[] {
  const half = Math.round(twips(page.areaWidth) / 2);
  const rows: TableRow[] = [];
  for (let index = 0; index < parties.length; index += 2) {
    const [first, second] = [parties[index], parties[index + 1]];
    const cells = parties.length === 1 ? [undefined, first] : [first, second];
    rows.push(
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (one) =>
            new TableCell({
              borders: bare,
              width: { size: half, type: WidthType.DXA },
              children: one ? [empty(), ...party(one)] : [empty()],
            }),
        ),
      }),
    );
  }
  const borders = { ...bare, insideHorizontal: noBorder, insideVertical: noBorder };
  return [new Table({ layout: TableLayoutType.FIXED, columnWidths: [half, half], borders, rows }), empty()];
}

function bodyOf(block: Block<string>): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ indent, keepNext: true, children: [run(block.text, { font: fonts.hei })] })];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: AlignmentType.BOTH,
          ...(block.flush ? {} : { indent }),
          children: [run(block.text)],
        }),
      ];
    case 'table':
      return [tableOf(block)];
    case 'signatures':
      return signaturesOf(block.parties);
  }
}

function imprintOf({ copies, printed }: NonNullable<LocalDocument['imprint']>): Paragraph[] {
  const size = sizes.footer * 2;
  const edge = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 };
  return [
    new Paragraph({ border: { top: edge, bottom: { ...edge, size: 4 } }, children: [run(copies, { size })] }),
    new Paragraph({ alignment: AlignmentType.RIGHT, border: { bottom: edge }, children: [run(printed, { size })] }),
  ];
}

/** The page's number between dashes, outside. */
const footer = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: sizes.footer * 20, right: sizes.footer * 20 },
        children: [
          new TextRun({ font: fonts.song, size: sizes.footer * 2, children: ['— ', PageNumber.CURRENT, ' —'] }),
        ],
      }),
    ],
  });

/** The document as a file of a word processor. */
export async function docxOf(document: OfficialDocument, language: keyof Words): Promise<Buffer> {
  const { head, blocks, imprint } = inLanguage(document, language);
  const bottom = page.height - page.top - page.areaHeight;
  const file = new Document({
    title: head?.title ?? '',
    creator: 'Fuquan 赋权',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: fonts.fangsong, size: sizes.body * 2, language: { eastAsia: 'zh-CN' } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(page.top),
              bottom: twips(bottom),
              left: twips(page.left),
              right: twips(page.width - page.left - page.areaWidth),
              // 7 mm below the type area stands the number, whose own line is 5 mm high
              footer: twips(bottom - 7 - 5),
              header: twips(15),
              gutter: 0,
            },
          },
          grid: {
            type: DocumentGridType.LINES,
            linePitch: Math.floor(linePitch * 20),
          },
        },
        footers: { default: footer('right'), even: footer('left') },
        children: [...(head ? headOf(head) : []), ...blocks.flatMap(bodyOf), ...(imprint ? imprintOf(imprint) : [])],
      },
    ],
  });
  return Packer.toBuffer(file);
}
