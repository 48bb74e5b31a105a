/** What kind of file somebody uploads, by its content: its name may say anything. */
import type { Words } from '../../domain/procedure/step';

/** A kind of file that holds tables and is not read. */
export interface OtherKind {
  /** How people call it; null for a workbook that asks for a password. */
  readonly kind: Words | null;
}
export type FileKind = 'workbook' | 'text' | OtherKind;

const words = (zh: string, en: string): Words => ({ zh, en });
const oldWorkbook = words('旧版 Excel 或 WPS 表格（.xls、.et）', 'an old Excel or WPS workbook (.xls, .et)');
const openDocument = words('OpenDocument 表格（.ods）', 'an OpenDocument spreadsheet (.ods)');
const binaryWorkbook = words('Excel 二进制工作簿（.xlsb）', 'a binary Excel workbook (.xlsb)');
const webPage = words('网页（常被命名为 .xls）', 'a web page (often named .xls)');
const oldXml = words('Excel 2003 XML 表格', 'an XML spreadsheet of Excel 2003');
const pdf = words('PDF 文件', 'a PDF file');
const writing = words('文字文档（.docx、.wps）', 'a text document (.docx, .wps)');

const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
// names of streams stand in the container's directory as UTF-16
const stream = (name: string): Buffer => Buffer.from(name, 'utf16le');

/** A container of the old Office: an old workbook, or a new one that is enciphered (MS-OFFCRYPTO). */
function inCompound(content: Buffer): OtherKind {
  if (content.includes(stream('EncryptedPackage'))) return { kind: null };
  if (content.includes(stream('WordDocument'))) return { kind: writing };
  return { kind: oldWorkbook };
}

/** An archive: its first file's name and content say whether it is an OpenDocument, its directory what else. */
function inArchive(content: Buffer): FileKind {
  const has = (name: string) => content.includes(name, 0, 'latin1');
  if (content.subarray(30, 38).toString('latin1') === 'mimetype')
    return { kind: has('opendocument.text') ? writing : openDocument };
  if (has('xl/workbook.bin')) return { kind: binaryWorkbook };
  return has('word/document.xml') ? { kind: writing } : 'workbook';
}

/** The kind of a file. What is none of those known is taken for text, and its reader says whether it is. */
export function fileKind(content: Buffer): FileKind {
  if (content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return inArchive(content);
  if (content.subarray(0, 8).equals(compound)) return inCompound(content);
  const start = content.subarray(0, 1_000).toString('latin1').toLowerCase();
  if (start.startsWith('%pdf')) return { kind: pdf };
  if (/^(?:\W*)<(?:!doctype )?html/.test(start) || start.includes('urn:schemas-microsoft-com:office:excel'))
    return { kind: webPage };
  if (start.includes('progid="excel.sheet"') || start.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return { kind: oldXml };
  return 'text';
}
