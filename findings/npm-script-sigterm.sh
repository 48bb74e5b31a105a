#!/usr/bin/env bash
# npm run/start: SIGTERM to npm does not reach the program of a script where the script's shell is dash.
#
# npm passes SIGTERM on to the shell that it runs a script in. dash keeps the program as its child, dies of the signal, npm
# ends, and the program goes on without either. With bash, which becomes the program, it hears the signal. So whether
# `kill` of `npm start` ends a server depends on what /bin/sh is (dash on Debian and Ubuntu).
# Ours: package.json's "start" begins with `exec` (docs/decisions/0023-npm-start-and-signals.md).
set -euo pipefail
npm_version=11.19.1

folder=$(mktemp -d)
program=
finish() {
  if [ -n "$program" ]; then kill -KILL "$program" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT
command -v dash >/dev/null || { echo "dash is not here: it cannot be shown"; exit 1; }
npm install --prefix "$folder/tools" --no-audit --no-fund --loglevel=error "npm@$npm_version" >/dev/null
npm="$folder/tools/node_modules/npm/bin/npm-cli.js"
mkdir "$folder/project"
cd "$folder/project"
echo '{ "private": true, "scripts": { "start": "node program.cjs" } }' >package.json
# says its number, and notes the signal if it hears it; ends by itself after a minute in any case
cat >program.cjs <<'JS'
const { writeFileSync } = require('node:fs');
process.on('SIGTERM', () => { writeFileSync('heard', ''); process.exit(0); });
setTimeout(() => process.exit(0), 60_000);
writeFileSync('number', String(process.pid));
JS

# $1: the shell. Says whether the program heard SIGTERM that was sent to npm, once npm has ended.
try() {
  rm -f number heard
  node "$npm" start --script-shell="$1" >/dev/null 2>&1 &
  local npm_pid=$!
  while [ ! -s number ]; do sleep 0.1; done
  program=$(cat number)
  kill -TERM "$npm_pid"
  wait "$npm_pid" || true
  for _ in $(seq 20); do [ -e heard ] && break; sleep 0.1; done
  if [ -e heard ]; then echo heard; elif kill -0 "$program" 2>/dev/null; then echo "lives on"; else echo gone; fi
  kill -KILL "$program" 2>/dev/null || true
}

echo "node $(node --version), npm $(node "$npm" --version)"
bash_seen=$(try "$(command -v bash)")
dash_seen=$(try "$(command -v dash)")
echo "expected: the program hears SIGTERM that npm was sent, whatever the shell"
echo "seen: with bash: $bash_seen; with dash: $dash_seen"
[ "$bash_seen" = heard ] && [ "$dash_seen" = "lives on" ]
