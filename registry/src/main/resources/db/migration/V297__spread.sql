-- Over which blocks of 10,000 the fresh numbers of a company were spread within a week, on all servers: a sample of at most 16,384, each
-- the block, a part of the number's keyed print, and the day. The version grows with each change, the generation with each lift.
create table accounts.guard_spread (
    company uuid primary key,
    week bytea not null default '',
    version bigint not null default 0,
    generation bigint not null default 0,
    last_day date not null
);
grant select, insert, update, delete on accounts.guard_spread to openbloctel_accounts;
