-- Numbers of the list that are there by registrations alone: the end of the last one takes such a number off. A number that was imported,
-- or is a canary, is not in this table; it leaves by the person who proved it, or by the operator. The accounts' side cannot read it.
create table list.registered (
    number uuid primary key
);
grant select, insert, delete on list.registered to openbloctel_list;

-- Numbers of before: a registration and the row that it put on the list have the same instant.
insert into list.registered
    select o.number from list.opposition o
    where exists (select from accounts.registration r where r.registered_at = o.registered_at);

-- What the accounts' side calls. None of these functions shows whether the number is on the list, nor why: each call is a revision, a
-- row of list.change that says what holds afterwards, and a notification.
create function list.changed(following bigint, wanted uuid, instant timestamptz) returns bigint
    language plpgsql set search_path = list, pg_temp as
$$
begin
    insert into list.change (revision, number, added, at)
        values (following, wanted, exists (select from list.opposition where number = wanted), instant);
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

-- By a registration.
create or replace function list.oppose(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
    if found then
        insert into list.registered (number) values (wanted) on conflict do nothing;
    end if;
    return list.changed(following, wanted, instant);
end
$$;

-- The last registration ended. A server of the version before takes all numbers off by this one.
create or replace function list.withdraw(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    delete from list.registered where number = wanted;
    if found then
        delete from list.opposition where number = wanted;
    end if;
    return list.changed(following, wanted, instant);
end
$$;

-- By the operator: it stays when registrations end.
create function list.bring(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
    delete from list.registered where number = wanted;
    return list.changed(following, wanted, instant);
end
$$;

-- The operator, or the person who proved it, takes it off.
create function list.remove(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    delete from list.registered where number = wanted;
    delete from list.opposition where number = wanted;
    return list.changed(following, wanted, instant);
end
$$;

-- The same, but other registrations go on: the number is there by them alone from now on.
create function list.hand_over(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
    insert into list.registered (number) values (wanted) on conflict do nothing;
    return list.changed(following, wanted, instant);
end
$$;

grant create on schema list to openbloctel_list;
alter function list.changed owner to openbloctel_list;
alter function list.bring owner to openbloctel_list;
alter function list.remove owner to openbloctel_list;
alter function list.hand_over owner to openbloctel_list;
revoke create on schema list from openbloctel_list;

revoke all on function list.changed, list.bring, list.remove, list.hand_over from public;
grant execute on function list.bring, list.remove, list.hand_over to openbloctel_accounts;
