-- Inspectors of the authority. Who they are and how they sign in stands in accounts.credential, in a realm of its own.
alter table accounts.credential drop constraint credential_realm_check;
alter table accounts.credential add constraint credential_realm_check check (realm in ('MEMBER', 'STAFF', 'INSPECTOR'));

create table accounts.inspector (
    id uuid primary key references accounts.credential on delete cascade,
    name text not null,
    rank text not null,
    since timestamptz not null
);
grant select, insert, update, delete on accounts.inspector to openbloctel_accounts;
