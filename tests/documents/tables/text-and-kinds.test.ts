/** A file is known by its content, and text by its marks: what is not read is said what it is. */
import fc from 'fast-check';
import { fileKind } from '../../../src/documents/tables/file-kind';
import { textTable } from '../../../src/documents/tables/text-table';
import { separatorOf } from '../../../src/domain/separator';
import { archive, rows, workbook } from './workbooks';

// how a container of the old Office begins; its directory names the streams as UTF-16
const compound = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_016), Buffer.from(stream, 'utf16le')]);

describe('the kind of a file', () => {
  const named = async (content: Buffer | Promise<Buffer>) => {
    const kind = fileKind(await content);
    return typeof kind === 'string' ? kind : (kind.kind?.zh ?? 'password');
  };
  test.each([
    ['an old workbook or one of WPS', compound('Workbook'), /\.xls、\.et/],
    ['a workbook with a password', compound('EncryptedPackage'), /^password$/],
    ['an old text document', compound('WordDocument'), /文字文档/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /PDF/],
    ['a web page named .xls', Buffer.from('\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel">'), /网页/],
    ['a spreadsheet of 2003', Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>'), /2003/],
    ['text', Buffer.from('权力编码,方式\n'), /^text$/],
    ['nothing', Buffer.alloc(0), /^text$/],
  ])('given %s, then it is known', async (_, content, kind) => expect(await named(content)).toMatch(kind));
  test('given archives, then workbooks are told from OpenDocument, binary workbooks and documents', async () => {
    const mimetype = (type: string) =>
      archive({ mimetype: `application/vnd.oasis.opendocument.${type}`, 'content.xml': '<x/>' }, false);
    expect(await named(workbook([{ name: 'S', data: rows(['Code']) }]))).toBe('workbook');
    expect(await named(mimetype('spreadsheet'))).toMatch(/\.ods/);
    expect(await named(mimetype('text'))).toMatch(/文字文档/);
    expect(await named(archive({ 'xl/workbook.bin': 'x' }))).toMatch(/\.xlsb/);
    expect(await named(archive({ 'word/document.xml': '<x/>' }))).toMatch(/文字文档/);
  });
});

describe('a table as text', () => {
  const cellsOf = (content: Buffer) => textTable(content).sheet.rows.map(({ row, cells }) => [row, ...cells.values()]);
  const text = '权力编码;说明\r\n\r\nA-1;"甲; 乙"\r\n';
  const expected = [
    [1, '权力编码', '说明'],
    [3, 'A-1', '甲; 乙'],
  ];
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    // 权力编码;说明 / A-1;"甲; 乙" as a Chinese spreadsheet program writes it
    [
      'GB 18030',
      Buffer.concat([
        Buffer.from('c8a8c1a6b1e0c2eb3bcbb5c3f70d0a0d0a412d313b22', 'hex'),
        Buffer.from('bcd73b20d2d2220d0a', 'hex'),
      ]),
      'gb18030',
    ],
  ])('given %s, then it is read', (_, content, encoding) => {
    expect(cellsOf(content)).toEqual(expected);
    expect(textTable(content).encoding).toBe(encoding);
  });
  test.each([
    ['what is no text', Buffer.from([0xff, 0xff, 0x00, 0x81])],
    ['a sign cut in half', Buffer.from([0xfe, 0xff, 0xd8, 0x3d])],
    ['a quote that is not closed', Buffer.from('"open')],
  ])('given %s, then nothing is guessed', (_, content) => expect(() => textTable(content)).toThrow());
  test('given long stretches of empty lines, then what follows them is read', () => {
    expect(cellsOf(Buffer.from(`a,b\n${',\n'.repeat(20_000)}c,d\n`))).toEqual([
      [1, 'a', 'b'],
      [20_002, 'c', 'd'],
    ]);
  });
});

describe('the sign between cells', () => {
  test.each([
    ['a\tb,c;d', '\t'],
    ['a,b;c', ','],
    ['a;b', ';'],
    ['附件1 清单\r\n权力编码;方式', ';'],
    ['"附件1, 清单"\n权力编码;方式', ';'],
    ['a', ','],
    ['开化街道第一批,市场监管\n权力编码;方式\nA-1;下放\nA-2;委托\n', ';'],
    ['开化街道第一批;市场监管\n权力编码,方式\nA-1,下放\nA-2,委托\n', ','],
    ['权力编码;依据\nA-1;法一,法二\nA-2;法三,法四\n', ';'],
    ['权力编码;依据\nA-1;法一,法二\n', ';'],
  ])('given %j, then it is %j', (text, separator) => expect(separatorOf(text)).toBe(separator));
  test('is one of three, whatever the text', () =>
    fc.assert(fc.property(fc.string(), (text) => ['\t', ',', ';'].includes(separatorOf(text)))));
});
