-- The key of the prints of numbers asked for, wrapped by the master key.
create table accounts.guard_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);
grant select, insert, update on accounts.guard_key to openbloctel_accounts;

-- What a principal asked for: keyed prints, a sample of them where they are many; and the budget where a person raised it.
create table accounts.guard_account (
    principal uuid primary key,
    asked bytea not null default '',
    version bigint not null default 0,
    year_budget bigint,
    day_budget bigint,
    raised_until date
);
grant select, insert, update, delete on accounts.guard_account to openbloctel_accounts;

-- Fresh numbers drawn on a day, before they are answered.
create table accounts.guard_drawn (
    principal uuid not null,
    day date not null,
    numbers bigint not null,
    primary key (principal, day)
);
create index on accounts.guard_drawn (day);
grant select, insert, update, delete on accounts.guard_drawn to openbloctel_accounts;

-- What was asked and learnt, a day, by the company that asked, its person or key, and the way in. The last four columns count sampled
-- fresh numbers; a lift sets them to nought.
create table accounts.guard_use (
    company uuid not null,
    principal uuid not null,
    day date not null,
    actor text not null,
    door text not null,
    asked bigint not null,
    fresh bigint not null,
    learnt bigint not null,
    sampled bigint not null,
    unassigned bigint not null,
    neighbours bigint not null,
    opposed bigint not null,
    primary key (company, day, principal, actor, door)
);
create index on accounts.guard_use (day);
grant select, insert, update, delete on accounts.guard_use to openbloctel_accounts;

-- Companies that get no answer by any way in, until a person of the operator lifts it; and those of the past.
create table accounts.guard_stop (
    id uuid primary key,
    company uuid not null,
    step text not null,
    at timestamptz not null,
    actor text not null,
    signs text not null,
    lifted_at timestamptz,
    lifted_by text,
    lifted_why text
);
create unique index on accounts.guard_stop (company) where lifted_at is null;
create index on accounts.guard_stop (at);
grant select, insert, update, delete on accounts.guard_stop to openbloctel_accounts;

-- Stops of look-ups are stops of every door from now on.
insert into accounts.guard_stop (id, company, step, at, actor, signs)
    select gen_random_uuid(), company, 'HOLD', stopped_at, 'system',
        case sign when 'UNASSIGNED' then 'UNASSIGNED 60' else 'NEIGHBOURS 60' end from accounts.lookup_stop;
drop table accounts.lookup_stop;
