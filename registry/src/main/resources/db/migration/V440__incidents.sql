-- What the operator publishes of incidents: a title, and a text for the beginning and each change, in both languages. Names no person.
create table accounts.incident (
    id uuid primary key,
    title_fr text not null,
    title_en text not null,
    started_at timestamptz not null,
    -- null while it lasts
    ended_at timestamptz
);
create index on accounts.incident (ended_at);

create table accounts.incident_update (
    incident uuid not null references accounts.incident on delete cascade,
    n smallint not null,
    at timestamptz not null,
    text_fr text not null,
    text_en text not null,
    primary key (incident, n)
);

grant select, insert, update on accounts.incident to openbloctel_accounts;
grant select, insert on accounts.incident_update to openbloctel_accounts;
