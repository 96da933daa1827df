-- How often people register and withdraw numbers on a day. Accounts and networks are keyed prints, numbers are sealed as in accounts.registration.
create table accounts.act_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);

-- How much was done on a day by an account or from an address or network, or with a number. No more than is allowed, so that the last row
-- of a day shows who reached the limit.
create table accounts.act_count (
    day date not null,
    -- ACCOUNT, ADDRESS, NETWORK or NUMBER
    kind text not null,
    subject uuid not null,
    count integer not null,
    primary key (day, kind, subject)
);

-- One row for each registration and each withdrawal that no code or letter proved.
create table accounts.act (
    id uuid primary key,
    at timestamptz not null,
    added boolean not null,
    number uuid not null,
    account uuid not null,
    -- null where no network is known
    network uuid
);

create index on accounts.act (at);

grant select, insert, update on accounts.act_key to openbloctel_accounts;
grant select, insert, update, delete on accounts.act_count to openbloctel_accounts;
grant select, insert, delete on accounts.act to openbloctel_accounts;
