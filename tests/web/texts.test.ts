import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..', '..', 'src', 'web');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/(^|[\\/])(zh|en)\.ts$/.test(name))
  .map((name) => name.replaceAll('\\', '/'));

/** PDF, SHA-256: the same in every language. */
const acronym = /^[A-Z][A-Z\d-]+$/;
const attributes = new Set(['alt', 'aria-description', 'aria-label', 'label', 'placeholder', 'title']);

/** Words that a page would show as they stand in its code: Chinese anywhere, and what stands between tags or names things. */
function wordsIn(name: string): string[] {
  const text = readFileSync(join(root, name), 'utf8');
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) {
      if (/\p{L}{2}/u.test(node.text) && !acronym.test(node.text.trim())) found.push(node.text.trim());
    } else if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (attributes.has(node.name.getText()) && /\p{L}{2}/u.test(node.initializer.text))
        found.push(node.initializer.text);
    } else if (
      /^(String|Template|NoSubstitution|RegularExpression)/.test(ts.SyntaxKind[node.kind]) &&
      /\p{Script=Han}/u.test(node.getText())
    )
      if (!ts.isTemplateExpression(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(
      name,
      text,
      ts.ScriptTarget.Latest,
      true,
      name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  );
  return found;
}

test('no text of the pages stands outside the dictionaries, but what is no text', () => {
  const found = sources.flatMap((name) => wordsIn(name).map((word) => `${name}: ${word}`));
  expect(found.sort()).toEqual([
    // how a date is written and read in Chinese
    'forms/schema.ts: /^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?$/',
    "forms/simple-fields.tsx: 'YYYY年M月D日'",
    // the usual territory as documents in Chinese have it, which the coordinator may change
    'pages/power-transfer/launch/draft.ts: subDistrictZh}辖区`',
    // the product's name
    'parts/page-header.tsx: title} · 赋权 Fuquan`',
  ]);
});
