-- Who came in, who was refused, who downloaded: kinds and ids, a network and a device out of a fixed list of words.
create table accounts.security_event (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    kind text not null,
    actor text not null,
    subject text not null,
    network text not null,
    device text not null
);
create index on accounts.security_event (at);
create index on accounts.security_event (actor, id);
create index on accounts.security_event (network, id);

-- How much a key was used, a day: sums, no numbers.
create table accounts.key_use (
    key text not null,
    day date not null,
    requests bigint not null,
    numbers bigint not null,
    primary key (key, day)
);
create index on accounts.key_use (day);

-- Added to and never changed, like the audit trail: an intruder with the accounts' role cannot wipe what they did.
grant select, insert on accounts.security_event to openbloctel_accounts;
grant select, insert on accounts.key_use to openbloctel_accounts;
grant update (requests, numbers) on accounts.key_use to openbloctel_accounts;
grant select, delete on accounts.security_event, accounts.key_use to openbloctel_eraser;

create function accounts.forget_security(before timestamptz) returns bigint
    language plpgsql security definer set search_path = accounts, pg_temp as
$$
declare
    events bigint;
    uses bigint;
begin
    before := least(before, now() - interval '11 months');
    delete from accounts.security_event where at < before;
    get diagnostics events = row_count;
    delete from accounts.key_use where day < before::date;
    get diagnostics uses = row_count;
    return events + uses;
end
$$;

grant create on schema accounts to openbloctel_eraser;
alter function accounts.forget_security owner to openbloctel_eraser;
revoke create on schema accounts from openbloctel_eraser;
revoke all on function accounts.forget_security from public;
grant execute on function accounts.forget_security to openbloctel_accounts;
