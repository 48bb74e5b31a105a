#!/bin/sh
# The namespace of our procedures. What has ended is kept for a month there; the ledger keeps it for good.
set -eu
namespace() {
  temporal operator namespace "$@" --namespace default --tls-ca-path /run/secrets/temporal-authority \
    --tls-cert-path /run/secrets/temporal-client --tls-key-path /run/secrets/temporal-client-key
}
namespace describe >/dev/null 2>&1 || namespace create --retention 720h
