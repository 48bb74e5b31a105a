/** What a spreadsheet shows is what is read; what it does not show is said, and never guessed. */
import fc from 'fast-check';
import { readTable, type TableColumn } from '../../../src/documents/tables/sheet-reader';
import { showNotes } from '../../../src/documents/tables/notes';
import { Refusal } from '../../../src/domain/refusal';
import { cell, rows, workbook, type WorkbookOptions } from './workbooks';

const columns = [
  { key: 'code', title: { zh: '权力编码', en: 'Code' }, required: true },
  { key: 'mode', title: { zh: '方式', en: 'Mode' } },
  { key: 'idNumber', title: { zh: '身份证件号', en: 'ID number' } },
] as const satisfies readonly TableColumn[];
const head = ['权力编码', '方式', '身份证件号'];

/** What is read of one row of cells that are written out, below the headings. */
async function readCells(cells: string, options: WorkbookOptions = {}, after = '') {
  const data = `${rows(head)}<row r="2">${cells}</row>`;
  return readTable(await workbook([{ name: '清单', data, after }], options), columns);
}
const code = cell('A2', 'BG-002');

describe('a cell that is no text', () => {
  test.each([
    ['without an element for its value', '<c r="B2"><f>"委托"</f></c>'],
    ['with an empty one', '<c r="B2"><f>"委托"</f><v></v></c>'],
    ['with a shared formula', '<c r="B2"><f t="shared" si="0"/><v/></c>'],
  ])('given a formula %s, then it is an error of its row and column and nothing is read of it', async (_, xml) => {
    const { rows: read, faults } = await readCells(code + xml);
    expect(faults).toMatchObject([{ row: 2, column: 'mode', code: 'cell-without-result' }]);
    expect(read).toEqual([{ row: 2, cells: { code: 'BG-002' } }]);
  });
  test.each(['#N/A', '#REF!', '#VALUE!', '#NAME?'])(
    'given the error %s, then it is said with its row',
    async (error) => {
      const { faults } = await readCells(`${code}<c r="B2" t="e"><f>A9</f><v>${error}</v></c>`);
      expect(faults).toMatchObject([
        { row: 2, column: 'mode', code: 'cell-error', params: { shown: error, column: { zh: '方式' } } },
      ]);
    },
  );
  test.each(['<c r="B2" t="s"/>', '<c r="B2" t="s"><v></v></c>', '<c r="B2" t="s"><v> </v></c>'])(
    'given %s, then it is empty and not the first text of the workbook',
    async (xml) => {
      const { rows: read, faults } = await readCells(code + xml, { shared: ['<t>别处的文字</t>'] });
      expect({ read, faults }).toEqual({ read: [{ row: 2, cells: { code: 'BG-002' } }], faults: [] });
    },
  );
  test.each([
    ['#N/A', 'cell-error'],
    ['#REF!', 'cell-error'],
    ['=A1', 'cell-without-result'],
    ['=SUM(A1:A2)', 'cell-without-result'],
  ])('given %s as text, as a table saved as text has it, then it is %s', async (shown, fault) => {
    const { faults } = await readTable(Buffer.from(`权力编码,方式\nBG-002,"${shown}"\n`), columns);
    expect(faults).toMatchObject([{ row: 2, column: 'mode', code: fault, params: { shown } }]);
  });
  test('given what only looks like it, then it is text', async () => {
    const { rows: read, faults } = await readTable(
      Buffer.from('权力编码,方式\nBG-002,"= 相等"\nBG-003,\'=A1\nBG-004,\u200b\n'),
      columns,
    );
    expect(faults).toEqual([]);
    expect(read.map(({ cells }) => cells.mode)).toEqual(['= 相等', '=A1', undefined]);
  });
  test('given formulas that have results, then the results are read, an empty one as empty', async () => {
    const { rows: read, faults } = await readCells(
      '<c r="A2" t="str"><f>"BG-"&amp;"002"</f><v>BG-002</v></c><c r="B2" t="str"><f>""</f><v></v></c><c r="C2"><f>3*4</f><v>12</v></c>',
    );
    expect({ read, faults }).toEqual({ read: [{ row: 2, cells: { code: 'BG-002', idNumber: '12' } }], faults: [] });
  });
  test('given such cells in columns that are not read, then nothing is wrong', async () => {
    const data = rows(['序号', '权力编码'], ['<c r="A2"><f>ROW()-1</f></c>', 'BG-002']);
    expect(await readTable(await workbook([{ name: 'S', data }]), columns)).toMatchObject({ faults: [] });
  });
});

