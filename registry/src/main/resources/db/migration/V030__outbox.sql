-- Mails to be sent. Parameters hold secrets (links), so they are emptied once the mail is sent or given up.
create table accounts.outbox (
    id uuid primary key,
    created_at timestamptz not null,
    recipient text not null,
    locale text not null,
    template text not null,
    parameters text[] not null,
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    settled_at timestamptz,
    sent boolean not null default false
);
create index on accounts.outbox (next_attempt_at) where settled_at is null;

grant select, insert, update, delete on accounts.outbox to openbloctel_accounts;
