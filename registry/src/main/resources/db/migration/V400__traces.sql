-- What is kept of each check for as long as the law may ask: which numbers, when, for whom, with what answer. Numbers are prints under the key
-- of a year, which lies here wrapped by the master key; sets of prints are in encrypted files of the vault, small ones in their row.
create table accounts.trace_key (
    year integer primary key,
    wrapped bytea not null
);

-- A file of prints. A day's files are merged into one, so that a search reads few.
create table accounts.trace_volume (
    id uuid primary key,
    year integer not null references accounts.trace_key,
    made_on date not null,
    -- of the file in the vault; null where the prints are in the row
    file_key bytea,
    content bytea,
    entries bigint not null,
    shift smallint not null,
    rice smallint not null,
    set_bits smallint not null,
    directory bigint not null,
    check ((file_key is null) <> (content is null))
);
create index on accounts.trace_volume (made_on, year);

-- A set of numbers in a file, however many checks it served.
create table accounts.trace_set (
    id uuid primary key,
    volume uuid not null references accounts.trace_volume,
    place integer not null,
    numbers bigint not null,
    digest bytea not null,
    unique (volume, place)
);
create index on accounts.trace_set (digest);

create table accounts.trace_check (
    id bigint generated always as identity primary key,
    kind text not null,
    at timestamptz not null,
    -- look-ups of an hour are one row
    last_at timestamptz not null,
    company uuid not null,
    principal uuid not null,
    submission uuid,
    campaign uuid,
    campaign_name text,
    certificate text,
    list_revision bigint not null,
    numbers uuid not null references accounts.trace_set,
    -- the numbers that were not callable; of a new check of kept numbers those that changed
    answers uuid references accounts.trace_set
);
create index on accounts.trace_check (at);
create index on accounts.trace_check (numbers, at);
create index on accounts.trace_check (principal);
create index on accounts.trace_check (company);
create index on accounts.trace_check (answers) where answers is not null;
create index on accounts.trace_check (submission) where submission is not null;

-- Look-ups until their hour is over.
create table accounts.trace_lookup (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    company uuid not null,
    principal uuid not null,
    year integer not null references accounts.trace_key,
    list_revision bigint not null,
    prints bytea not null
);
create index on accounts.trace_lookup (at);

grant select, insert, update, delete on accounts.trace_key to openbloctel_accounts;
grant select, insert, update, delete on accounts.trace_volume to openbloctel_accounts;
grant select, insert, update, delete on accounts.trace_set to openbloctel_accounts;
grant select, insert, delete on accounts.trace_check to openbloctel_accounts;
grant select, insert, delete on accounts.trace_lookup to openbloctel_accounts;
