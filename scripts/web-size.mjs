/**
 * `npm run web:size`: how much script each page of the built web application loads, in brotli, against its budget.
 * A page is its own chunk with all that it imports, and the entry that every page begins with.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// another folder: what a test has built
const web = process.argv[2] ?? join(root, 'dist', 'web');
const budgets = { 'pages/sign-in/page.tsx': 200, 'pages/power-transfer/register/page.tsx': 200 };
const otherwise = 400;

if (!existsSync(join(web, 'manifest.json'))) {
  console.error('dist/web is not built: npm run build');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(join(web, 'manifest.json'), 'utf8'));

/** The chunks that a chunk needs before it runs. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const one of manifest[name].imports ?? []) withImports(one, found);
  return found;
}
const kilobytes = (names) =>
  [...names].reduce((sum, name) => sum + statSync(join(web, `${manifest[name].file}.br`)).size, 0) / 1000;

const entry = withImports('index.html');
const pages = Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry && name.startsWith('pages/'));
let over = 0;
for (const page of pages.sort()) {
  const size = kilobytes(withImports(page, new Set(entry)));
  const budget = budgets[page] ?? otherwise;
  if (size > budget) over++;
  console.log(
    `${size.toFixed(1).padStart(7)} KB of ${budget}  ${page.replace(/\/page\.tsx$/, '')}${size > budget ? '  TOO LARGE' : ''}`,
  );
}
process.exitCode = over > 0 || pages.length === 0 ? 1 : 0;
