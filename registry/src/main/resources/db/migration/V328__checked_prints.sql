-- What small submissions checked, one row a fingerprint: found by as many look-ups as a submission has numbers, however many came before. The files
-- of fingerprints stay beside it: a server of the version before this one reads them only, and writes no rows.
create table accounts.checked_print (
    company uuid not null,
    print bigint not null,
    checked_at timestamptz not null,
    primary key (company, print)
);
create index on accounts.checked_print (checked_at);

grant select, insert, update, delete on accounts.checked_print to openbloctel_accounts;

-- Whether its fingerprints stand in the table too; and the order in which a company's submissions were published.
alter table accounts.submission_checked add in_rows boolean not null default false;
alter table accounts.submission_checked add turn bigint generated always as identity;
create index on accounts.submission_checked (company, checked_at) where not in_rows;
create index on accounts.submission_checked (company, turn) where in_rows;
