-- Consumers and what they asked for. The list itself is in its own schema and holds no word of this.

-- Whoever confirmed an address, or wrote a letter: then there is a name and a postal address instead.
create table accounts.consumer (
    id uuid primary key,
    email text unique,
    name text,
    postal_address text,
    locale text not null,
    created_at timestamptz not null,
    check (email is not null or (name is not null and postal_address is not null))
);

-- A number somebody wants on the list: asked for with an address that is not confirmed yet (consumer is null), or by a
-- consumer who still has to prove the number. Removed a while after it is settled or has expired.
create table accounts.opposition_request (
    id uuid primary key,
    consumer uuid references accounts.consumer on delete cascade,
    email text,
    number bigint not null,
    locale text not null,
    requested_at timestamptz not null,
    expires_at timestamptz not null,
    reminded_at timestamptz,
    settled_at timestamptz,
    registration uuid,
    check (consumer is not null or email is not null)
);
create index on accounts.opposition_request (requested_at) where settled_at is null;
create index on accounts.opposition_request (consumer);
create index on accounts.opposition_request (email);

-- Links sent by mail. Only the token's hash is here: who reads this table cannot follow a link.
create table accounts.consumer_link (
    token_hash bytea primary key,
    purpose text not null check (purpose in ('CONFIRM', 'SIGN_IN', 'CHECK', 'CHANGE_ADDRESS')),
    email text not null,
    request uuid references accounts.opposition_request on delete cascade,
    consumer uuid references accounts.consumer on delete cascade,
    registration_number text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index on accounts.consumer_link (email, created_at);
create index on accounts.consumer_link (request);
create index on accounts.consumer_link (consumer);
create index on accounts.consumer_link (expires_at);

-- One number of one consumer, with its receipt. Ended rows lose consumer and number when their time is over (see retention),
-- and serve as proof that the withdrawal was done.
create table accounts.registration (
    id uuid primary key,
    registration_number text not null unique,
    consumer uuid references accounts.consumer on delete set null,
    number bigint,
    registered_at timestamptz not null,
    effective_on date not null,
    ends_on date not null,
    renewals int not null default 0,
    notice_for date,
    proved_at timestamptz,
    letter_reference text,
    ended_at timestamptz,
    ended_because text check (ended_because in ('WITHDRAWN', 'LAPSED', 'ERASED')),
    check ((ended_at is null) = (ended_because is null)),
    check (ended_at is not null or (consumer is not null and number is not null))
);
create unique index on accounts.registration (consumer, number) where ended_at is null;
create index on accounts.registration (consumer);
create index on accounts.registration (number) where ended_at is null;
create index on accounts.registration (ends_on) where ended_at is null;
create index on accounts.registration (ended_at) where ended_at is not null;

-- One-time codes sent to a number.
create table accounts.number_code (
    id uuid primary key,
    consumer uuid not null references accounts.consumer on delete cascade,
    number bigint not null,
    code_hash text not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    wrong int not null default 0,
    used_at timestamptz
);
create index on accounts.number_code (number, sent_at);
create index on accounts.number_code (consumer, sent_at);

-- Letters of people without an e-mail address: what came in, and what has to be printed and posted.
create table accounts.consumer_letter (
    id uuid primary key,
    consumer uuid references accounts.consumer on delete cascade,
    kind text not null check (kind in ('RECEIPT', 'RENEWAL_NOTICE', 'WITHDRAWAL')),
    registrations uuid[] not null,
    letter_reference text,
    written_at timestamptz not null,
    posted_at timestamptz
);
create index on accounts.consumer_letter (consumer);
create index on accounts.consumer_letter (written_at) where posted_at is null;
create unique index on accounts.consumer_letter (letter_reference);

grant select, insert, update, delete on accounts.consumer, accounts.opposition_request, accounts.consumer_link,
    accounts.registration, accounts.number_code, accounts.consumer_letter to openbloctel_accounts;
