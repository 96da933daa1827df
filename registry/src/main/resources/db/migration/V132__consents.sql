-- Consents to be called (C. conso. L. 223-1, R. 223-1 to R. 223-3): who, for whom, for what, shown which text, when, how long, proved
-- by what. Kept three years from the day they were given. The number stands here as a keyed print only, the same for every
-- principal, so that whoever has a number can be shown all consents that are claimed for it.
create table accounts.consent (
    id uuid primary key,
    seq bigint generated always as identity unique,
    principal uuid not null,
    recorded_by uuid not null,
    -- The recorder's own name for it: the same twice is one consent.
    reference text not null,
    number bytea not null,
    -- The SIREN of each third party who may call, too.
    third_parties text[] not null,
    goods text not null,
    shown_text text not null,
    channel text not null check (channel in ('web', 'phone', 'paper', 'in-person', 'message', 'other')),
    evidence text not null check (evidence ~ '^sha256:[0-9a-f]{64}$'),
    given_at timestamptz not null,
    until timestamptz not null,
    recorded_at timestamptz not null,
    withdrawn_at timestamptz,
    unique (recorded_by, reference),
    check (given_at < until)
);
create index on accounts.consent (number);
create index on accounts.consent (given_at);
grant select, insert, update (withdrawn_at), delete on accounts.consent to openbloctel_accounts;
