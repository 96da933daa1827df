-- Jobs that do not erase until their clock or their amount is known to be right: why, since when, how much they would erase.
create table accounts.erasure_stop (
    job text primary key,
    reason text not null,
    -- By the database's clock, as all instants here: when the job stopped first, and when it last tried.
    since timestamptz not null,
    tried_at timestamptz not null,
    -- The day that the database knew last, when the clock is doubted.
    last_at timestamptz,
    -- What it would erase, and what it may erase without a person.
    amount bigint not null,
    may bigint not null,
    -- When a person said that it is right: the job goes on, once.
    confirmed_at timestamptz
);

-- Up to which run and when a person said that the clock is right, and when people were told last that it is doubted.
create table accounts.erasure_clock (
    only_row boolean primary key default true check (only_row),
    confirmed_at timestamptz,
    confirmed_run bigint not null default 0,
    told_at timestamptz
);
insert into accounts.erasure_clock default values;

grant select, insert, update, delete on accounts.erasure_stop to openbloctel_accounts;
grant select, update on accounts.erasure_clock to openbloctel_accounts;
