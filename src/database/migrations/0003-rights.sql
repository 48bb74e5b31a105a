-- The role that the application works as. What it may not do, it cannot do: the ledger is inserted and read, nothing else.
do $$ begin
  if not exists (select from pg_roles where rolname = 'fuquan_app') then create role fuquan_app nologin; end if;
end $$;
grant usage on schema public to fuquan_app;
grant select, insert, update, delete on all tables in schema public to fuquan_app;
grant usage on all sequences in schema public to fuquan_app;
revoke update, delete, truncate on ledger from fuquan_app;
revoke delete, truncate on transfer, head, register, publication, completion from fuquan_app;
revoke update on completion, completed_form, note, decision, training, handover_confirmation from fuquan_app;
-- where an administrator made the role and gave it, an owner who may not give roles finds this done
do $$ begin
  set local role fuquan_app;
  reset role;
exception when insufficient_privilege then
  grant fuquan_app to current_user;
end $$;
