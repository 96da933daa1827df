-- Signs that are too weak for a stop: the largest figure of a day.
create table accounts.guard_note (
    company uuid not null,
    sign text not null,
    day date not null,
    figure int not null,
    primary key (company, sign, day)
);
create index on accounts.guard_note (day);
grant select, insert, update, delete on accounts.guard_note to openbloctel_accounts;
