-- Keys with which other authorities fetch the calls of complaints. A key itself is not stored, only its hash.
create table accounts.feed_key (
    id uuid primary key,
    -- the authority
    name text not null,
    beginning text not null,
    hash text not null unique,
    made_by text not null,
    made_at timestamptz not null,
    expires_on date not null,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index on accounts.feed_key (made_at);
grant select, insert, update, delete on accounts.feed_key to openbloctel_accounts;

-- Outcomes are counted by the day.
create index on accounts.complaint_step (at) where state = 'CLOSED';
