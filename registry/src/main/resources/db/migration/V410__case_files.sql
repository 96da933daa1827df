-- Case files against companies: what is alleged, the letter, the company's observations, the decision of two inspectors, and its publication.
-- Texts and letters are wrapped by the master key, each for its row.
create table accounts.case_file (
    id uuid primary key,
    number bigint generated always as identity unique,
    -- null once the company's account is erased; its name and SIREN stay
    company uuid references accounts.company on delete set null,
    siren text not null,
    name text not null,
    state text not null,
    person text not null,
    facts bytea,
    rules text[] not null default '{}',
    cents_per_call bigint not null check (cents_per_call > 0),
    -- calls that the investigation established beside those of the complaints, and the day by whose law they count
    further_calls integer not null default 0 check (further_calls >= 0),
    further_on date,
    -- the last day for observations; null until the letter is sent
    answer_until date,
    opened_by uuid not null,
    opened_at timestamptz not null,
    changed_at timestamptz not null
);
create index on accounts.case_file (company, opened_at) where company is not null;
create index on accounts.case_file (state, changed_at);

create table accounts.case_step (
    case_file uuid not null references accounts.case_file on delete cascade,
    n smallint not null,
    state text not null,
    -- null for the company and for a delay that ended
    inspector uuid,
    at timestamptz not null,
    primary key (case_file, n)
);

-- Notes of inspectors, letters, observations of the company.
create table accounts.case_entry (
    id uuid primary key,
    case_file uuid not null references accounts.case_file on delete cascade,
    kind text not null,
    author uuid not null,
    content bytea not null,
    at timestamptz not null
);
create index on accounts.case_entry (case_file, at);

create table accounts.case_decision (
    id uuid primary key,
    case_file uuid not null references accounts.case_file on delete cascade,
    outcome text not null,
    cents bigint check (cents > 0),
    published_until date,
    articles text[] not null,
    grounds bytea not null,
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    confirmed_by uuid,
    confirmed_at timestamptz,
    check ((confirmed_by is null) = (confirmed_at is null)),
    -- four eyes
    check (confirmed_by <> proposed_by),
    check ((outcome = 'SANCTIONED') = (cents is not null and published_until is not null))
);
-- one proposal at a time
create unique index on accounts.case_decision (case_file) where confirmed_at is null;
create index on accounts.case_decision (case_file, proposed_at);
create index on accounts.case_decision (published_until) where published_until is not null and confirmed_at is not null;

create index on accounts.complaint (case_file) where case_file is not null;

grant select, insert, update, delete on accounts.case_file to openbloctel_accounts;
grant select, insert, delete on accounts.case_step to openbloctel_accounts;
grant select, insert, update, delete on accounts.case_entry to openbloctel_accounts;
grant select, insert, update, delete on accounts.case_decision to openbloctel_accounts;
