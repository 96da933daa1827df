-- Codes that were sent to telephones within an hour, and within a day in France, by all servers; the release before sends them uncounted.
create table accounts.code_count (
    -- HOUR or DAY
    span text not null,
    start timestamptz not null,
    sent integer not null,
    alarmed boolean not null default false,
    primary key (span, start)
);

grant select, insert, update, delete on accounts.code_count to openbloctel_accounts;
