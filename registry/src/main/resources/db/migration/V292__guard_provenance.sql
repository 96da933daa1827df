-- Where the numbers of a stopped company come from, as an owner says.
create table accounts.guard_provenance (
    id uuid primary key,
    stop uuid not null,
    company uuid not null,
    text text not null,
    link text not null,
    member text not null,
    at timestamptz not null
);
create index on accounts.guard_provenance (company, at);
grant select, insert, delete on accounts.guard_provenance to openbloctel_accounts;
