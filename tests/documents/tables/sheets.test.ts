/** Tables go out and come back as they were; what is wrong with them is said; nothing in them is carried out. */
import JSZip from 'jszip';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { readTable, type TableColumn } from '../../../src/documents/tables/sheet-reader';
import { csvStream, xlsxStream, type Sheet, type SheetCell } from '../../../src/documents/tables/sheet-writer';
import { unpackedBytes } from '../../../src/documents/tables/zip-guard';
import { Refusal } from '../../../src/domain/refusal';

const columns = [
  { key: 'code', title: { zh: '编码', en: 'Code' }, required: true },
  { key: 'note', title: { zh: '说明', en: 'Note' }, aliases: ['remark'] },
] as const satisfies readonly TableColumn[];
const sheet = (rows: Sheet['rows']): Sheet => ({ name: '表', columns: [{ title: '编码' }, { title: '说明' }], rows });
const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'];
const rows: SheetCell[][] = [['A-1', '第一行，"引号"\n换行'], ...evil.map((cell, index) => [`E-${index}`, cell])];
// what surrounds a cell is no part of it
const back = rows.map(([code, note], index) => ({ row: index + 2, cells: { code, note: String(note).trim() } }));

async function refusalOf(content: Buffer): Promise<Refusal> {
  try {
    await readTable(content, columns);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a table', () => {
  test('comes back from CSV and XLSX as it went', async () => {
    expect((await readTable(await buffer(csvStream(sheet(rows))), columns)).rows).toEqual(back);
    expect((await readTable(await buffer(xlsxStream([sheet(rows)])), columns)).rows).toEqual(back);
  });
  test('has no formula in it, whatever its texts begin with', async () => {
    const raw = await buffer(csvStream(sheet(rows)));
    expect(raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const csv = raw.toString();
    for (const line of csv.split('\r\n').slice(1)) expect(line).not.toMatch(/(^|,)"?[=+\-@＝\t]/);
    const book = await JSZip.loadAsync(await buffer(xlsxStream([sheet(rows)])));
    const xml = (await book.file('xl/worksheets/sheet1.xml')?.async('text')) ?? '';
    expect(xml.match(/<c [^>]*t="inlineStr"/g)).toHaveLength(2 * (rows.length + 1));
    expect(xml.match(/<c /g)).toHaveLength(2 * (rows.length + 1));
    expect(xml).not.toMatch(/<f[ >]/);
  });
  test('is streamed: rows are asked for as they are read', async () => {
    let asked = 0;
    function* many(): Generator<SheetCell[]> {
      for (; asked < 200_000; asked++) yield [`A-${asked}`, 'x'.repeat(100)];
    }
    const stream = csvStream(sheet(many()));
    for await (const chunk of stream) if (chunk) break;
    expect(asked).toBeLessThan(10_000);
  });
  test('that fails on the way ends in an error, not in half a file', async () => {
    async function* broken(): AsyncGenerator<SheetCell[]> {
      yield ['A-1', ''];
      throw new Error('the database is gone');
    }
    await expect(buffer(csvStream(sheet(broken())))).rejects.toThrow();
    await expect(buffer(xlsxStream([sheet(broken())]))).rejects.toThrow('the database is gone');
  });
  test('is read as a Chinese Excel saves it', async () => {
    // 编码,说明 / A-1,街道 in GB 18030
    const content = Buffer.from([
      0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xcb, 0xb5, 0xc3, 0xf7, 0x0a, 0x41, 0x2d, 0x31, 0x2c, 0xbd, 0xd6, 0xb5, 0xc0,
    ]);
    expect((await readTable(content, columns)).rows).toEqual([{ row: 2, cells: { code: 'A-1', note: '街道' } }]);
  });
  test('with headings that are missing or unknown is refused with all of them', async () => {
    const refusal = await refusalOf(Buffer.from('说明,颜色,尺寸\n1,2,3'));
    expect(refusal.code).toBe('import-refused');
    expect(refusal.errors.map(({ code }) => code)).toEqual(['column-unknown', 'column-unknown', 'column-missing']);
  });
  test('that is none is refused', async () => {
    for (const content of [Buffer.alloc(0), Buffer.from('PK\u0003\u0004 nothing'), Buffer.from('"open')])
      expect((await refusalOf(content)).status).toBe(422);
  });
  test('with too many rows is refused', async () => {
    const refusal = await refusalOf(Buffer.from(`Code\n${'A\n'.repeat(5_001)}`));
    expect(refusal.errors[0]?.code).toBe('too-many');
  });
});

/** A ZIP archive of one file, which may lie about its size. */
function archive(content: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(claimed, 18);
  common.writeUInt16LE(1, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from('a'), packed]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002\0\0'), common, Buffer.alloc(14), Buffer.from('a')]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

describe('an archive that grows when it is unpacked', () => {
  const zeros = Buffer.alloc(1_000_000);
  test('is known by what it unpacks to, not by what it says', () => {
    expect(unpackedBytes(archive(zeros, 10), 999_999)).toBe(1_000_000);
    expect(unpackedBytes(archive(zeros, 1_000_000), 1_000_000)).toBe(1_000_000);
    expect(unpackedBytes(archive(zeros, 10), 10)).toBe(11);
  });
  test('or is no archive', () => {
    expect(() => unpackedBytes(Buffer.from('nothing'), 100)).toThrow();
    expect(() => unpackedBytes(archive(zeros, 1).subarray(0, 200), 2_000_000)).toThrow();
  });
  test('an ordinary workbook passes', async () => {
    expect(unpackedBytes(await buffer(xlsxStream([sheet(rows)])), 1_000_000)).toBeLessThan(20_000);
  });
});
