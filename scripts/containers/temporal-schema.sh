#!/bin/sh
# Temporal's tables, made or brought to the version of this tool; where they are, nothing happens.
set -eu
for database in temporal temporal_visibility; do
  schema=postgresql/v12/${database#temporal_}
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-name "$schema"
done
