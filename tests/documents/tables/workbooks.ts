/** Small workbooks as XML, with what a test is about written out. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface SheetParts {
  readonly name: string;
  readonly state?: 'visible' | 'hidden' | 'veryHidden';
  /** What stands in `sheetData`; texts are put into `<row>`s with {@link rows}. */
  readonly data: string;
  /** What stands behind it. */
  readonly after?: string;
}

export interface WorkbookOptions {
  /** Shared texts, as the content of each `si`. */
  readonly shared?: readonly string[];
  /** `numFmt` elements and the formats of the cells' styles, by number. */
  readonly formats?: { readonly codes?: string; readonly ids: readonly number[] };
  readonly date1904?: true;
  /** A prefix for the namespace of workbooks, as some programs write it. */
  readonly prefix?: string;
  /** Files beside the workbook's own. */
  readonly more?: { readonly [name: string]: string | Buffer };
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A cell with a text of its own. */
export const cell = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;

/** Rows of texts from row 1 on, or cells written out where they begin with `<`. */
export const rows = (...texts: readonly (readonly string[])[]): string =>
  texts
    .map((row, index) => {
      const cells = row.map((text, place) =>
        text === '' || text.startsWith('<') ? text : cell(String.fromCharCode(65 + place) + (index + 1), text),
      );
      return `<row r="${index + 1}">${cells.join('')}</row>`;
    })
    .join('');

/** Puts an archive together; what is not compressed stands in it as it is. */
export async function archive(files: { readonly [name: string]: string | Buffer }, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  return buffer(zip.outputStream);
}

/** A workbook of these sheets. */
export function workbook(
  sheets: readonly SheetParts[],
  { shared = [], formats, date1904, prefix, more = {} }: WorkbookOptions = {},
): Promise<Buffer> {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  const relations = (...all: readonly string[]) =>
    `<Relationships xmlns="${packageRelationships}">${all.join('')}</Relationships>`;
  const ids = formats?.ids ?? [0];
  const parts: { [name: string]: string } = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats?.codes ?? ''}</numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
  };
  for (const [i, { data, after = '' }] of sheets.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${after}</worksheet>`;
  const named =
    prefix === undefined
      ? parts
      : Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, prefixed(xml, prefix)]));
  return archive({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
      relation(sheets.length + 1, 'sharedStrings', 'sharedStrings.xml'),
      relation(sheets.length + 2, 'styles', '/xl/styles.xml'),
    ),
    ...named,
    ...more,
  });
}

const prefixed = (xml: string, prefix: string): string =>
  xml.replace(/<(\/?)([A-Za-z])/g, `<$1${prefix}:$2`).replace(` xmlns="${main}"`, ` xmlns:${prefix}="${main}"`);
