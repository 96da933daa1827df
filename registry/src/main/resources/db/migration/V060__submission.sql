-- Submitted call files: what was sent by whom for whom, how far it is, what came of it. No phone number is in any of these
-- tables; the files lie encrypted in a folder, and their key, wrapped, here: without it they are nothing.
create table accounts.submission (
    id uuid primary key,
    seq bigint generated always as identity unique,
    company uuid not null,
    -- For whom: the company itself, or who gave it a mandate.
    principal uuid not null,
    submitted_by text not null,
    file_name text not null,
    received_at timestamptz not null,
    size bigint not null,
    sha256 text not null,
    corrects uuid,
    -- What the sender said of the layout; null and empty: to be found.
    option_columns text[] not null,
    option_separator text,
    option_encoding text,
    option_header boolean,
    option_quotes boolean,

    state text not null check (state in ('RECEIVED', 'CHECKING', 'READY', 'DELIVERED', 'PURGED', 'REFUSED')),
    -- Each attempt to scrub takes the next number; only the latest may say what came of it.
    attempt int not null default 0,
    lease_until timestamptz,
    failures int not null default 0,
    read_bytes bigint not null default 0,
    read_rows bigint not null default 0,

    settled_at timestamptz,
    delivered_at timestamptz,
    purged_at timestamptz,
    refusal_code text,
    refusal_arguments text[] not null default '{}',
    report text,
    rows bigint not null default 0,
    callable bigint not null default 0,
    opposed bigint not null default 0,
    unchecked bigint not null default 0,
    charged_lines bigint not null default 0,
    list_revision bigint,
    list_digest text,
    certificate text,

    -- The key of this submission's files, wrapped; null once they are erased.
    file_key bytea,
    inputs text[] not null,
    input_until timestamptz not null
);
create index on accounts.submission (company, seq);
create index on accounts.submission (received_at) where state in ('RECEIVED', 'CHECKING');
create index on accounts.submission (settled_at) where file_key is not null;

create table accounts.submission_file (
    submission uuid not null references accounts.submission,
    kind text not null check (kind in ('callable', 'opposed', 'unchecked', 'verdicts')),
    stored_name text not null,
    size bigint not null,
    sha256 text not null,
    primary key (submission, kind)
);

create table accounts.submission_download (
    seq bigint generated always as identity primary key,
    submission uuid not null references accounts.submission,
    company uuid not null,
    kind text not null,
    actor text not null,
    lines bigint not null,
    at timestamptz not null
);
create index on accounts.submission_download (company, at);
create index on accounts.submission_download (submission);

-- A company whose downloads were stopped, until somebody of the operator lifts it.
create table accounts.download_stop (
    company uuid primary key,
    at timestamptz not null,
    files int not null,
    lines bigint not null,
    lifted_at timestamptz
);

-- Idempotency keys: of a company, for one request. Reserved while the body comes in; known for seven days.
create table accounts.submission_key (
    company uuid not null,
    key text not null,
    submission uuid not null,
    fingerprint text,
    until timestamptz not null,
    primary key (company, key)
);

-- Uploads that may be cut off and go on.
create table accounts.submission_upload (
    id uuid primary key,
    company uuid not null,
    principal uuid not null,
    started_by text not null,
    file_name text not null,
    length bigint not null,
    received bigint not null default 0,
    parts text[] not null default '{}',
    file_key bytea not null,
    -- Who is writing: the next writer takes the next number, and the one before can acknowledge nothing more.
    writer int not null default 0,
    expires_at timestamptz not null
);
create index on accounts.submission_upload (company);
create index on accounts.submission_upload (expires_at);

-- Which numbers a company had checked of late: a file of keyed fingerprints, so that checking them again costs nothing.
create table accounts.submission_checked (
    submission uuid primary key references accounts.submission,
    company uuid not null,
    stored_name text not null,
    numbers bigint not null,
    file_key bytea not null,
    checked_at timestamptz not null
);
create index on accounts.submission_checked (company, checked_at);

-- The key under which a company's numbers become fingerprints, wrapped.
create table accounts.submission_fingerprint_key (
    company uuid primary key,
    key bytea not null
);

grant select, insert, update, delete on
    accounts.submission,
    accounts.submission_file,
    accounts.submission_download,
    accounts.download_stop,
    accounts.submission_key,
    accounts.submission_upload,
    accounts.submission_checked,
    accounts.submission_fingerprint_key
    to openbloctel_accounts;
