-- Numbers that never had a subscriber, lent by the regulator or an operator, and put on the list to show who walks through it. The numbers
-- of a batch are one sealed column: no row names one.
create table accounts.canary_batch (
    id uuid primary key,
    lender text not null,
    numbers int not null,
    retired int not null default 0,
    sealed bytea,
    asked_by text not null,
    asked_at timestamptz not null,
    listed_at timestamptz,
    withdrawn_at timestamptz,
    version bigint not null default 1
);
grant select, insert, update, delete on accounts.canary_batch to openbloctel_accounts;

-- Who asked for a canary, and whether the answer left. The canary is a keyed print. A sighting is a sign until a person has looked at it.
create table accounts.canary_sighting (
    canary bigint not null,
    company uuid not null,
    principal uuid not null,
    actor text not null,
    door text not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    times bigint not null,
    returned_at timestamptz,
    is_sign boolean not null,
    primary key (canary, company, principal, actor)
);
create index on accounts.canary_sighting (company, first_at);
create index on accounts.canary_sighting (last_at);
grant select, insert, update, delete on accounts.canary_sighting to openbloctel_accounts;

-- Canaries that were called: by which number, sealed, and what the person who holds the line says.
create table accounts.canary_call (
    id uuid primary key,
    canary bigint not null,
    day date not null,
    caller bytea,
    note text not null,
    told_by text not null,
    told_at timestamptz not null
);
grant select, insert, delete on accounts.canary_call to openbloctel_accounts;
