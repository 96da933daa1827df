-- Whoever wants to see and withdraw the consents of a number without an account gets a code on it. The number stands here as the same
-- keyed print as in the consents. A code is good for a quarter of an hour, what it opened for half an hour; forgotten after a day.
create table accounts.withdrawal_request (
    id uuid primary key,
    number bytea not null,
    code_hash text not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    wrong int not null default 0,
    proved_at timestamptz
);
create index on accounts.withdrawal_request (number, sent_at);
create index on accounts.withdrawal_request (sent_at);
grant select, insert, update, delete on accounts.withdrawal_request to openbloctel_accounts;
