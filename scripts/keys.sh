#!/usr/bin/env bash
# The keys that containers sign with (Ed25519, PEM): one for what people do, which the API alone has, and one for checkpoints,
# which no service has; the API is given its public half. Run again, it keeps what is there.
#
#   scripts/keys.sh DIR
#
# Keep checkpoint.pem away from the machine but when a checkpoint is taken. Needs openssl.
set -euo pipefail
umask 077

die() {
  echo "keys: $1" >&2
  exit 1
}
[ $# -eq 1 ] || die "name the folder to write to, and nothing else"
case $1 in -*) die "unknown option $1; how it is used stands at the head of this file" ;; esac
folder=$1
command -v openssl >/dev/null || die "openssl is not there"
mkdir -p "$folder"
cd "$folder"
# half a key is none: each file is put in its place when it is whole
work=$(mktemp -d ./.new.XXXXXX)
trap 'rm -rf "$work"' EXIT

key() {
  openssl genpkey -algorithm ed25519 -out "$work/$1"
  mv "$work/$1" .
}

[ -e commands ] || key commands
# a public key alone may be all that this machine is to have; another private one beside it would vouch for nothing
if [ ! -e checkpoint.pem.pub ]; then
  [ -e checkpoint.pem ] || key checkpoint.pem
  openssl pkey -in checkpoint.pem -pubout -out "$work/checkpoint.pem.pub"
  mv "$work/checkpoint.pem.pub" .
fi
# a public key is no secret; private ones are their owner's alone
chmod 644 checkpoint.pem.pub
echo "keys: in $folder; give checkpoint.pem.pub to the audit office"
[ "$(id -u)" = 1000 ] || echo "keys: containers run as user 1000, who must be able to read the keys: chown -R 1000 $folder"
