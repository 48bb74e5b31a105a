/** The parts of a workbook as XML (ECMA-376 part 1): texts as texts, headings bold, the first row kept in sight. */
import { columnName } from './raw';
import type { Sheet, SheetCell } from './sheet';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const coreType = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const signs: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// what XML has no place for goes by its number; a text that looks like such a number is told apart
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
const unwritable = new RegExp('[\\u0000-\\u0008\\u000B-\\u001F\\uFFFE\\uFFFF]', 'g');

// numbers of the styles in `styles`
const [bold, asText] = [1, 2];

// plain, bold, and text, so that a number typed into such a column stays as it was typed
const styles = `${prolog}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function cellXml(cell: SheetCell, place: string, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const rowXml = (row: number, cells: readonly SheetCell[], style: number): string =>
  `<row r="${row}">${cells.map((cell, index) => cellXml(cell, columnName(index) + row, style)).join('')}</row>`;

const filterOf = (columns: number, rows: number): string => `A1:${columnName(Math.max(0, columns - 1))}${rows}`;

/** A sheet, in pieces; `counted` is told how many rows there were, the headings included. */
export async function* sheetXml(
  { columns, rows }: Sheet,
  first: boolean,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  const widths = columns
    .map(
      ({ width = 18 }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1" style="${asText}"/>`,
    )
    .join('');
  yield `${prolog}<worksheet xmlns="${main}"><sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>`;
  let row = 1;
  yield rowXml(
    row,
    columns.map(({ title }) => title),
    bold,
  );
  for await (const cells of rows) yield rowXml(++row, cells, asText);
  counted(row);
  yield `</sheetData><autoFilter ref="${filterOf(columns.length, row)}"/></worksheet>`;
}

/** The workbook: its sheets, and the filters that they have. */
export function workbookXml(sheets: readonly { readonly sheet: Sheet; readonly rows: number }[]): string {
  const listed = sheets.map(
    ({ sheet }, index) => `<sheet name="${escaped(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const filters = sheets.map(({ sheet, rows }, index) => {
    const range = filterOf(sheet.columns.length, rows).replace(/[A-Z]+|\d+/g, '$$$&');
    const name = escaped(sheet.name.replaceAll("'", "''"));
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${name}'!${range}</definedName>`;
  });
  return `${prolog}<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${listed.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

/** Parts that only depend on how many sheets there are, by name. */
export function fixedParts(sheets: number): { readonly [name: string]: string } {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const relations = (all: readonly string[]) =>
    `${prolog}<Relationships xmlns="${packageRelationships}">${all.join('')}</Relationships>`;
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-${kind}+xml"/>`;
  return {
    '[Content_Types].xml': `${prolog}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main')}${numbers.map((n) => type(`/xl/worksheets/sheet${n}.xml`, 'officedocument.spreadsheetml.worksheet')).join('')}${type('/xl/styles.xml', 'officedocument.spreadsheetml.styles')}${type('/docProps/core.xml', 'package.core-properties')}</Types>`,
    '_rels/.rels': relations([
      relation('rId1', `${relationships}/officeDocument`, 'xl/workbook.xml'),
      relation('rId2', coreType, 'docProps/core.xml'),
    ]),
    'xl/_rels/workbook.xml.rels': relations([
      ...numbers.map((n) => relation(`rId${n}`, `${relationships}/worksheet`, `worksheets/sheet${n}.xml`)),
      relation(`rId${sheets + 1}`, `${relationships}/styles`, 'styles.xml'),
    ]),
    'docProps/core.xml': `${prolog}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Fuquan 赋权</dc:creator></cp:coreProperties>`,
    'xl/styles.xml': styles,
  };
}
