-- When somebody last asked for a file in order to name it in an act. What no act names and nobody has asked for is removed
-- after some days: uploads would fill the disk otherwise.
alter table file add column wanted timestamptz not null default now();
create index file_wanted on file (wanted);
