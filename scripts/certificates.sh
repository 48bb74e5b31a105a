#!/usr/bin/env bash
# Certificates for speaking with Temporal: an authority of our own, one certificate for the server and one for its clients
# (API, workers, commands, Temporal's page). Run again, it keeps the authority and makes the two anew.
#
#   scripts/certificates.sh [--days N] [--authority-days N] [--name HOST]... DIR
#
# --days N            how long the server's and the clients' certificates hold (397)
# --authority-days N  how long the authority holds (3650)
# --name HOST         a further name or address that the server is reached by; temporal, localhost and 127.0.0.1 are in it
#
# Whoever has ca.key can make a client: keep it elsewhere once the others are made. Needs openssl.
set -euo pipefail
umask 077

days=397
authority_days=3650
names=(temporal localhost 127.0.0.1)
folder=
die() {
  echo "certificates: $1" >&2
  exit 1
}
while [ $# -gt 0 ]; do
  case $1 in
    --days | --authority-days | --name)
      [ $# -ge 2 ] || die "$1 wants a value"
      case $1 in
        --days) days=$2 ;;
        --authority-days) authority_days=$2 ;;
        --name) names+=("$2") ;;
      esac
      shift 2
      ;;
    -*) die "unknown option $1; how it is used stands at the head of this file" ;;
    *)
      [ -z "$folder" ] || die "one folder only"
      folder=$1
      shift
      ;;
  esac
done
[ -n "$folder" ] || die "name the folder to write to"
case $days$authority_days in *[!0-9]* | '') die "days are whole numbers" ;; esac
command -v openssl >/dev/null || die "openssl is not there"

mkdir -p "$folder"
cd "$folder"
# half a certificate is none: each file is put in its place when it is whole
work=$(mktemp -d ./.new.XXXXXX)
trap 'rm -rf "$work"' EXIT

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

if [ -e ca.pem ] || [ -e ca.key ]; then
  [ -e ca.pem ] && [ -e ca.key ] || die "ca.pem and ca.key belong together: put the missing one back, or move the other away to make a new authority"
  openssl x509 -in ca.pem -noout -checkend $((days * 86400)) >/dev/null ||
    die "the authority ends before the certificates would: fewer --days, or move ca.pem and ca.key away to make a new one"
else
  key "$work/ca.key"
  openssl req -x509 -new -key "$work/ca.key" -sha256 -days "$authority_days" -subj '/O=Fuquan/CN=Fuquan engine authority' \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' -out "$work/ca.pem"
  mv "$work/ca.key" "$work/ca.pem" .
fi

# certificate NAME SUBJECT EXTENSIONS
certificate() {
  key "$work/$1.key"
  printf '%s\n' "$3" >"$work/$1.ext"
  openssl req -new -key "$work/$1.key" -subj "/O=Fuquan/CN=$2" -out "$work/$1.csr"
  openssl x509 -req -in "$work/$1.csr" -CA ca.pem -CAkey ca.key -set_serial "0x$(openssl rand -hex 16)" -sha256 -days "$days" \
    -extfile "$work/$1.ext" -out "$work/$1.pem" 2>/dev/null
  mv "$work/$1.key" "$work/$1.pem" .
}

alternatives=
for name in "${names[@]}"; do
  kind=DNS
  case $name in *:* | *[0-9].[0-9]*.[0-9]*.[0-9]*) case $name in *[!0-9a-fA-F.:]*) ;; *) kind=IP ;; esac ;; esac
  alternatives+="${alternatives:+,}$kind:$name"
done
common=$'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature'
# the parts of the server speak to one another with its certificate, too
certificate server temporal "$common"$'\nextendedKeyUsage=serverAuth,clientAuth\n'"subjectAltName=$alternatives"
certificate client fuquan "$common"$'\nextendedKeyUsage=clientAuth'

# certificates are no secret; keys are their owner's alone
chmod 644 ca.pem server.pem client.pem
echo "certificates: in $folder, server and clients until $(openssl x509 -in server.pem -noout -enddate | cut -d= -f2), authority until $(openssl x509 -in ca.pem -noout -enddate | cut -d= -f2)"
[ "$(id -u)" = 1000 ] || echo "certificates: containers run as user 1000, who must be able to read the keys: chown 1000 $folder/server.key $folder/client.key"
