-- Sessions of browsers, which outlive the server that opened them. The cookie's token is here as a hash, and the content is sealed by a key
-- that only the token gives: a copy of this table opens no session and shows nothing of one.
create table accounts.browser_session (
    id uuid primary key,
    token_hash text not null unique,
    content bytea not null,
    -- As the security log names the person; null while nobody has signed in.
    actor text,
    -- Whether all factors of that person were given.
    whole boolean not null default false,
    began_at timestamptz,
    network text not null default '',
    device text not null default '',
    -- By the database's clock, which all servers share; a minute late at most.
    used_at timestamptz not null default now(),
    check ((actor is null) = (began_at is null))
);
create index on accounts.browser_session (actor) where actor is not null;
create index on accounts.browser_session (used_at);

grant select, insert, update, delete on accounts.browser_session to openbloctel_accounts;
