-- Calls without a row each: a row holds the calls of some twenty numbers, since what a row and its places in indexes cost was most of a call's
-- 397 bytes. A number's print begins with its bucket (28 bits); its last 64 bits stand before each of its calls. See decision 101.
-- A row that was erased and made anew is not taken for the one before.
create function accounts.call_version() returns smallint language sql volatile
    return (floor(random() * 16384) * 2 + 1)::smallint;

create table accounts.call_history (
    bucket integer primary key,
    -- The first day on which one of the calls is to be erased.
    expires date not null,
    -- Random and odd at first, then the next even one with each change. A server that finds another than it read adds its entries to what is
    -- there, instead of writing the whole.
    version smallint not null default accounts.call_version(),
    -- 20 bytes a call: end of the print (8), print of the id (4), µs since 1970 (7), outcome (1). Behind an open call its campaign, behind an
    -- agreed appointment its instant.
    entries bytea not null
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
alter table accounts.call_history alter column entries set storage external;

-- Ids of the calls that were reported of late: a period of three days each, emptied in turn as a whole.
create table accounts.call_id_a (
    id uuid primary key,
    -- The end of the number's print, xor the call's instant: an id stands for one call.
    call bigint not null
);
create table accounts.call_id_b (like accounts.call_id_a including all);
create table accounts.call_id_c (like accounts.call_id_a including all);

-- Until which day a principal has agreed appointments: whether anything is known of its calls.
create table accounts.call_appointment (
    principal uuid primary key,
    until date not null
);

grant select, insert, update, delete on accounts.call_history, accounts.call_appointment to openbloctel_accounts;
-- An update is never made: it is the right to lock an id.
grant select, insert, update, truncate on accounts.call_id_a, accounts.call_id_b, accounts.call_id_c to openbloctel_accounts;

grant truncate on accounts.call_attempt to openbloctel_accounts;

create function accounts.call_bucket(number bytea) returns integer language sql immutable strict
    return (get_byte(number, 0) << 20) | (get_byte(number, 1) << 12) | (get_byte(number, 2) << 4) | (get_byte(number, 3) >> 4);

create function accounts.call_micros(at timestamptz) returns bigint language sql immutable strict
    return (extract(epoch from at) * 1000000)::bigint;

create function accounts.call_id_print(agent uuid, call_id text) returns bytea language sql immutable strict
    return substring(sha256(uuid_send(agent) || convert_to(call_id, 'UTF8')) from 1 for 16);

create function accounts.call_entry(attempt accounts.call_attempt) returns bytea language sql immutable
    return substring((attempt).number from 9 for 8)
        || substring(accounts.call_id_print((attempt).agent, (attempt).call_id) from 1 for 4)
        || substring(int8send(accounts.call_micros((attempt).at)) from 2 for 7)
        || case (attempt).outcome
            when 'no-answer' then '\x02'::bytea
            when 'answered' then '\x03'::bytea
            when 'refused' then '\x04'::bytea
            when 'hung-up' then '\x05'::bytea
            when 'callback-agreed' then '\x06'::bytea || int8send(accounts.call_micros((attempt).agreed_at))
            else coalesce('\x01'::bytea || uuid_send((attempt).campaign), '\x00'::bytea) end;

create function accounts.call_expires(at timestamptz, agreed_at timestamptz) returns date language sql stable
    return greatest(accounts.call_day(at) + 32, accounts.call_day(agreed_at) + 2);

-- Adds calls to the packed form. An entry that is there twice counts once; a known outcome goes before none.
create function accounts.pack_calls(calls accounts.call_attempt[]) returns void language plpgsql as
$$
begin
    execute format('insert into accounts.call_id_%s (id, call)
        select encode(accounts.call_id_print(agent, call_id), ''hex'')::uuid,
            (''x'' || encode(substring(number from 9 for 8), ''hex''))::bit(64)::bigint # accounts.call_micros(at)
        from unnest($1) where length(number) = 16 order by 1 on conflict do nothing',
        substr('abc', (accounts.call_day(now()) - date '1970-01-01') / 3 % 3 + 1, 1)) using calls;
    insert into accounts.call_history as known (bucket, expires, entries)
        select accounts.call_bucket(number), min(accounts.call_expires(at, agreed_at)),
            string_agg(accounts.call_entry(row(c.*)::accounts.call_attempt), '')
        from unnest(calls) c where length(number) = 16 group by 1 order by 1
        on conflict (bucket) do update set entries = known.entries || excluded.entries,
            expires = least(known.expires, excluded.expires), version = (known.version / 2 * 2 + 2) % 32768;
    insert into accounts.call_appointment as known (principal, until)
        select principal, max(accounts.call_day(agreed_at)) from unnest(calls) where agreed_at is not null group by 1 order by 1
        on conflict (principal) do update set until = greatest(known.until, excluded.until);
end
$$;

-- The release before writes rows of call_attempt only.
create function accounts.pack_reported() returns trigger language plpgsql as
$$
begin
    -- The server wrote the packed form itself.
    if current_setting('openbloctel.packed', true) is distinct from 'on' then
        perform accounts.pack_calls(array(select row(c.*)::accounts.call_attempt from fresh c));
    end if;
    return null;
end
$$;

-- Likewise, sums are written by the server itself when it wrote the packed form.
create or replace function accounts.count_calls() returns trigger language plpgsql as
$$
begin
    if current_setting('openbloctel.packed', true) = 'on' then
        return null;
    end if;
    if tg_op = 'INSERT' then
        insert into accounts.call_figure (agent, principal, campaign, day, outcome, calls)
            select agent, principal, campaign, accounts.call_day(at), outcome, count(*) from fresh group by 1, 2, 3, 4, 5;
    elsif tg_op = 'DELETE' then
        insert into accounts.call_figure (agent, principal, campaign, day, outcome, calls)
            select agent, principal, campaign, accounts.call_day(at), outcome, -count(*) from former group by 1, 2, 3, 4, 5;
    else
        insert into accounts.call_figure (agent, principal, campaign, day, outcome, calls)
            select agent, principal, campaign, accounts.call_day(at), outcome, sum(calls) from (
                select agent, principal, campaign, at, outcome, 1 as calls from fresh
                union all select agent, principal, campaign, at, outcome, -1 from former) as change
            group by 1, 2, 3, 4, 5 having sum(calls) <> 0;
    end if;
    return null;
end
$$;

create trigger pack_reported after insert on accounts.call_attempt
    referencing new table as fresh for each statement execute function accounts.pack_reported();
create trigger pack_settled after update on accounts.call_attempt
    referencing new table as fresh for each statement execute function accounts.pack_reported();

revoke all on function accounts.call_version, accounts.call_bucket, accounts.call_micros, accounts.call_id_print, accounts.call_entry,
    accounts.call_expires, accounts.pack_calls, accounts.pack_reported from public;
grant execute on function accounts.call_version, accounts.call_bucket, accounts.call_micros, accounts.call_id_print, accounts.call_entry,
    accounts.call_expires, accounts.pack_calls, accounts.pack_reported to openbloctel_accounts;
