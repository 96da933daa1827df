-- From where a member or a key has taken returned files: devices and networks. What is not here takes the second factor again, or is told
-- to the company's owners.
create table accounts.download_place (
    -- As the audit trail names who took them.
    actor text not null,
    place text not null,
    seen_at timestamptz not null,
    primary key (actor, place)
);
create index on accounts.download_place (seen_at);

grant select, insert, update, delete on accounts.download_place to openbloctel_accounts;
