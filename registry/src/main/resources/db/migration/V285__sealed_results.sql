-- Public keys to which results are sealed. Each holds for a while: the next one begins where this one ends, and one without an end is the
-- last. A change that is not due yet lies in the future. They are no secret; the private keys never come here.
create table accounts.sealing_key (
    id uuid primary key,
    company uuid not null references accounts.company on delete cascade,
    recipient text not null check (recipient ~ '^age1[a-z0-9]{58}$'),
    added_by text not null,
    added_at timestamptz not null,
    from_at timestamptz not null,
    until_at timestamptz,
    ended_by text,
    check (until_at is null or until_at >= from_at)
);
create unique index on accounts.sealing_key (company) where until_at is null;
create index on accounts.sealing_key (company, from_at);

grant select, insert, update, delete on accounts.sealing_key to openbloctel_accounts;

-- Size and digest are of the bytes that are downloaded. Of a sealed file: to which keys, and size and digest of what is inside. Its plain lines
-- lie under kept_name only until a campaign has kept its numbers.
alter table accounts.submission_file
    add column recipients text[] not null default '{}',
    add column content_size bigint,
    add column content_sha256 text,
    add column kept_name text,
    add check ((cardinality(recipients) > 0) = (content_sha256 is not null)),
    add check ((content_size is null) = (content_sha256 is null));
