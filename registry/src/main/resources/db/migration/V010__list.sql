-- The list: a number with its date and hour, nothing else. Numbers are E.164 without the plus.
create table list.opposition (
    number bigint primary key check (number > 0),
    registered_at timestamptz not null
);

-- One row, locked by whoever changes the list: revisions are given in the order of commits, so that a reader who asks for
-- what came after revision N misses nothing.
create table list.head (
    only_row boolean primary key default true check (only_row),
    revision bigint not null,
    changed_at timestamptz not null
);
insert into list.head (revision, changed_at) values (0, timestamptz '1970-01-01 00:00:00Z');

create table list.change (
    revision bigint primary key,
    number bigint not null,
    added boolean not null,
    at timestamptz not null
);

grant select, insert, update, delete on list.opposition, list.change to openbloctel_list;
grant select, update on list.head to openbloctel_list;

-- What the accounts' side may do: put a number on the list, take it off. It can read nothing. Each answers the revision from
-- which the list says so; a change that changes nothing makes no revision.
create function list.oppose(wanted bigint, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    select revision + 1 into strict following from list.head for update;
    insert into list.opposition (number, registered_at) values (wanted, instant) on conflict do nothing;
    if not found then
        return following - 1;
    end if;
    insert into list.change (revision, number, added, at) values (following, wanted, true, instant);
    update list.head set revision = following, changed_at = instant;
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

create function list.withdraw(wanted bigint, instant timestamptz) returns bigint
    language plpgsql security definer set search_path = list, pg_temp as
$$
declare
    following bigint;
begin
    select revision + 1 into strict following from list.head for update;
    delete from list.opposition where number = wanted;
    if not found then
        return following - 1;
    end if;
    insert into list.change (revision, number, added, at) values (following, wanted, false, instant);
    update list.head set revision = following, changed_at = instant;
    perform pg_notify('openbloctel_list', following::text);
    return following;
end
$$;

-- The functions run as the list's role, not as the owner of the database.
grant create on schema list to openbloctel_list;
alter function list.oppose owner to openbloctel_list;
alter function list.withdraw owner to openbloctel_list;
revoke create on schema list from openbloctel_list;

revoke all on function list.oppose, list.withdraw from public;
grant usage on schema list to openbloctel_accounts;
grant execute on function list.oppose, list.withdraw to openbloctel_accounts;