describe('a number', () => {
  test.each(['1.100001990030712e+17', '532621199003071000', '1000000000000000', '-1e15', '1E+20'])(
    '%s, which no cell holds to its last digit, is refused',
    async (number) => {
      const { rows: read, faults } = await readCells(`${code}<c r="C2"><v>${number}</v></c>`);
      expect(faults).toMatchObject([{ row: 2, column: 'idNumber', code: 'cell-number-long' }]);
      expect(read[0]?.cells.idNumber).toBeUndefined();
    },
  );
  test('of at most fifteen digits is read with all of them', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 999_999_999_999_999 }), async (number) => {
        const { rows: read } = await readCells(`${code}<c r="C2"><v>${number}</v></c>`);
        expect(read[0]?.cells.idNumber).toBe(String(number));
      }),
      { numRuns: 30 },
    ));
  test.each([
    ['0.30000000000000004', 0, '0.3'],
    ['7.0', 0, '7'],
    ['42', 1, '000042'],
    ['2', 2, 'BG-002'],
    ['12.5', 1, '12.5'],
  ])('%s in format %i is read as the cell shows it: %s', async (number, style, shown) => {
    const codes =
      '<numFmt numFmtId="164" formatCode="000000"/><numFmt numFmtId="165" formatCode="&quot;BG-&quot;000"/>';
    const { rows: read } = await readCells(`${code}<c r="C2" s="${style}"><v>${number}</v></c>`, {
      formats: { codes, ids: [0, 164, 165] },
    });
    expect(read[0]?.cells.idNumber).toBe(shown);
  });
});

describe('a day', () => {
  const custom = (format: string) => ({ codes: `<numFmt numFmtId="170" formatCode="${format}"/>`, ids: [0, 170] });
  const dayOf = async (serial: number | string, options: WorkbookOptions) =>
    (await readCells(`${code}<c r="B2" s="1"><v>${serial}</v></c>`, options)).rows[0]?.cells.mode;
  // 31, 57 and 58 are the formats of a Chinese Excel for 年月日: a workbook names only their number
  test.each([14, 15, 22, 27, 30, 31, 36, 57, 58])('in built-in format %i is a day', async (id) => {
    expect(await dayOf(46447, { formats: { ids: [0, id] } })).toBe('2027-03-01');
  });
  test.each([
    'yyyy/m/d;@',
    'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;',
    '[$-804]yyyy-mm-dd',
    'm/d',
    'yyyy\\-mm',
    '[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;',
    '[$-804]aaaa',
    'aaa',
    'e&quot;年&quot;m&quot;月&quot;',
  ])('in the format %s is a day', async (format) => {
    expect(await dayOf(46447, { formats: custom(format) })).toBe('2027-03-01');
  });
  test.each(['0', '0.00;[Red]-0.00', '#,##0', '&quot;d&quot;0', 'General', '0.00E+00', '@', '[Magenta]0'])(
    'is none in the format %s',
    async (format) => {
      expect(await dayOf(46447, { formats: custom(format) })).toMatch(/^d?46447$/);
    },
  );
  test('is read with the time only where the format shows one', async () => {
    expect(await dayOf('46447.5', { formats: custom('yyyy-mm-dd') })).toBe('2027-03-01');
    expect(await dayOf('46447.5', { formats: custom('yyyy-mm-dd hh:mm') })).toBe('2027-03-01 12:00:00');
    expect(await dayOf('0.25', { formats: custom('[h]:mm') })).toBe('06:00:00');
  });
  test('counts from 1904 where the workbook says so, and before March 1900 as Excel does', async () => {
    expect(await dayOf(44985, { formats: { ids: [0, 14] }, date1904: true })).toBe('2027-03-01');
    expect(await dayOf(59, { formats: { ids: [0, 14] } })).toBe('1900-02-28');
    expect(await dayOf(61, { formats: { ids: [0, 14] } })).toBe('1900-03-01');
  });
  test('may be written in ISO 8601', async () => {
    const { rows: read } = await readCells(`${code}<c r="B2" t="d"><v>2027-03-01T00:00:00</v></c>`);
    expect(read[0]?.cells.mode).toBe('2027-03-01');
  });
});

