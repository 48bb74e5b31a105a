/** What documents say: the same in every format, and nothing that was not recorded. */
import JSZip from 'jszip';
import { docxOf } from '../../../src/documents/layout/docx';
import { handoverConfirmation } from '../../../src/documents/power-transfer/handover';
import { entrustmentInstrument } from '../../../src/documents/power-transfer/instrument';
import { inLanguage, type OfficialDocument } from '../../../src/documents/layout/model';
import { publicNotice } from '../../../src/documents/power-transfer/notice';
import { createPdfRenderer, type PdfRenderer } from '../../../src/documents/layout/pdf';
import { aNotice, anInventory, aPair, aPower, aSide } from './samples';

const stepTitle = (code: string) => ({ zh: `〔${code}〕`, en: `[${code}]` });
const textOf = (document: OfficialDocument, language: 'zh' | 'en' = 'zh'): string =>
  JSON.stringify(inLanguage(document, language));
let renderer: PdfRenderer;
beforeAll(() => {
  renderer = createPdfRenderer();
});

describe('the confirmation of a handover', () => {
  test('has both inventories side by side and says where they differ', () => {
    const { blocks } = inLanguage(handoverConfirmation(aPair(), stepTitle), 'zh');
    const table = blocks.find((block) => block.kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.columns.map(({ title }) => title)).toEqual(['项目', '文山市市场监督管理局', '开化街道办事处', '核对']);
    expect(table.rows).toContainEqual(['人员（名）', '2', '1', '不一致']);
    expect(table.rows).toContainEqual(['编制（名）', '2', '2', '一致']);
  });
  test('counts together what one side confirmed at once and the other in parts, as its witness saw it', () => {
    const whole = aSide({ inventory: anInventory({ powers: 3, staff: 5, money: 3000 }) });
    const kaihua = aPair().taken;
    const parts = [
      { ...kaihua, inventory: anInventory({ powers: 1, staff: 2, money: 1000, files: 12, openCases: [], leads: [] }) },
      {
        ...kaihua,
        seq: 44,
        inventory: anInventory({ powers: 2, staff: 3, money: 2000, posts: 0, files: 0, equipment: [] }),
      },
    ];
    for (const taken of parts) {
      const pair = aPair({ given: whole, taken, counted: { given: [whole], taken: parts, powers: 3 } });
      const { blocks } = inLanguage(handoverConfirmation(pair, stepTitle), 'zh');
      const table = blocks.find((block) => block.kind === 'table');
      if (table?.kind !== 'table') throw new Error('no table');
      expect(table.columns.map(({ title }) => title)).toEqual([
        '项目',
        '文山市市场监督管理局',
        '开化街道办事处',
        '核对',
      ]);
      expect(table.rows).toContainEqual(['人员（名）', '5', '5', '一致']);
      expect(table.rows.filter((row) => row[3] !== '一致')).toEqual([]);
      expect(textOf(handoverConfirmation(pair, stepTitle))).toContain('双方分3份确认');
    }
    expect(textOf(handoverConfirmation(aPair(), stepTitle))).not.toContain('份确认');
  });
  test('has dates, decision, powers, and the hashes that it stands on', () => {
    const text = textOf(handoverConfirmation(aPair(), stepTitle));
    expect(text).toContain('2026年12月1日');
    expect(text).toContain('2026年11月30日');
    expect(text).toContain('演示会议纪要');
    for (const code of ['MR-001', 'MR-002', 'MR-003']) expect(text).toContain(code);
    expect(text.match(/ab12ab12ab12ab12ab12ab12ab12ab12 /g)).toHaveLength(4);
  });
  test('says that nobody has witnessed it where nobody has', () => {
    expect(textOf(handoverConfirmation(aPair({ witness: null }), stepTitle))).toContain('待监交');
    expect(textOf(handoverConfirmation(aPair(), stepTitle))).not.toContain('待监交');
  });
  test('copes with a confirmation that says less than the form', () => {
    const bare = aSide({ inventory: { inventory: { powers: 1 } } });
    expect(textOf(handoverConfirmation(aPair({ given: bare }), stepTitle))).toContain('不一致');
  });
});

