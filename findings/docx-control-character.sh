#!/usr/bin/env bash
# docx writes a control character of a text into document.xml as it is. XML 1.0 has no such character, so the file is packed
# without an error and no word processor opens it. Word's own soft line break (U+000B) comes that way, pasted into a form.
# Seen with docx 9.5.1. Our code: src/documents/model.ts shows such characters as U+FFFD, src/domain/kept-text.ts refuses them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent docx@9.5.1 jszip@3.10.2 saxes@5.0.1
cat > "$folder/show.cjs" <<'JS'
const { Document, Packer, Paragraph, TextRun } = require('docx');
const JSZip = require('jszip');
const { SaxesParser } = require('saxes');
const version = JSON.parse(require('node:fs').readFileSync(`${__dirname}/node_modules/docx/package.json`, 'utf8')).version;

async function verdictOf(text) {
  const children = [new Paragraph({ children: [new TextRun(text)] })];
  const packed = await Packer.toBuffer(new Document({ sections: [{ children }] }));
  const xml = await (await JSZip.loadAsync(packed)).file('word/document.xml').async('string');
  let fault = 'well-formed';
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => (fault = `not well-formed (${message.trim()})`));
  parser.write(xml).close();
  return fault;
}
(async () => {
  const plain = await verdictOf('first line, second line');
  const broken = await verdictOf('first line\u000bsecond line');
  console.log(`docx ${version}, node ${process.version}`);
  console.log('expected: document.xml is well-formed, or packing fails, whatever the text');
  console.log(`seen:     without U+000B ${plain}; with it ${broken}`);
  process.exitCode = plain === 'well-formed' && broken.startsWith('not well-formed') ? 0 : 1;
})();
JS
node "$folder/show.cjs"
