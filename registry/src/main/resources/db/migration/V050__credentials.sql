-- How people sign in: an e-mail, a password, a second factor. A member's or a staff person's id is the id of their credential.
create table accounts.credential (
    id uuid primary key,
    realm text not null check (realm in ('MEMBER', 'STAFF')),
    email text not null check (email = lower(email)),
    locale text not null,
    password_hash text not null,
    created_at timestamptz not null,
    -- Wrapped by the master key. Offered: shown to be scanned, but no code of it was given yet.
    totp_offered bytea,
    totp_secret bytea,
    totp_since timestamptz,
    -- The time step of the last code that was used: an older or equal one is a replay.
    totp_step bigint not null default 0,
    unique (realm, email)
);

-- Used once: a used code is deleted. Hashed: 79 random bits.
create table accounts.recovery_code (
    credential uuid not null references accounts.credential on delete cascade,
    hash text not null,
    primary key (credential, hash)
);

-- Links in mails: hashed, used once, short-lived.
create table accounts.one_time_link (
    hash text primary key,
    purpose text not null,
    subject text not null,
    expires_at timestamptz not null
);
create index on accounts.one_time_link (expires_at);

-- Wrong passwords and codes, by account and by address, both hashed.
create table accounts.failure (
    subject text primary key,
    failures int not null,
    last_at timestamptz not null
);
create index on accounts.failure (last_at);

grant select, insert, update, delete on accounts.credential, accounts.recovery_code, accounts.one_time_link, accounts.failure
    to openbloctel_accounts;
