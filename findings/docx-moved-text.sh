#!/usr/bin/env bash
# Drafts go round with changes tracked (修订), and a paragraph that is moved stands in the file twice: where it was
# (w:moveFrom, its runs with w:t like any other, ECMA-376 part 1, 17.13.5.22) and where it is now (w:moveTo). Deleted text has an element of its own
# (w:delText) and is left out by everybody; moved text is read twice by officeparser, word-extractor and docx2txt, and not
# at all by python-docx, whose Paragraph.text leaves out what was inserted, too. Only mammoth reads what Word shows.
# Seen with officeparser 7.8.0, word-extractor 1.0.4, mammoth 1.13.0, docx2txt 0.9, python-docx 1.2.0.
# Our code reads no uploaded document's text; what would, has to know both elements.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent officeparser@7.8.0 word-extractor@1.0.4 mammoth@1.13.0 fflate@0.8.3
python3 -m venv "$folder/python" || { echo 'no Python with venv can be had'; exit 75; }
"$folder/python/bin/pip" install --quiet --disable-pip-version-check docx2txt==0.9 python-docx==1.2.0
cat > "$folder/show.cjs" <<'JS'
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { strToU8, zipSync } = require('fflate');
const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const xml = (text) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
const run = (text) => `<w:r><w:t xml:space="preserve">${text} </w:t></w:r>`;
const by = (id) => `w:id="${id}" w:author="office" w:date="2026-03-01T00:00:00Z"`;
const body =
  `<w:p>${run('one')}<w:moveFromRangeStart w:name="move1" ${by(1)}/><w:moveFrom ${by(2)}>${run('MOVED')}</w:moveFrom>` +
  `<w:moveFromRangeEnd w:id="1"/><w:del ${by(3)}><w:r><w:delText>DELETED</w:delText></w:r></w:del>` +
  `<w:ins ${by(4)}>${run('INSERTED')}</w:ins></w:p><w:p>${run('two')}<w:moveToRangeStart w:name="move1" ${by(5)}/>` +
  `<w:moveTo ${by(6)}>${run('MOVED')}</w:moveTo><w:moveToRangeEnd w:id="5"/></w:p>`;
const file = join(__dirname, 'draft.docx');
writeFileSync(
  file,
  zipSync({
    '[Content_Types].xml': xml(
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': xml(`<w:document xmlns:w="${w}"><w:body>${body}</w:body></w:document>`),
  }),
);
const words = (text) => text.split(/\s+/).filter(Boolean).join(' ');
(async () => {
  const WordExtractor = require('word-extractor');
  const { OfficeParser } = require('officeparser');
  const python = (code) =>
    words(require('node:child_process').execFileSync(join(__dirname, 'python/bin/python'), ['-c', code], { encoding: 'utf8' }));
  const seen = {
    mammoth: words((await require('mammoth').extractRawText({ path: file })).value),
    officeparser: words((await OfficeParser.parseOffice(file)).toText()),
    'word-extractor': words((await new WordExtractor().extract(file)).getBody()),
    docx2txt: python(`import docx2txt; print(docx2txt.process(${JSON.stringify(file)}))`),
    'python-docx': python(`import docx; print(" ".join(p.text for p in docx.Document(${JSON.stringify(file)}).paragraphs))`),
  };
  const shown = 'one INSERTED two MOVED';
  const twice = 'one MOVED INSERTED two MOVED';
  const wanted = { mammoth: shown, officeparser: twice, 'word-extractor': twice, docx2txt: twice, 'python-docx': 'one two' };
  console.log(`node ${process.version}`);
  console.log(`expected: ${shown}`);
  for (const [name, text] of Object.entries(seen)) console.log(`seen:     ${name}: ${text}`);
  process.exitCode = JSON.stringify(seen) === JSON.stringify(wanted) ? 0 : 1;
})();
JS
node "$folder/show.cjs"
