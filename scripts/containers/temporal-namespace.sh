#!/bin/sh
# The namespace of our procedures. What has ended is kept for a month there; the ledger keeps it for good.
set -eu
temporal operator namespace describe --namespace default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 720h
