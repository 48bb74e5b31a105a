#!/usr/bin/env bash
# The Chinese calendar of Intl (ICU) puts the first day of the lunar years 2027 and 2030 one day off: a month begins on the
# day, in Beijing, of its new moon (GB/T 33661-2017), and both new moons are minutes from midnight there. Holidays and the
# limits counted over them would be wrong by it.
# Seen with Node 26.10.0 (and 20.20.2, ICU 78.2). Our code: src/calendar/official.ts takes days by the moon from
# chinese-days, not from Intl.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent node@26.10.0 astronomy-engine@2.1.19
cat > "$folder/show.cjs" <<'JS'
const { SearchMoonPhase } = require('astronomy-engine');
const version = '2.1.19';
const shown = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
const lunar = (day) => shown.formatToParts(day).filter(({ type }) => ['month', 'day'].includes(type)).map(({ value }) => value).join('-');
const dayMs = 86_400_000;
/** The date in Beijing of the first new moon from a date on. */
const byTheMoon = (from) =>
  new Date(SearchMoonPhase(0, new Date(from), 30).date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
/** The date between 20 January and 21 February that Intl calls the first of the first month. */
function byIntl(year) {
  for (let day = Date.UTC(year, 0, 20); day < Date.UTC(year, 1, 22); day += dayMs)
    if (lunar(new Date(day)) === '1-1') return new Date(day).toISOString().slice(0, 10);
  return 'none';
}
// 2026 and 2028 as a proof of the method: there both agree
const years = [2026, 2027, 2028, 2030];
const expected = years.map((year) => byTheMoon(`${year}-01-21T00:00:00+08:00`));
const seen = years.map(byIntl);
console.log(`node ${process.version}, ICU ${process.versions.icu}, astronomy-engine ${version}`);
console.log(`expected: ${expected.join(' ')}`);
console.log(`seen:     ${seen.join(' ')}`);
const differing = years.filter((_, at) => expected[at] !== seen[at]);
process.exitCode = differing.join() === '2027,2030' ? 0 : 1;
JS
"$folder/node_modules/.bin/node" "$folder/show.cjs"
