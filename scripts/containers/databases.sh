#!/bin/sh
# Run once by the PostgreSQL image, in an empty volume: an owner and a database for us, an owner and two for Temporal.
# Neither owner is a superuser; ours makes the logins of API and worker, which own nothing, in its migrations.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres \
  --set fuquan="$FUQUAN_DATABASE_PASSWORD" --set temporal="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
create role fuquan login createrole password :'fuquan';
create database fuquan owner fuquan;
create role temporal login password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
SQL
