-- People, organisations and the catalogue of powers: what a transfer refers to.

create table organisation (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  kind text not null check (kind in ('sub-district', 'department', 'justice-bureau', 'government', 'audit', 'coordination')),
  name_zh text not null,
  name_en text not null
);

create table account (
  username text primary key check (username ~ '^[a-z][a-z0-9-]{1,39}$'),
  password_hash text not null,
  name_zh text not null,
  name_en text not null,
  organisation text not null references organisation,
  role text not null check (role in ('office', 'chief', 'assessor', 'head', 'trainer', 'reviewer', 'certifier', 'government', 'coordinator', 'auditor', 'admin')),
  demonstration boolean not null default false,
  active boolean not null default true,
  created timestamptz not null default now()
);

create table session (
  -- SHA-256 of the token: whoever reads the table cannot sign in with it
  token_hash bytea primary key,
  username text not null references account on delete cascade,
  created timestamptz not null default now(),
  expires timestamptz not null
);
create index session_expires on session (expires);

create table field (
  code text primary key,
  name_zh text not null,
  name_en text not null
);

create table power (
  code text primary key check (code ~ '^[A-Z]{2,6}-[0-9]{3,6}$'),
  name_zh text not null,
  name_en text not null,
  type text not null check (type in ('penalty', 'inspection', 'compulsion')),
  field text not null references field,
  department text not null references organisation,
  legal_basis text not null,
  confidence text not null default 'medium' check (confidence in ('high', 'medium', 'low')),
  -- 行政处罚法 18: belongs to public security and other organs named by law
  restricts_freedom boolean not null default false,
  -- the holder is not a county-level department (environment since 2016): the legality review states the route
  holder_above_county boolean not null default false
);
create index power_field on power (field, code);

-- What opens a power: an entry of the provincial decision (devolve) or the provision that permits entrusting (entrust).
create table authorisation (
  power text not null references power,
  mode text not null check (mode in ('devolve', 'entrust')),
  title_zh text not null,
  title_en text not null,
  version text not null,
  -- 行政强制法 17: a compulsory measure goes down only where the decision itself names it
  names_measure boolean not null default false,
  primary key (power, mode)
);

create table officer (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{1,39}$'),
  organisation text not null references organisation,
  name text not null,
  fields text[] not null check (cardinality(fields) > 0),
  -- AES-256-GCM, key outside the database; null where not given
  id_number bytea,
  phone bytea,
  active boolean not null default true
);
create index officer_organisation on officer (organisation);

create table certificate (
  officer text not null references officer,
  number text not null,
  valid_from date not null,
  valid_until date not null check (valid_until > valid_from),
  suspended boolean not null default false,
  primary key (officer, number)
);

create table file (
  id text primary key,
  sha256 text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  organisation text not null references organisation,
  uploaded_by text not null references account,
  uploaded timestamptz not null default now(),
  content bytea not null
);
