-- Tells this database's list from any other's: a snapshot file of another one is not believed.
alter table list.head add column lineage uuid not null default gen_random_uuid();

-- Servers, each with the newest snapshot in its folder: changes that all of them have can go.
create table list.server (
    id uuid primary key,
    snapshot_revision bigint not null,
    seen_at timestamptz not null
);
grant select, insert, update, delete on list.server to openbloctel_list;
