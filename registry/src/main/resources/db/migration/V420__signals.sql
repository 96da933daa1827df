-- Signals: what shows in complaints, checks, calls and consents that an inspector should look at, although no one asked for it. Found once a
-- day. A signal names a company or a calling number, which stands sealed as in complaints, and the counts that raised it: no person, and no
-- number that was called.
create table accounts.signal (
    id uuid primary key,
    kind text not null,
    company uuid references accounts.company on delete cascade,
    caller uuid,
    state text not null,
    -- counts by their names, and the settings by which they were judged
    figures text not null,
    parameters text not null,
    -- on how many days it was found
    days integer not null default 1,
    first_at timestamptz not null,
    last_at timestamptz not null,
    changed_at timestamptz not null,
    -- wrapped by the master key
    note bytea,
    case_file uuid,
    check (company is not null or caller is not null)
);
-- What is found again before an agent settled it is the same signal.
create unique index on accounts.signal (kind, company, caller) nulls not distinct where state in ('NEW', 'SEEN');
create index on accounts.signal (last_at, id);
create index on accounts.signal (changed_at) where state in ('DISMISSED', 'IN_CASE');
create index on accounts.signal (company) where company is not null;
grant select, insert, update, delete on accounts.signal to openbloctel_accounts;

-- Calls that were reported outside the days and hours of the law, counted when they are reported: afterwards no one knows where the person
-- is who was called.
create table accounts.call_off_hours (
    agent uuid not null,
    principal uuid not null,
    -- in France
    day date not null,
    calls bigint not null,
    primary key (agent, principal, day)
);
create index on accounts.call_off_hours (day);
grant select, insert, update, delete on accounts.call_off_hours to openbloctel_accounts;
