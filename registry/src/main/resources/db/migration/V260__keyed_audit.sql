-- The keys of the audit trail. The hashes of all entries after seq are made with this key, which a master key wraps: the owner of the
-- database cannot make them. An older chain has plain hashes up to its first seal, which the server sets at its first start.
create table accounts.audit_seal (
    id bigint generated always as identity primary key,
    -- The last entry before.
    seq bigint not null,
    hash text not null,
    -- Where the trail began at that time.
    root_seq bigint not null,
    root_hash text not null,
    at timestamptz not null,
    -- Bound to all of the above but the time.
    key bytea not null
);
grant select, insert, update (key) on accounts.audit_seal to openbloctel_accounts;

-- The head of the trail once a day, signed by the key of certificates; the same stands in a file outside of the database.
create table accounts.audit_checkpoint (
    n bigint primary key,
    at timestamptz not null,
    jws text not null
);
grant select, insert on accounts.audit_checkpoint to openbloctel_accounts;
