-- Whoever canvasses, and the people who act for them here.
create table accounts.company (
    id uuid primary key,
    siren text not null check (siren ~ '^\d{9}$'),
    siret text check (siret ~ '^\d{14}$'),
    name text not null,
    address text not null,
    representative text not null,
    state text not null check (state in ('TO_VERIFY', 'VERIFIED', 'REFUSED', 'SUSPENDED')),
    reason text not null default '',
    created_at timestamptz not null,
    decided_at timestamptz
);
-- Anybody can type a SIREN; only one account of it is ever verified.
create unique index on accounts.company (siren) where state in ('VERIFIED', 'SUSPENDED');
create index on accounts.company (state, created_at);

create table accounts.member (
    id uuid primary key references accounts.credential on delete cascade,
    company uuid not null references accounts.company,
    name text not null,
    role text not null check (role in ('OWNER', 'OPERATOR', 'AUDITOR')),
    joined_at timestamptz not null
);
create index on accounts.member (company);

-- Asked for on the web, not yet confirmed by the link in the mail. Nothing else knows of them.
create table accounts.company_application (
    link text primary key,
    siren text not null,
    siret text,
    name text not null,
    address text not null,
    representative text not null,
    email text not null,
    locale text not null,
    expires_at timestamptz not null
);

create table accounts.invitation (
    id uuid primary key,
    link text not null unique,
    company uuid not null references accounts.company,
    email text not null,
    role text not null check (role in ('OWNER', 'OPERATOR', 'AUDITOR')),
    invited_by uuid not null,
    invited_at timestamptz not null,
    expires_at timestamptz not null
);
create unique index on accounts.invitation (company, email);

-- Keys of programs. The key itself is stored nowhere: it is 256 random bits, and this is its SHA-256.
create table accounts.api_key (
    id uuid primary key,
    company uuid not null references accounts.company,
    made_by uuid not null references accounts.member on delete cascade,
    name text not null,
    test boolean not null,
    -- How it begins: enough to tell it from others, far too little to guess it.
    beginning text not null,
    hash text not null unique,
    scopes text[] not null,
    networks text[] not null,
    made_at timestamptz not null,
    expires_on date,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index on accounts.api_key (company, made_at);

-- Who may act for whom. The other side is named by its SIREN until it accepts: it may not even have an account yet.
create table accounts.mandate (
    id uuid primary key,
    principal uuid references accounts.company,
    agent uuid references accounts.company,
    proposed_by uuid not null references accounts.company,
    other_siren text not null,
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    proposed_at timestamptz not null,
    accepted_at timestamptz,
    ended_at timestamptz,
    -- The last day it held, when it was ended before its term.
    ended_on date,
    check (principal is distinct from agent),
    check ((accepted_at is null) = (principal is null or agent is null))
);
create index on accounts.mandate (principal, agent);
create index on accounts.mandate (agent);
create index on accounts.mandate (other_siren) where accepted_at is null;

grant select, insert, update, delete on accounts.member, accounts.company_application, accounts.invitation, accounts.api_key
    to openbloctel_accounts;
grant select, insert, update on accounts.company, accounts.mandate to openbloctel_accounts;
