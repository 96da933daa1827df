-- The one key of the marks that name the list in reports and certificates, and of what the doctor recomputes them from; wrapped by the
-- master key.
create table accounts.list_mark_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);
grant select, insert, update on accounts.list_mark_key to openbloctel_accounts;

-- Revision, size and content digest of the list that a certificate names, encrypted for its id; null in certificates that name the digest
-- itself, as versions before this one issue them.
alter table accounts.certificate add column list_sealed bytea;
