-- Most changes that wait are registrations. Where all of a group are, they are put on the list by one statement instead of five for each; any
-- other group goes change by change, as before. The result is the same, revision for revision.
create or replace function list.settle() returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    before bigint;
    following bigint;
    latest timestamptz;
    one record;
    settled bigint[];
    registrations boolean;
begin
    select revision into strict before from list.head for update;
    -- With the lock held, this statement sees all that the holders before committed.
    select array_agg(n order by n), (array_agg(at order by n desc))[1], bool_and(act = 'oppose')
        into settled, latest, registrations from list.waiting;
    if settled is null then
        return before;
    end if;
    following := before + cardinality(settled);
    if registrations then
        with gone as (
                delete from list.waiting where n = any(settled) returning n, number, at),
            fresh as (
                insert into list.opposition (number, registered_at)
                select distinct on (number) number, at from gone order by number, n
                on conflict do nothing
                returning number),
            registered as (
                insert into list.registered (number) select number from fresh on conflict do nothing)
        insert into list.change (revision, number, added, at)
            select before + row_number() over (order by n), number, true, at from gone;
    else
        following := before;
        for one in select n, act, number, at from list.waiting where n = any(settled) order by n loop
            following := following + 1;
            perform list.apply(following, one.act, one.number, one.at);
        end loop;
        delete from list.waiting where n = any(settled);
    end if;
    update list.head set revision = following, changed_at = latest;
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

-- In PL/pgSQL, which keeps the plan of its statement; a function in SQL makes it for each call.
create or replace function list.later(act text, wanted uuid, instant timestamptz) returns void
    language plpgsql security definer set search_path = list, pg_temp as
$$
begin
    insert into list.waiting (act, number, at) values (act, wanted, instant);
end
$$;
