-- How much a company looks up, a day: sums, no numbers.
create table accounts.lookup_count (
    company uuid not null,
    day date not null,
    requests bigint not null,
    numbers bigint not null,
    opposed bigint not null,
    unchecked bigint not null,
    primary key (company, day)
);

-- Companies whose look-ups were stopped because they probed the list, until somebody of the operator's lifts it.
create table accounts.lookup_stop (
    company uuid primary key,
    stopped_at timestamptz not null,
    sign text not null
);
grant select, insert, update on accounts.lookup_count to openbloctel_accounts;
grant select, insert, delete on accounts.lookup_stop to openbloctel_accounts;
