#!/usr/bin/env bash
# In a workbook a text spells a character that XML cannot hold as _xHHHH_ (ECMA-376, ST_Xstring), and so a text that happens
# to look like that has its first sign spelled out (_x005F_x0041_). exceljs reads the spelling and does not write it: a cell
# with the text "_x0041_" comes back as "A", and "_xD83D_" as half a surrogate pair, which no database keeps.
# Seen with exceljs 4.4.0. Our code: src/documents/sheet-reader.ts asks src/domain/kept-text.ts of every cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent exceljs@4.4.0
cat > "$folder/show.cjs" <<'JS'
const ExcelJS = require('exceljs');
const { version } = require('exceljs/package.json');
(async () => {
  const sent = ['part_x0041_7', 'part_xD83D_7'];
  const book = new ExcelJS.Workbook();
  book.addWorksheet('list').addRow(sent);
  const again = new ExcelJS.Workbook();
  await again.xlsx.load(await book.xlsx.writeBuffer());
  const read = sent.map((_, at) => again.worksheets[0].getRow(1).getCell(at + 1).value);
  console.log(`exceljs ${version}, node ${process.version}`);
  console.log(`expected: ${JSON.stringify(sent)}`);
  console.log(`seen:     ${JSON.stringify(read)}`);
  process.exitCode = read[0] === 'partA7' && read[1] === 'part\ud83d7' ? 0 : 1;
})();
JS
node "$folder/show.cjs"
