/** PDF by Typst, with the fonts' used characters embedded. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Words } from '../../domain/procedure/step';
import { characterPitch, grid, linePitch, page, red, sizes } from './grid';
import { inLanguage, type OfficialDocument } from './model';

// free fonts (SIL OFL): serif for song and fangsong, sans for hei
const families = {
  'noto-serif-sc': ['400Regular', '700Bold', '900Black'],
  'noto-sans-sc': ['500Medium'],
} as const;

const fontFolders = (): string[] =>
  Object.entries(families).flatMap(([family, weights]) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
    return weights.map((weight) => join(folder, weight));
  });

const template = () => readFileSync(join(__dirname, 'official.typ'), 'utf8');

/** Lays documents out. Making one reads the fonts; keep it. */
export interface PdfRenderer {
  pdf(document: OfficialDocument, language: keyof Words): Buffer;
  /** How many pages the document takes. */
  pages(document: OfficialDocument, language: keyof Words): number;
}

/** A renderer with the fonts loaded. */
export function createPdfRenderer(): PdfRenderer {
  const mainFileContent = template();
  // an empty folder of its own would do as well: the template reads no file
  const compiler = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontPaths: fontFolders() }] });
  const input = (document: OfficialDocument, language: keyof Words) => {
    const local = inLanguage(document, language);
    const title = local.head?.title ?? '';
    const data = {
      ...local,
      title,
      language,
      red: `#${red}`,
      grid: { ...grid, page, sizes, linePitch, characterPitch },
    };
    return { mainFileContent, inputs: { data: JSON.stringify(data) } };
  };
  return {
    pdf: (document, language) => {
      const pdf = compiler.pdf(input(document, language));
      // what was computed for one document is of no use to the next
      compiler.evictCache(10);
      return pdf;
    },
    pages: (document, language) => {
      const { result } = compiler.compile(input(document, language));
      if (!result) throw new Error('the document cannot be laid out');
      return result.numOfPages;
    },
  };
}
