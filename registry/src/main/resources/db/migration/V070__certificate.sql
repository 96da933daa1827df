-- Keys that sign certificates. Public parts stay for ever: old certificates verify with them. The private part is wrapped by
-- the server's master key, and gone once the key is retired.
create table accounts.certificate_key (
    kid text primary key,
    public_key bytea not null,
    private_key bytea,
    created_at timestamptz not null,
    retired_at timestamptz,
    check ((retired_at is null) = (private_key is not null))
);
-- One key signs.
create unique index certificate_key_current on accounts.certificate_key ((true)) where retired_at is null;

-- Certificates outlive the submission and its files, so nothing refers to those. No phone number is in one.
create table accounts.certificate (
    id uuid primary key,
    submission uuid not null unique,
    kid text not null references accounts.certificate_key,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    jws text not null
);
create index on accounts.certificate (expires_at);
create index on accounts.certificate using hash (jws);

grant select, insert, update on accounts.certificate_key to openbloctel_accounts;
grant select, insert, delete on accounts.certificate to openbloctel_accounts;
