-- What a server drew in advance and is not known to have answered, by the journal of fresh numbers in its data folder. Entries of that
-- journal up to "settled" are taken off already. A server of the release before draws without a row here: its rest is not refunded.
create table accounts.guard_draw (
    journal uuid not null,
    principal uuid not null,
    day date not null,
    numbers bigint not null,
    settled bigint not null default 0,
    primary key (journal, principal, day)
);
create index on accounts.guard_draw (day);
grant select, insert, update, delete on accounts.guard_draw to openbloctel_accounts;
