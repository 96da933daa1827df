-- Browsers in which a person signed in, by a token in a cookie of theirs. The tries from one are counted for themselves, so that wrong
-- passwords from elsewhere do not lock its holder out.
create table accounts.known_device (
    id uuid primary key,
    token_hash text not null,
    credential uuid not null references accounts.credential on delete cascade,
    seen_at timestamptz not null,
    unique (token_hash, credential)
);
create index on accounts.known_device (credential);
create index on accounts.known_device (seen_at);

grant select, insert, update, delete on accounts.known_device to openbloctel_accounts;
