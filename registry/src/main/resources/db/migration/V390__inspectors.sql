-- Inspectors of the authority. Who they are and how they sign in stands in accounts.credential, in a realm of its own.
alter table accounts.credential drop constraint credential_realm_check;
alter table accounts.credential add constraint credential_realm_check check (realm in ('MEMBER', 'STAFF', 'INSPECTOR'));

create table accounts.inspector (
    id uuid primary key references accounts.credential on delete cascade,
    name text not null,
    rank text not null,
    since timestamptz not null,
    -- null for those whom the settings name
    invited_by uuid
);
grant select, insert, update, delete on accounts.inspector to openbloctel_accounts;

-- Prints of the addresses of inspectors who were removed: the settings do not add them again. An invitation by a head deletes the row.
create table accounts.inspector_removed (
    print text primary key,
    at timestamptz not null
);
grant select, insert, delete on accounts.inspector_removed to openbloctel_accounts;