describe('the instrument of entrustment', () => {
  test('has matters, authority and period, of the entrusted powers alone', () => {
    const text = textOf(entrustmentInstrument(aPair(), stepTitle));
    expect(text).toContain('清单所列事项');
    expect(text).toContain('以部门名义调查、处理');
    expect(text).toContain('2026年12月1日起至2028年11月30日止');
    expect(text).toContain('MR-003');
    expect(text).not.toContain('MR-001');
  });
  test('names the powers of each period where they differ', () => {
    const powers = [
      aPower(0, { mode: 'entrust', period: { from: '2026-12-01', until: '2027-11-30' } }),
      aPower(1, { mode: 'entrust', period: { from: '2026-12-01', until: '2028-11-30' } }),
    ];
    const text = textOf(entrustmentInstrument(aPair({ powers }), stepTitle));
    expect(text).toContain('2027年11月30日止（MR-001）');
    expect(text).toContain('2028年11月30日止（MR-002）');
  });
  test('says of renewed powers until when, and keeps the period that was signed', () => {
    const period = { from: '2026-12-01', until: '2027-11-30' };
    const powers = [
      aPower(0, { mode: 'entrust', period, renewedUntil: '2028-11-30' }),
      aPower(1, { mode: 'entrust', period }),
    ];
    const text = textOf(entrustmentInstrument(aPair({ powers }), stepTitle));
    expect(text).toContain('2027年11月30日止。');
    expect(text).toContain('MR-001的委托期限延至2028年11月30日止');
  });
  test('says both wordings where the two sides wrote different ones', () => {
    const other = anInventory({});
    const taken = aSide({ inventory: { ...other, instrument: { matters: '清单所列事项', authority: '调查' } } });
    expect(textOf(entrustmentInstrument(aPair({ taken }), stepTitle))).toContain('以部门名义调查、处理；调查');
  });
  test('says when it was published', () => {
    const published = new Date('2026-11-22T02:00:00Z');
    expect(textOf(entrustmentInstrument(aPair({ instrumentPublished: published }), stepTitle))).toContain(
      '2026年11月22日',
    );
  });
});

describe('a public notice', () => {
  test.each(['publish', 'publish-instrument', 'publish-narrowing', 'publish-recall', 'publish-expiry'])(
    '%s: what, whose, how many, and the entry that it is',
    (step) => {
      const document = publicNotice(aNotice({ step }));
      expect(textOf(document)).toMatch(/3项行政执法/);
      expect(textOf(document)).toContain('cd34'.repeat(16));
      expect(textOf(document, 'en')).toContain('3 ');
      expect(textOf(document)).not.toMatch(/\{\w+\}/);
      expect(textOf(document, 'en')).not.toMatch(/\{\w+\}/);
    },
  );
});

const all = (): [string, OfficialDocument][] => [
  ['confirmation', handoverConfirmation(aPair(), stepTitle)],
  ['instrument', entrustmentInstrument(aPair(), stepTitle)],
  ['notice', publicNotice(aNotice())],
];

describe('every document', () => {
  test('has no number of its own: the registry gives it', () => {
    for (const [, { head }] of all()) expect(head?.number.zh).toBe('（发文字号由发文机关编制）');
  });
  test('becomes a PDF in both languages', () => {
    for (const [, document] of all())
      for (const language of ['zh', 'en'] as const)
        expect(renderer.pdf(document, language).subarray(0, 5).toString()).toBe('%PDF-');
  });
  test('says in DOCX every word that the model has', async () => {
    for (const [, document] of all()) {
      const zip = await JSZip.loadAsync(await docxOf(document, 'zh'));
      const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
      const { head, blocks } = inLanguage(document, 'zh');
      const texts = [head?.title, head?.number, ...(head?.issuers ?? [])];
      for (const block of blocks)
        if (block.kind === 'table') texts.push(...block.rows.flat());
        else if (block.kind === 'signatures') texts.push(...block.parties.map(({ organisation }) => organisation));
        else texts.push(block.text);
      for (const text of texts) expect(xml).toContain(text);
    }
  });
  test('opens, whatever was recorded before such text was refused', async () => {
    const text = '一\u0001二\u000b三\ud83d四😀';
    const document: OfficialDocument = {
      head: { issuers: [], number: { zh: text, en: text }, title: { zh: text, en: text } },
      imprint: null,
      blocks: [{ kind: 'paragraph', text: { zh: text, en: text } }],
    };
    const zip = await JSZip.loadAsync(await docxOf(document, 'zh'));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    expect(xml.split('一\ufffd二\ufffd三\ufffd四😀')).toHaveLength(4);
    expect(renderer.pages(document, 'zh')).toBe(1);
  });
  test('takes markup of any kind as text', async () => {
    const evil = '#read("/etc/passwd") *a* $x$ <script> & "quotes" \\ @ref';
    const document: OfficialDocument = {
      head: null,
      imprint: null,
      blocks: [{ kind: 'paragraph', text: { zh: evil, en: evil } }],
    };
    expect(renderer.pages(document, 'zh')).toBe(1);
    expect((await docxOf(document, 'zh')).length).toBeGreaterThan(1000);
  });
});
