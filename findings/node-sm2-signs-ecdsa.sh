#!/usr/bin/env bash
# Node makes keys on the curve SM2 (`generateKeyPair('ec', { namedCurve: 'SM2' })`) and signs with them by the hash SM3, without
# a word. What comes out is no SM2 signature (GB/T 32918.2) but ECDSA on that curve: with the user identity of GB/T 35276
# (1234567812345678), with an empty one, and over the bare hash, the equation of SM2 fails, and that of ECDSA holds. Whoever
# checks SM2 refuses it. Seen with Node 20.20.2, 22.12.0 and 24.21.0 (OpenSSL 3.0).
# Our code signs with Ed25519 (src/ledger/checkpoint.ts); SM2 would have to come from a library that has it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent node@22.12.0
cat > "$folder/show.cjs" <<'JS'
const { createHash, generateKeyPairSync, sign } = require('node:crypto');
const hex = (text) => BigInt(`0x${text}`);
// the curve of GB/T 32918.5
const p = hex('FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF');
const n = hex('FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123');
const a = p - 3n;
const b = hex('28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93');
const base = [
  hex('32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7'),
  hex('BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0'),
];
const mod = (x, m) => ((x % m) + m) % m;
function inverse(x, m) {
  let [r, s, u, v] = [mod(x, m), m, 1n, 0n];
  while (s) [r, s, u, v] = [s, r % s, v, u - (r / s) * v];
  return mod(u, m);
}
function add(one, other) {
  if (!one || !other) return one || other;
  if (one[0] === other[0] && mod(one[1] + other[1], p) === 0n) return null;
  const slope =
    one[0] === other[0]
      ? (3n * one[0] * one[0] + a) * inverse(2n * one[1], p)
      : (other[1] - one[1]) * inverse(other[0] - one[0], p);
  const x = mod(slope * slope - one[0] - other[0], p);
  return [x, mod(slope * (one[0] - x) - one[1], p)];
}
function times(k, point) {
  let sum = null;
  for (let left = k, twice = point; left > 0n; left >>= 1n, twice = add(twice, twice)) if (left & 1n) sum = add(sum, twice);
  return sum;
}
const message = Buffer.from('one decision');
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
const { x, y } = (() => {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { x: der.subarray(-64, -32), y: der.subarray(-32) };
})();
const key = [hex(x.toString('hex')), hex(y.toString('hex'))];
const signature = sign('sm3', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
const [r, s] = [hex(signature.subarray(0, 32).toString('hex')), hex(signature.subarray(32).toString('hex'))];
const sm3 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest();
const fixed = (number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
const number = (bytes) => hex(bytes.toString('hex'));
const bySm2 = (e) => mod(e + add(times(s, base), times(mod(r + s, n), key))[0], n) === r;
const byIdentity = (identity) => {
  const length = Buffer.from([0, identity.length * 8]);
  return bySm2(number(sm3(sm3(length, identity, fixed(a), fixed(b), ...base.map(fixed), x, y), message)));
};
const e = number(sm3(message));
const w = inverse(s, n);
const seen = {
  'SM2, usual identity': byIdentity('1234567812345678'),
  'SM2, no identity': byIdentity(''),
  'SM2, bare hash': bySm2(e),
  ECDSA: mod(add(times(mod(e * w, n), base), times(mod(r * w, n), key))[0], n) === r,
};
console.log(`node ${process.version}, OpenSSL ${process.versions.openssl}`);
console.log('expected: a signature of SM2, by one of its forms');
console.log(`seen:     ${JSON.stringify(seen)}`);
process.exitCode = seen.ECDSA && !seen['SM2, usual identity'] && !seen['SM2, no identity'] && !seen['SM2, bare hash'] ? 0 : 1;
JS
"$folder/node_modules/.bin/node" "$folder/show.cjs"
