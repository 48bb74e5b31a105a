#!/usr/bin/env bash
# Residents of Hong Kong, Macao and Taiwan who live on the mainland have, since 2018, a residence permit (居住证) whose number
# is made like a citizen's (GB 11643: eighteen characters, check character by ISO 7064 MOD 11-2) and begins with 810000,
# 820000 or 830000. validator's isIdentityCard for zh-CN takes the first two beginnings and refuses the third.
# Seen with validator 13.15.35. Our code: src/domain/id-number.ts looks at the check character and at no list of places.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent validator@13.15.35
cat > "$folder/show.cjs" <<'JS'
const { isIdentityCard } = require('validator');
const { version } = require('validator/package.json');
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const whole = (first) => first + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * first[i], 0) % 11];
// nobody's: the first day of a century and a running number
const places = ['810000', '820000', '830000'];
const seen = places.map((place) => `${place}: ${isIdentityCard(whole(`${place}20000101001`), 'zh-CN')}`).join(', ');
console.log(`validator ${version}, node ${process.version}`);
console.log(`expected: ${places.map((place) => `${place}: true`).join(', ')}`);
console.log(`seen:     ${seen}`);
process.exitCode = seen === '810000: true, 820000: true, 830000: false' ? 0 : 1;
JS
node "$folder/show.cjs"
