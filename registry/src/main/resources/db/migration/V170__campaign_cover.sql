-- Which campaign a file is for, where its sender named one by its id; when its kept numbers were checked again; since when it is
-- called for no more.
alter table accounts.submission
    add column campaign_id uuid,
    add column rechecked_at timestamptz,
    add column left_at timestamptz;
create index on accounts.submission (campaign_id, settled_at) where campaign_id is not null;

-- That the numbers of a campaign may be kept, who said so and when. The key of all that is kept, wrapped; null once it is erased.
create table accounts.campaign_keeping (
    campaign uuid primary key references accounts.campaign on delete cascade,
    consented_at timestamptz not null,
    consented_by text not null,
    ended_at timestamptz,
    key bytea,
    check ((ended_at is null) = (key is not null))
);

-- The kept numbers of a file: two encrypted files in the folder, under the campaign's key.
create table accounts.campaign_kept (
    id uuid primary key,
    campaign uuid not null references accounts.campaign_keeping on delete cascade,
    submission uuid not null unique,
    file_name text not null,
    lines bigint not null,
    numbers bigint not null,
    -- By which revision of the list they were last compared.
    revision bigint not null
);
create index on accounts.campaign_kept (campaign);

-- A line whose number went on the list or left it. The number and the reference are sealed under the campaign's key.
create table accounts.campaign_change (
    seq bigint generated always as identity primary key,
    campaign uuid not null references accounts.campaign_keeping on delete cascade,
    kept uuid not null,
    line bigint not null,
    revision bigint not null,
    kind text not null check (kind in ('opposed', 'callable')),
    at timestamptz not null,
    sealed bytea not null,
    unique (kept, line, revision, kind)
);
create index on accounts.campaign_change (campaign, seq);

-- Checks of all kept numbers of a campaign, by night or asked for.
create table accounts.campaign_check (
    id uuid primary key,
    seq bigint generated always as identity unique,
    campaign uuid not null references accounts.campaign on delete cascade,
    at timestamptz not null,
    asked_by text not null,
    list_revision bigint not null,
    numbers bigint not null,
    opposed bigint not null,
    newly_opposed bigint not null,
    newly_callable bigint not null,
    certificate text not null
);
create index on accounts.campaign_check (campaign, seq);

-- Who was told of which end of cover: once each.
create table accounts.campaign_reminder (
    campaign uuid not null references accounts.campaign on delete cascade,
    covered_until date not null,
    kind text not null check (kind in ('WEEK', 'DAY', 'LAPSED')),
    at timestamptz not null,
    primary key (campaign, covered_until, kind)
);

grant select, insert, update, delete on accounts.campaign_keeping, accounts.campaign_kept to openbloctel_accounts;
grant select, insert, delete on accounts.campaign_change, accounts.campaign_check, accounts.campaign_reminder
    to openbloctel_accounts;
