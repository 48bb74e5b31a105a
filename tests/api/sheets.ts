/** Spreadsheets over the API, both ways. */
import JSZip from 'jszip';
import { randomUUID } from 'node:crypto';
import type { Ask, System } from './system';

/** A multipart request with a file and fields beside it. */
export function upload(
  content: string | Buffer,
  fields: { readonly [name: string]: string } = {},
): Pick<Ask, 'raw' | 'headers'> {
  const boundary = `b${randomUUID()}`;
  const part = (disposition: string, body: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value));
  // the file in front: whoever reads the fields must not rely on them coming first
  const raw = Buffer.concat([
    part('name="file"; filename="list.csv"', content),
    ...parts,
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { raw, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

/** The bytes of a download. */
export async function download(
  system: System,
  url: string,
  as?: string,
): Promise<{ status: number; type: string; content: Buffer }> {
  const token = as === undefined ? undefined : await system.tokenOf(as);
  const reply = await system.app.inject({
    url,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: reply.statusCode, type: String(reply.headers['content-type']), content: reply.rawPayload };
}

/** A workbook of one sheet with texts in its cells, spelled as OOXML spells what XML has no sign for. */
export async function workbook(...rows: readonly (readonly string[])[]): Promise<Buffer> {
  const zip = new JSZip();
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  );
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="清单" sheetId="1" r:id="r1"/></sheets></workbook>`,
  );
  const texts = rows.flat();
  zip.file(
    'xl/sharedStrings.xml',
    `<sst xmlns="${main}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  );
  let shared = 0;
  const cell = (column: number, row: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="s"><v>${shared++}</v></c>`;
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${main}"><sheetData>${rows
      .map((cells, row) => `<row r="${row + 1}">${cells.map((_, column) => cell(column, row)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
  );
  return zip.generateAsync({ type: 'nodebuffer' });
}
