-- Changes of the list that are committed with what caused them, and wait some milliseconds for their revisions. No writer holds
-- list.head for the length of its transaction: after the commit one statement gives revisions to all changes that wait, before any of
-- them is acknowledged. Changes of one number are in the order of their commits: a transaction that adds one holds the number's lock
-- until it commits.
create table list.waiting (
    n bigint generated always as identity primary key,
    act text not null check (act in ('oppose', 'withdraw', 'remove', 'hand_over')),
    number uuid not null,
    at timestamptz not null,
    since timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
grant select, insert, delete on list.waiting to openbloctel_list;

-- One change, at a revision that the caller numbers, with list.head locked.
create function list.apply(following bigint, act text, wanted uuid, instant timestamptz) returns void
    language plpgsql set search_path = list, pg_temp as
$$
begin
    case act
        when 'oppose' then -- by a registration
            insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
            if found then
                insert into list.registered (number) values (wanted) on conflict do nothing;
            end if;
        when 'withdraw' then -- the last registration ended
            delete from list.registered where number = wanted;
            if found then
                delete from list.opposition where number = wanted;
            end if;
        when 'bring' then -- by the operator: it stays when registrations end
            insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
            delete from list.registered where number = wanted;
        when 'remove' then -- by the operator, or the person who proved it
            delete from list.registered where number = wanted;
            delete from list.opposition where number = wanted;
        when 'hand_over' then -- the same, but other registrations go on: the number is there by them alone
            insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
            insert into list.registered (number) values (wanted) on conflict do nothing;
    end case;
    insert into list.change (revision, number, added, at)
        values (following, wanted, exists (select from list.opposition where number = wanted), instant);
end
$$;

-- Gives revisions to all changes that wait. Returns the head's revision; the head stays locked until the transaction ends.
create function list.settle() returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    before bigint;
    following bigint;
    latest timestamptz;
    one record;
    settled bigint[] := '{}';
begin
    select revision into strict before from list.head for update;
    following := before;
    -- With the lock held, this statement sees all that the holders before committed.
    for one in select n, act, number, at from list.waiting order by n loop
        following := following + 1;
        perform list.apply(following, one.act, one.number, one.at);
        latest := one.at;
        settled := settled || one.n;
    end loop;
    if following > before then
        delete from list.waiting where n = any(settled);
        update list.head set revision = following, changed_at = latest;
        perform pg_notify('openbloctel_list', following::text);
    end if;
    return following;
end
$$;

-- A change within the caller's transaction, behind those that wait: the operator's, and all changes by a server of the version before.
-- Those that wait are settled by the transaction's first change only: what is committed later waits until it ends. Otherwise the
-- operator could take a number off the list behind the registration that put it there, which the transaction had not seen.
create function list.at_once(act text, wanted uuid, instant timestamptz) returns bigint
    language plpgsql set search_path = list, pg_temp as
$$
declare
    following bigint;
    transaction text := pg_current_xact_id()::text;
begin
    if current_setting('openbloctel.list_settled', true) is distinct from transaction then
        perform list.settle();
        perform set_config('openbloctel.list_settled', transaction, true);
    end if;
    select revision + 1 into strict following from list.head;
    perform list.apply(following, act, wanted, instant);
    update list.head set revision = following, changed_at = instant;
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

create or replace function list.oppose(wanted uuid, instant timestamptz) returns bigint
    language sql security definer set search_path = list, pg_temp as $$ select list.at_once('oppose', wanted, instant) $$;
create or replace function list.withdraw(wanted uuid, instant timestamptz) returns bigint
    language sql security definer set search_path = list, pg_temp as $$ select list.at_once('withdraw', wanted, instant) $$;
create or replace function list.bring(wanted uuid, instant timestamptz) returns bigint
    language sql security definer set search_path = list, pg_temp as $$ select list.at_once('bring', wanted, instant) $$;
create or replace function list.remove(wanted uuid, instant timestamptz) returns bigint
    language sql security definer set search_path = list, pg_temp as $$ select list.at_once('remove', wanted, instant) $$;
create or replace function list.hand_over(wanted uuid, instant timestamptz) returns bigint
    language sql security definer set search_path = list, pg_temp as $$ select list.at_once('hand_over', wanted, instant) $$;
drop function list.changed;

-- A change that waits. Shows no more of the list than the others.
create function list.later(act text, wanted uuid, instant timestamptz) returns void
    language sql security definer set search_path = list, pg_temp as
    $$ insert into list.waiting (act, number, at) values (act, wanted, instant) $$;

grant create on schema list to openbloctel_list;
alter function list.apply owner to openbloctel_list;
alter function list.settle owner to openbloctel_list;
alter function list.at_once owner to openbloctel_list;
alter function list.later owner to openbloctel_list;
revoke create on schema list from openbloctel_list;

revoke all on function list.apply, list.settle, list.at_once, list.later from public;
grant execute on function list.settle, list.later to openbloctel_accounts;
