-- Calls that were tried, as long as a rule counts them, and who refused. A number stands here as a keyed print only, bound to the
-- principal: without the key nobody learns who was called, and two principals' prints of one number have nothing in common.
create table accounts.call_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);

create table accounts.call_attempt (
    -- Who dialled, and their own name for the call: the same twice is one call.
    agent uuid not null,
    call_id text not null,
    principal uuid not null,
    number bytea not null,
    at timestamptz not null,
    -- Null until it is known what came of it.
    outcome text check (outcome in ('no-answer', 'answered', 'refused', 'hung-up', 'callback-agreed')),
    agreed_at timestamptz,
    primary key (agent, call_id),
    check ((outcome is not distinct from 'callback-agreed') = (agreed_at is not null))
);
create index on accounts.call_attempt (principal, number, at);
create index on accounts.call_attempt (at);

-- A principal's list of those who said no in a call: the latest no.
create table accounts.call_refusal (
    principal uuid not null,
    number bytea not null,
    refused_at timestamptz not null,
    primary key (principal, number)
);

grant select, insert, update on accounts.call_key to openbloctel_accounts;
grant select, insert, update, delete on accounts.call_attempt to openbloctel_accounts;
grant select, insert, update on accounts.call_refusal to openbloctel_accounts;
