-- Entries of the audit trail that are committed with the act they record, and wait some milliseconds for their place in the chain. No
-- writer holds the chain's lock for the length of its transaction: one server at a time chains what waits. A server of the version
-- before chains its entries itself, under the same lock.
create table accounts.audit_waiting (
    id uuid primary key,
    -- The order of entries that one transaction wrote.
    n bigint generated always as identity,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    details text[] not null,
    -- Made with the key of the seal: the owner of the database can neither alter an entry that waits nor add one.
    mac text not null,
    since timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The accounts' role cannot remove an entry that waits. It can have it moved to the chain, where a wrong hash shows.
grant select, insert on accounts.audit_waiting to openbloctel_accounts;
grant select, delete on accounts.audit_waiting to openbloctel_eraser;
grant insert on accounts.audit_entry to openbloctel_eraser;

-- Moves entries to the end of the chain, in this order, behind the head that the caller has locked.
create function accounts.chain_audit(head bigint, ids uuid[], hashes text[]) returns void
    language plpgsql security definer set search_path = accounts, pg_temp as
$$
declare
    moved bigint;
begin
    with gone as (
        delete from accounts.audit_waiting w
            using unnest(ids, hashes) with ordinality as c (id, hash, place)
            where w.id = c.id
            returning c.place, w.at, w.actor, w.action, w.subject, w.details, c.hash)
    insert into accounts.audit_entry (seq, at, actor, action, subject, details, hash)
        select head + place, at, actor, action, subject, details, hash from gone;
    get diagnostics moved = row_count;
    if moved <> cardinality(ids) then
        raise exception 'entries that waited for the chain were chained meanwhile' using errcode = 'serialization_failure';
    end if;
    update accounts.audit_head set seq = head + moved, hash = hashes[moved] where seq = head;
    if not found then
        raise exception 'the head of the audit trail has moved' using errcode = 'serialization_failure';
    end if;
end
$$;

grant create on schema accounts to openbloctel_eraser;
alter function accounts.chain_audit owner to openbloctel_eraser;
revoke create on schema accounts from openbloctel_eraser;
revoke all on function accounts.chain_audit from public;
grant execute on function accounts.chain_audit to openbloctel_accounts;
