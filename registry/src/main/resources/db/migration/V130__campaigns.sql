-- Who calls whom about what, for whom, and what excuses them: declared, never changed but for their end.
create table accounts.campaign (
    id uuid primary key,
    seq bigint generated always as identity unique,
    -- Whose duty the calls are, and who declared the campaign: the same, or an agent with a mandate.
    principal uuid not null,
    declared_by uuid not null,
    name text not null,
    sector text not null,
    -- Why rules would leave it alone, and what proves that; both or none.
    ground text check (ground in ('contract', 'b2b', 'press', 'poll', 'non-profit')),
    evidence text,
    starts_on date not null,
    ends_on date not null,
    declared_at timestamptz not null,
    check (starts_on <= ends_on),
    check ((ground is null) = (evidence is null))
);
create index on accounts.campaign (principal, seq);
create index on accounts.campaign (declared_by, seq);
grant select, insert, delete on accounts.campaign to openbloctel_accounts;
