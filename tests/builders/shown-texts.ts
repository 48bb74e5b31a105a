/** The texts that people are shown, as they stand in the sources: what is checked of words is checked on these. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../src/runtime/places';

/** A text, and what stands for it in the other language where both are said side by side. */
export interface ShownText {
  readonly place: string;
  readonly text: string;
  readonly beside?: string;
}

const han = /\p{Script=Han}/u;
/** A text's content; what is put in at running time is left out. */
function contentOf(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
  if (ts.isArrowFunction(node)) return contentOf(node.body);
  return undefined;
}
const nameOf = (property: ts.ObjectLiteralElementLike): string | undefined =>
  property.name && (ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name))
    ? property.name.text
    : undefined;
const valueOf = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined =>
  node.properties.filter(ts.isPropertyAssignment).find((property) => nameOf(property) === name)?.initializer;

/** English where a node says the same in both languages: `{ zh, en }`, `words(zh, en)`, `[zh, en]`. */
function englishBeside(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && nameOf(parent) === 'zh' && ts.isObjectLiteralExpression(parent.parent))
    return contentOf(valueOf(parent.parent, 'en'));
  const all = ts.isCallExpression(parent)
    ? parent.arguments
    : ts.isArrayLiteralExpression(parent)
      ? parent.elements
      : undefined;
  const at = all?.findIndex((one) => one === node) ?? -1;
  const next = at < 0 ? undefined : contentOf(all?.[at + 1]);
  return next === undefined || han.test(next) ? undefined : next;
}

/** What an import still reads beside today's heading is not shown. */
const isAlias = (node: ts.Node): boolean =>
  ts.isArrayLiteralExpression(node.parent) &&
  ts.isPropertyAssignment(node.parent.parent) &&
  nameOf(node.parent.parent) === 'aliases';

function parsed(path: string): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, readFileSync(join(projectRoot, path), 'utf8'), ts.ScriptTarget.Latest, true, kind);
}

/** All Chinese texts of a source, with the English that stands beside them. */
export function textsIn(source: ts.SourceFile, place = source.fileName): ShownText[] {
  const found: ShownText[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isArrowFunction(node) ? undefined : contentOf(node);
    if (text !== undefined && han.test(text) && !isAlias(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const beside = englishBeside(node);
      found.push({ place: `${place}:${line}`, text, ...(beside === undefined ? {} : { beside }) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A dictionary's texts by where they stand in it: `modes.entrust`. */
function leavesOf(path: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (node: ts.Node | undefined, at: string): void => {
    if (node === undefined) return;
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return walk(node.expression, at);
    if (ts.isObjectLiteralExpression(node))
      return node.properties.forEach((property) => {
        if (ts.isPropertyAssignment(property)) walk(property.initializer, `${at}.${nameOf(property) ?? ''}`);
      });
    const text = contentOf(node);
    if (text !== undefined) found.set(at, text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) walk(node.initializer, '');
    else ts.forEachChild(node, visit);
  };
  visit(parsed(path));
  return found;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).split(sep).join('/'))
    .sort();

/** The texts of sources; a page's dictionaries are read side by side. */
export function shownTexts(folders: readonly string[], leaveOut: readonly string[] = []): ShownText[] {
  const paths = folders.flatMap(filesBelow).filter((path) => /\.tsx?$/.test(path) && !leaveOut.includes(path));
  return paths.flatMap((path): ShownText[] => {
    if (/\/en\.ts$/.test(path)) return [];
    if (!/\/zh\.ts$/.test(path)) return textsIn(parsed(path));
    const english = leavesOf(path.replace(/zh\.ts$/, 'en.ts'));
    const texts = [...leavesOf(path)].map(([at, text]): ShownText => {
      const beside = english.get(at);
      return { place: `${path}${at}`, text, ...(beside === undefined ? {} : { beside }) };
    });
    return texts.filter(({ text }) => han.test(text));
  });
}
