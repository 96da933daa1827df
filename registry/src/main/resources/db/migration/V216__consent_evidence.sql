-- The file that proves a consent, where its company hands it over: it lies encrypted in the data folder under a name of its own, its key
-- here, wrapped by the master key. Both go with the consent.
create table accounts.consent_evidence (
    consent uuid primary key references accounts.consent on delete cascade,
    file uuid not null unique,
    file_key bytea not null,
    size int not null,
    uploaded_at timestamptz not null
);
grant select, insert, update (file_key), delete on accounts.consent_evidence to openbloctel_accounts;
-- A digest that no file can have gives way to the one of the file that is handed over later.
grant update (evidence) on accounts.consent to openbloctel_accounts;
