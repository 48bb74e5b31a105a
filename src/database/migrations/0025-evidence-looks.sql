-- When the bytes of each file were last hashed again, and whether they were still those that were kept. Written by verification;
-- it is no proof of anything, only a memory of what was looked at.
create table evidence_look (
  file text primary key references file on delete cascade,
  at timestamptz not null default now(),
  holds boolean not null
);
