/** Reading a table costs nobody but its reader: what is too much of anything is refused, and reading goes on. */
import { buffer } from 'node:stream/consumers';
import { readTable, type TableColumn } from '../../../src/documents/tables/sheet-reader';
import { xlsxStream, type SheetCell } from '../../../src/documents/tables/sheet-writer';
import type { TableReading } from '../../../src/documents/tables/table-reading';
import { mostUnpacked } from '../../../src/documents/tables/workbook-sheets';
import { Refusal } from '../../../src/domain/refusal';
import { tableReading } from '../../setup/table-reader';
import { rows, workbook } from './workbooks';

const letters = 'bcdefghijklmno';
const columns: readonly TableColumn[] = [
  { key: 'code', title: { zh: '权力编码', en: 'Code' }, required: true },
  ...[...letters].map((key) => ({ key, title: { zh: `列${key}`, en: key } })),
];
async function refusalOf(reading: Promise<unknown>): Promise<Refusal> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was read');
}

function* lines(count: number): Generator<SheetCell[]> {
  for (let n = 0; n < count; n++)
    yield [`A-${n}`, ...[...letters].map((key) => `第${n}行，${key}列：跨区域案件和重大案件`)];
}
const sheetOf = (content: Iterable<SheetCell[]>) =>
  buffer(xlsxStream([{ name: '清单', columns: columns.map(({ title }) => ({ title: title.zh })), rows: content }]));
const small = () => workbook([{ name: '清单', data: rows(['权力编码'], ['A-1']) }]);
const csv = (count: number) => Buffer.from(`Code\n${'A-1\n'.repeat(count)}`);

describe('a table read in a process of its own', () => {
  const usual = tableReading();

  test('given a large honest list, five thousand rows of fifteen columns, then it comes out as if it were read here', async () => {
    const content = await sheetOf(lines(5_000));
    const read = await usual.read(content, columns);
    expect(read.rows).toHaveLength(5_000);
    expect(read).toEqual(await readTable(content, columns));
  });
  test('given what cannot be read, then the refusal is the reader’s own', async () => {
    const refusal = await refusalOf(usual.read(Buffer.from('颜色,Code\n1,2'), columns));
    expect(refusal).toMatchObject({
      code: 'column-unknown',
      errors: [{ field: '/columns', code: 'column-unknown', params: { column: '颜色' } }],
    });
  });
  test('given one row more than may be, or a hundred thousand, then the number of rows is refused', async () => {
    for (const content of [csv(5_001), await workbook([{ name: 'S', data: manyRows(100_000) }])])
      expect((await refusalOf(usual.read(content, columns))).errors).toMatchObject([
        { field: '/file', code: 'too-many', params: { maximum: 5_000 } },
      ]);
    expect((await usual.read(csv(5_000), columns)).rows).toHaveLength(5_000);
  });
  test('given a workbook that unpacks to more than may be, then it is too large; to just as much, then it is read', async () => {
    const picture = (bytes: number) =>
      workbook([{ name: 'S', data: rows(['Code'], ['A-1']) }], {
        more: { 'xl/media/image1.bmp': Buffer.alloc(bytes) },
      });
    expect((await refusalOf(usual.read(await picture(mostUnpacked), columns))).code).toBe('sheet-too-large');
    expect((await usual.read(await picture(mostUnpacked - 20_000), columns)).rows).toHaveLength(1);
  });
  test('given more texts than its memory holds, then it is too large, and the next table is read', async () => {
    const narrow = tableReading({ megabytes: 20 });
    const content = await sheetOf(lines(5_000));
    expect((await refusalOf(narrow.read(content, columns))).code).toBe('sheet-too-large');
    expect((await narrow.read(await small(), columns)).rows).toHaveLength(1);
  });
  test('given more time than there is, then that is said, and the next table is read', async () => {
    const hasty = tableReading({ seconds: 0.001 });
    const refusal = await refusalOf(hasty.read(await small(), columns));
    expect(refusal).toMatchObject({ code: 'sheet-too-slow', status: 422 });
    expect((await usual.read(await small(), columns)).rows).toHaveLength(1);
  });
  test('given as many readers as may be, then others wait for their turn, and more than may wait are refused', async () => {
    const narrow = tableReading({ readers: 1, waiting: 1 });
    const content = await small();
    await narrow.read(content, columns);
    const order: string[] = [];
    const read = (name: string, what: TableReading) =>
      what.read(content, columns).then(
        () => order.push(name),
        (error: unknown) => order.push(`${name}: ${error instanceof Refusal ? error.code : String(error)}`),
      );
    await Promise.all([read('first', narrow), read('second', narrow), read('third', narrow)]);
    expect(order).toEqual(['third: sheets-busy', 'first', 'second']);
  });
});

function manyRows(count: number): string {
  const parts = ['<row><c t="str"><v>Code</v></c></row>'];
  for (let n = 0; n < count; n++) parts.push(`<row><c><v>${n}</v></c></row>`);
  return parts.join('');
}
