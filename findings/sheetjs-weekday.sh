#!/usr/bin/env bash
# A day that a Chinese sheet shows as a weekday has the format `aaaa` (星期日) or `aaa` (日), in the file as `[$-804]aaaa`.
# SheetJS knows the other Chinese signs (上午/下午, `e` for the year) and not this one: the text that it gives for the cell is
# "$aaaa", the same for every day, without an error. Seen with xlsx 0.18.5, and its formatter ssf 0.11.2.
# Our code: src/documents/tables/number-formats.ts takes such a cell for the day that it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent xlsx@0.18.5
cat > "$folder/show.cjs" <<'JS'
const { SSF, version } = require('xlsx');
const sunday = 46082;
const seen = ['[$-804]aaaa', '[$-804]aaa', '上午/下午h"时"', 'e"年"'].map((code) => [code, SSF.format(code, sunday + 0.5)]);
console.log(`xlsx ${version}, node ${process.version}; 46082 is Sunday, 1 March 2026`);
console.log('expected: 星期日, 日, 下午12时, 2026年');
console.log(`seen:     ${seen.map(([, text]) => text).join(', ')}`);
process.exitCode = seen.map(([, text]) => text).join() === '$aaaa,$aaa,下午12时,2026年' ? 0 : 1;
JS
node "$folder/show.cjs"
