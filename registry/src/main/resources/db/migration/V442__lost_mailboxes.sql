-- A lost mailbox: a visitor proves an address by a link and a number by a code; after a delay, in which the present address can stop it, the
-- address of the account with that number changes. A row is the same whether there is such an account or not, until its code is right.
create table accounts.address_recovery (
    id uuid primary key,
    link_hash bytea not null unique,
    number uuid not null,
    email text not null,
    locale text not null,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    code_hash text,
    codes smallint not null default 0,
    code_sent_at timestamptz,
    wrong smallint not null default 0,
    proved_at timestamptz,
    consumer uuid references accounts.consumer on delete cascade,
    -- the address that was told, and may stop it
    told text,
    stop_hash bytea unique,
    due_at timestamptz,
    settled_at timestamptz,
    -- CHANGED, STOPPED or ABANDONED
    outcome text
);
create index on accounts.address_recovery (number, code_sent_at);
create index on accounts.address_recovery (email, asked_at);
create index on accounts.address_recovery (expires_at);
create index on accounts.address_recovery (due_at) where settled_at is null;
-- Of two at once for one account, the first goes on.
create unique index on accounts.address_recovery (consumer) where consumer is not null and settled_at is null;
create index on accounts.address_recovery (consumer) where consumer is not null;
grant select, insert, update, delete on accounts.address_recovery to openbloctel_accounts;
