-- What is published of each day in France. Features erase their rows when their term ends; the counts stay. A day is counted while it goes on,
-- and closed some minutes after its end: its counts do not change any more.
create table accounts.figure_day (
    day date not null,
    figure text not null,
    -- The part of a breakdown; empty for the whole.
    part text not null default '',
    value bigint not null,
    closed boolean not null default false,
    primary key (day, figure, part)
);
grant select, insert, update on accounts.figure_day to openbloctel_accounts;

-- The minutes of an hour in which a server found the service in good health: bit n for minute n.
create table accounts.service_hour (
    hour timestamptz primary key,
    minutes bigint not null
);
grant select, insert, update on accounts.service_hour to openbloctel_accounts;

-- A day is counted by these, every minute while it goes on. Each is made under a lock that lets nothing be written meanwhile: 4 s for 12
-- million registrations.
create index on accounts.registration (registered_at);
create index on accounts.submission (received_at);
create index on accounts.submission (settled_at);
create index on accounts.lookup_count (day);
create index on accounts.certificate (issued_at);
create index on accounts.invoice (issued_on);
