-- The accounts' side puts sealed numbers on the list and takes them off. Neither function shows whether the number was listed: each call
-- is a revision, a row of list.change and a notification. A change that changes nothing is one that every server applies without effect.
drop function list.oppose(bigint, timestamptz);
drop function list.withdraw(bigint, timestamptz);

create function list.oppose(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
    insert into list.change (revision, number, added, at) values (following, wanted, true, instant);
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

create function list.withdraw(wanted uuid, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    update list.head set revision = revision + 1, changed_at = instant returning revision into strict following;
    delete from list.opposition where number = wanted;
    insert into list.change (revision, number, added, at) values (following, wanted, false, instant);
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

grant create on schema list to openbloctel_list;
alter function list.oppose owner to openbloctel_list;
alter function list.withdraw owner to openbloctel_list;
revoke create on schema list from openbloctel_list;

revoke all on function list.oppose, list.withdraw from public;
grant execute on function list.oppose, list.withdraw to openbloctel_accounts;
