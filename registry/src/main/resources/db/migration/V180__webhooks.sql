-- Where companies want to be told of what happens. Secrets are wrapped by the master key, for the endpoint they belong to.
create table accounts.webhook (
    id uuid primary key,
    seq bigint generated always as identity unique,
    company uuid not null references accounts.company on delete cascade,
    url text not null,
    description text not null,
    types text[] not null,
    secret bytea not null,
    -- After a change of the secret both sign, until then.
    old_secret bytea,
    old_secret_until timestamptz,
    made_at timestamptz not null,
    -- The same request again is the same endpoint.
    request_key text,
    disabled_at timestamptz,
    disabled_because text check (disabled_because in ('OWNER', 'GONE', 'FAILING')),
    -- The receiver asked to be spared until then.
    paused_until timestamptz,
    failing_since timestamptz,
    told_at timestamptz,
    unique (company, request_key),
    check ((disabled_at is null) = (disabled_because is null)),
    check ((old_secret is null) = (old_secret_until is null))
);
create index on accounts.webhook (company, seq);

-- What happened, exactly as it is sent at every attempt: the signature is over these bytes.
create table accounts.webhook_event (
    id uuid primary key,
    company uuid not null references accounts.company on delete cascade,
    type text not null,
    at timestamptz not null,
    payload text not null check (octet_length(payload) < 20000)
);
create index on accounts.webhook_event (at);
create index on accounts.webhook_event (company);

-- One event for one endpoint: the queue. The lease counts takings, so that a failure told by a sender that was only slow is not
-- taken for its successor's.
create table accounts.webhook_delivery (
    id uuid primary key,
    seq bigint generated always as identity unique,
    event uuid not null references accounts.webhook_event on delete cascade,
    webhook uuid not null references accounts.webhook on delete cascade,
    state text not null check (state in ('WAITING', 'DELIVERED', 'FAILED')),
    attempts int not null default 0,
    lease int not null default 0,
    next_attempt_at timestamptz not null,
    settled_at timestamptz,
    unique (event, webhook),
    check ((state = 'WAITING') = (settled_at is null))
);
create index on accounts.webhook_delivery (webhook, next_attempt_at) where state = 'WAITING';
create index on accounts.webhook_delivery (webhook, seq);

-- The log: each attempt and what was answered, the beginning of it.
create table accounts.webhook_attempt (
    seq bigint generated always as identity primary key,
    delivery uuid not null references accounts.webhook_delivery on delete cascade,
    at timestamptz not null,
    millis int not null,
    status int,
    fault text,
    answer text not null
);
create index on accounts.webhook_attempt (delivery, seq);

grant select, insert, update, delete on accounts.webhook, accounts.webhook_delivery to openbloctel_accounts;
grant select, insert, delete on accounts.webhook_event, accounts.webhook_attempt to openbloctel_accounts;
