-- Files that come in over SFTP: their length is not known before they end, and they are taken when they are whole. The bytes lie in
-- the folder of submissions, encrypted under the key of the row.
create table accounts.incoming_file (
    id uuid primary key,
    company uuid not null,
    principal uuid not null,
    -- The id of the campaign in whose folder it lies; empty for none.
    folder text not null,
    name text not null,
    sent_by text not null,
    received bigint not null default 0,
    parts text[] not null default '{}',
    file_key bytea not null,
    -- Who is writing: the next writer takes the next number, and the one before can acknowledge nothing more.
    writer int not null default 0,
    writing_until timestamptz,
    -- Whether its writer said that this was all.
    complete boolean not null default false,
    changed_at timestamptz not null,
    expires_at timestamptz not null,
    unique (company, folder, name)
);
create index on accounts.incoming_file (expires_at);
create index on accounts.incoming_file (changed_at) where complete;

-- What became of each file that was taken over SFTP: a submission, or a refusal. Whoever sent it finds the answer by its name.
create table accounts.arrival (
    id uuid primary key,
    seq bigint generated always as identity unique,
    company uuid not null,
    folder text not null,
    name text not null,
    arrived_at timestamptz not null,
    size bigint not null,
    submission uuid,
    refusal_code text,
    refusal_arguments text[] not null default '{}',
    check ((submission is null) <> (refusal_code is null))
);
create index on accounts.arrival (company, folder, seq);
create index on accounts.arrival (arrived_at);

-- Public keys by which a company's programs sign in to the SFTP server. They are no secret.
create table accounts.sftp_key (
    id uuid primary key,
    company uuid not null references accounts.company,
    made_by uuid not null references accounts.member on delete cascade,
    name text not null,
    kind text not null,
    fingerprint text not null,
    made_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index on accounts.sftp_key (company, made_at);
create unique index on accounts.sftp_key (company, fingerprint) where revoked_at is null;

grant select, insert, update, delete on accounts.incoming_file, accounts.arrival, accounts.sftp_key to openbloctel_accounts;
