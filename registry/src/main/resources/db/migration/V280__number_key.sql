-- The key under which phone numbers stand in this database, wrapped by the master key. Migration 281, which is written in Java because
-- SQL has no key, seals the columns that held them in plain: it is org.openbloctel.registry.database.NumberSealing.
create table accounts.number_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);
grant select, insert, update on accounts.number_key to openbloctel_accounts;
