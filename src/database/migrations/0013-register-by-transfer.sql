-- A publication, a return and a narrowing look for what a transfer's powers are in force as. Without this they read all that
-- the city holds, for every power once.
create index register_transfer on register (transfer, position) where until is null;
