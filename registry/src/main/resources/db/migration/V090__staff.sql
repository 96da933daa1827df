-- People who work for the registry's operator. Who they are and how they sign in stands in accounts.credential.
create table accounts.staff (
    id uuid primary key references accounts.credential on delete cascade,
    name text not null,
    since timestamptz not null
);
grant select, insert, update, delete on accounts.staff to openbloctel_accounts;