describe('a text', () => {
  test('of a link with formatted parts is the text that it shows, without readings beside it', async () => {
    const shared = [
      '<r><t>建成</t></r><r><rPr><b/></rPr><t xml:space="preserve">区 </t></r>',
      '<t>卧龙</t><rPh sb="0" eb="2"><t>ウォロン</t></rPh><phoneticPr fontId="1"/>',
    ];
    const link = '<hyperlinks><hyperlink ref="B2" location="A1"/></hyperlinks>';
    const { rows: read } = await readCells(
      `${code}<c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c>`,
      { shared },
      link,
    );
    expect(read).toEqual([{ row: 2, cells: { code: 'BG-002', mode: '建成区', idNumber: '卧龙' } }]);
  });
  test('is read with its escapes undone, its CDATA, and one kind of line end', async () => {
    const { rows: read } = await readCells(
      cell('A2', 'A_x0042_C') + cell('B2', '一_x000D_\n二') + cell('C2', '<![CDATA[<&]]>_x005F_x0041_'),
    );
    expect(read[0]?.cells).toEqual({ code: 'ABC', mode: '一\n二', idNumber: '<&_x0041_' });
  });
  test('in merged cells stands in every row of them', async () => {
    const data = rows(head, ['A-1', '委托'], ['A-2'], ['A-3'], ['A-4']);
    const after = '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>';
    const { rows: read } = await readTable(await workbook([{ name: 'S', data, after }]), columns);
    expect(read.map(({ cells }) => cells.mode)).toEqual(['委托', '委托', '委托', undefined]);
  });
  test('is found in rows and cells that carry no place', async () => {
    const data =
      '<row><c t="str"><v>权力编码</v></c><c t="str"><v>方式</v></c></row><row/><row><c t="str"><v>A-1</v></c><c t="b"><v>1</v></c></row>';
    const { rows: read } = await readTable(await workbook([{ name: 'S', data }]), columns);
    expect(read).toEqual([{ row: 3, cells: { code: 'A-1', mode: 'true' } }]);
  });
  test('is read under any prefix of the namespace', async () => {
    const content = await workbook([{ name: '表', data: rows(head, ['A-1', '委托']) }], { prefix: 'x' });
    expect((await readTable(content, columns)).rows).toEqual([{ row: 2, cells: { code: 'A-1', mode: '委托' } }]);
  });
});

describe('the sheet that is read', () => {
  const list = (power: string) => rows(head, [power]);
  const notesOf = async (content: Buffer) => {
    const { rows: read, notes } = await readTable(content, columns);
    return { codes: read.map(({ cells }) => cells.code), notes: showNotes(notes, 'zh').map(({ message }) => message) };
  };
  test('given several, then the first with the headings is read and named, the others are named as left out', async () => {
    const content = await workbook([
      { name: '说明', data: rows(['请填写']) },
      { name: '卧龙', data: list('A-1') },
      { name: '开化', data: list('A-2') },
    ]);
    expect(await notesOf(content)).toEqual({
      codes: ['A-1'],
      notes: ['读取的是工作表“卧龙”，表头在第 1 行。', '工作表“说明”没有读取。', '工作表“开化”没有读取。'],
    });
  });
  test.each(['hidden', 'veryHidden'] as const)(
    'given a first one that is %s, then it is not read and said so',
    async (state) => {
      const content = await workbook([
        { name: '字典', state, data: list('A-1') },
        { name: '清单', data: list('A-2') },
      ]);
      expect(await notesOf(content)).toEqual({
        codes: ['A-2'],
        notes: ['读取的是工作表“清单”，表头在第 1 行。', '工作表“字典”是隐藏的，没有读取。'],
      });
    },
  );
  test('given hidden rows, titles, 序号, 备注 and cells beside, then the list is read and each is said', async () => {
    const data =
      rows(['附件1 赋权事项清单'], [], ['序号', '权力编码', '方式', '', '备注'], ['1', 'A-1', '委托', '旁注']) +
      `<row r="5" hidden="1">${cell('B5', 'A-5')}</row><row r="6" hidden="true">${cell('B6', 'A-6')}</row><row r="8">${cell('B8', 'A-8')}</row>`;
    const after = '<mergeCells><mergeCell ref="A1:E1"/></mergeCells>';
    expect(await notesOf(await workbook([{ name: '清单', data, after }]))).toEqual({
      codes: ['A-1', 'A-8'],
      notes: [
        '读取的是工作表“清单”，表头在第 3 行。',
        '表头以上的第 1 行没有读取。',
        '第 5–6 行是隐藏的，没有读取。',
        '“序号, 备注”列没有读取。',
        '没有表头的列中，单元格 D4 没有读取。',
      ],
    });
  });
  test.each([
    ['no headings anywhere', [['一', '二'], ['三']], 'headings-missing', ['headings-missing']],
    ['a heading that nobody knows', [['权力编码', '颜色'], ['A-1']], 'column-unknown', ['column-unknown']],
    ['a column twice', [['权力编码', 'Code'], ['A-1']], 'column-twice', ['column-twice']],
    ['one that must be there missing', [['方式'], ['委托']], 'column-missing', ['column-missing']],
  ] as const)('given %s, then that is the refusal', async (_, table, expected, codes) => {
    const content = await workbook([{ name: 'S', data: rows(...table.map((row) => [...row])) }]);
    const refusal = await readTable(content, columns).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    if (refusal instanceof Refusal) {
      expect(refusal.code).toBe(expected);
      expect(refusal.errors.map(({ code: one }) => one)).toEqual(codes);
    }
  });
});
