-- Complaints of consumers about calls. Their numbers and those of callers stand under the permutation of the accounts' side, as all numbers
-- do: equal numbers are equal blocks, so that complaints about one caller are found without opening any. What people wrote is encrypted
-- under a key of its own; its words stand as keyed prints of their stems, so that an inspector can search what a copy of the database does
-- not show.
create table accounts.complaint_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);

create table accounts.complaint (
    id uuid primary key,
    reference text not null unique,
    -- the first complaint about the same call; inspectors act on that one, and this one follows
    same_as uuid references accounts.complaint on delete set null,
    state text not null,
    reason text,
    company uuid references accounts.company on delete set null,
    case_file uuid,
    -- of a complaint filed in the consumer space
    consumer uuid references accounts.consumer on delete set null,
    -- filed in the consumer space: without its consumer, it is of one who was erased
    space boolean not null default false,
    -- asked to be forgotten: number and texts go as soon as no case needs them
    erased boolean not null default false,
    -- null once it is forgotten
    number uuid,
    -- null for a call that showed no number
    caller uuid,
    -- to the minute, ascending
    calls timestamptz[] not null check (cardinality(calls) > 0),
    subject text not null,
    answers jsonb not null,
    doors text[] not null,
    named bytea,
    said bytea,
    identity bytea,
    words bigint[],
    -- what the calls may have broken, by the law of their days
    broken text[] not null,
    unsure text[] not null,
    -- signs of a flood, forgotten before the rest
    network bytea,
    wording bytea,
    received_at timestamptz not null,
    changed_at timestamptz not null
);
create index on accounts.complaint (received_at, id);
create index on accounts.complaint (state, received_at, id);
create index on accounts.complaint (caller, received_at, id) where caller is not null;
create index on accounts.complaint (company, received_at, id) where company is not null;
create index on accounts.complaint (number) where number is not null;
create index on accounts.complaint (consumer, received_at) where consumer is not null;
create index on accounts.complaint (same_as) where same_as is not null;
create index on accounts.complaint (received_at) where network is not null or wording is not null;
create index on accounts.complaint (id) where (erased or (space and consumer is null)) and number is not null;
create index on accounts.complaint using gin (words);

create table accounts.complaint_step (
    complaint uuid not null references accounts.complaint on delete cascade,
    n smallint not null,
    state text not null,
    reason text,
    at timestamptz not null,
    primary key (complaint, n)
);

-- Where news of a complaint that was filed without an account goes, once its address is proved.
create table accounts.complaint_follower (
    complaint uuid primary key references accounts.complaint on delete cascade,
    email text not null,
    locale text not null,
    asked_at timestamptz not null,
    proved_at timestamptz
);
create index on accounts.complaint_follower (email, asked_at);

grant select, insert, update on accounts.complaint_key to openbloctel_accounts;
grant select, insert, update, delete on accounts.complaint to openbloctel_accounts;
grant select, insert, delete on accounts.complaint_step to openbloctel_accounts;
grant select, insert, update, delete on accounts.complaint_follower to openbloctel_accounts;
