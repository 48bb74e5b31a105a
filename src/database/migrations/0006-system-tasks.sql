-- What the system does by itself is a task too while it is done, of the office `system`, which is no organisation.
alter table task drop constraint if exists task_organisation_fkey;
