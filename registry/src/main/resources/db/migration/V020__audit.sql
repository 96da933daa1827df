-- What was done, by whom: added, never changed. Chained: each hash covers the entry and the hash before it.
create table accounts.audit_entry (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    details text[] not null,
    hash text not null
);
create index on accounts.audit_entry (subject, seq);
create index on accounts.audit_entry (actor, seq);

-- One row, locked for the length of a writer's transaction: a chain needs an order.
create table accounts.audit_head (
    only_row boolean primary key default true check (only_row),
    seq bigint not null,
    hash text not null
);
insert into accounts.audit_head (seq, hash) values (0, repeat('0', 64));

grant select, insert on accounts.audit_entry to openbloctel_accounts;
grant select, update on accounts.audit_head to openbloctel_accounts;
