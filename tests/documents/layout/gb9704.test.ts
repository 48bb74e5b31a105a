/** A4, type area 156 × 225 mm, 22 lines of 28 characters (GB/T 9704-2012). */
import JSZip from 'jszip';
import { docxOf } from '../../../src/documents/layout/docx';
import { characterPitch, grid, linePitch, page, points, sizes } from '../../../src/documents/layout/grid';
import type { OfficialDocument } from '../../../src/documents/layout/model';
import { createPdfRenderer, type PdfRenderer } from '../../../src/documents/layout/pdf';

let renderer: PdfRenderer;
beforeAll(() => {
  renderer = createPdfRenderer();
});

const full = grid.lines * grid.characters;
const of = (characters: number): OfficialDocument => ({
  head: null,
  blocks: [{ kind: 'paragraph', flush: true, text: { zh: '赋'.repeat(characters), en: 'x' } }],
  imprint: null,
});

describe('the page of an official document', () => {
  test('takes 22 lines of 28 characters and not one more', () => {
    expect(full).toBe(616);
    expect(renderer.pages(of(full), 'zh')).toBe(1);
    expect(renderer.pages(of(full + 1), 'zh')).toBe(2);
    expect(renderer.pages(of(2 * full), 'zh')).toBe(2);
    expect(renderer.pages(of(2 * full + 1), 'zh')).toBe(3);
  });
  test('a line takes 28 characters and not one more', () => {
    // short paragraphs: 22 of 28 characters fill the page, and one of them with one more runs over
    const lines = (first: number): OfficialDocument => ({
      head: null,
      imprint: null,
      blocks: Array.from({ length: grid.lines }, (_, line) => ({
        kind: 'paragraph' as const,
        flush: true as const,
        text: { zh: '赋'.repeat(line === 0 ? first : grid.characters), en: 'x' },
      })),
    });
    expect(renderer.pages(lines(grid.characters), 'zh')).toBe(1);
    expect(renderer.pages(lines(grid.characters + 1), 'zh')).toBe(2);
  });
  test('a paragraph is indented by two characters', () => {
    const indented = (characters: number): OfficialDocument => ({
      ...of(1),
      blocks: [{ kind: 'paragraph', text: { zh: '赋'.repeat(characters), en: 'x' } }],
    });
    expect(renderer.pages(indented(full - 2), 'zh')).toBe(1);
    expect(renderer.pages(indented(full - 1), 'zh')).toBe(2);
  });
  test('is A4, and the fonts are embedded as subsets', () => {
    const pdf = renderer.pdf(of(full), 'zh');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const text = pdf.toString('latin1');
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(text);
    expect(Number(box?.[1])).toBeCloseTo(points(page.width), 1);
    expect(Number(box?.[2])).toBeCloseTo(points(page.height), 1);
    // six letters and a plus sign: a subset (PDF 32000-1, 9.6.4)
    expect(text).toMatch(/\/BaseFont\s*\/[A-Z]{6}\+NotoSerifSC/);
    expect(pdf.length).toBeLessThan(100_000);
  });
});

describe('the same page in a word processor', () => {
  test('has the type area, the grid and the sizes of the standard', async () => {
    const zip = await JSZip.loadAsync(await docxOf(of(full), 'zh'));
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const attribute = (element: string, name: string): number =>
      Number(new RegExp(`<w:${element}[^>]*w:${name}="(-?\\d+)"`).exec(body)?.[1]);
    const mm = (twips: number): number => (twips / 1440) * 25.4;
    expect(mm(attribute('pgSz', 'w'))).toBeCloseTo(210, 0);
    expect(mm(attribute('pgSz', 'h'))).toBeCloseTo(297, 0);
    const width = attribute('pgSz', 'w') - attribute('pgMar', 'left') - attribute('pgMar', 'right');
    const height = attribute('pgSz', 'h') - attribute('pgMar', 'top') - attribute('pgMar', 'bottom');
    expect(mm(width)).toBeCloseTo(156, 1);
    expect(mm(height)).toBeCloseTo(225, 1);
    expect(body).toContain('w:type="lines"');
    expect(Math.floor(height / attribute('docGrid', 'linePitch'))).toBe(grid.lines);
    const pitch = sizes.body + attribute('spacing', 'val') / 20;
    // the last character has nothing behind it
    expect(Math.floor((width / 20 - sizes.body) / pitch) + 1).toBe(grid.characters);
    expect(Math.abs(pitch - characterPitch)).toBeLessThan(1 / 20);
    expect(linePitch).toBeGreaterThan(sizes.body);
    expect(body).toContain('w:sz w:val="32"');
  });
});
