-- How many calls of a day came to what, kept as sums: pages counted all calls at each view. Triggers write the changes of each statement, so
-- that servers of the version before keep the sums right too, and a report waits for no other: changes are rows of their own until a job adds
-- them up. The figure of a key is the sum of its rows, at any moment.
create table accounts.call_figure (
    agent uuid not null,
    principal uuid not null,
    campaign uuid,
    -- In France.
    day date not null,
    outcome text,
    calls bigint not null,
    -- False for a change, true for the sum of those before it.
    summed boolean not null default false
);
create unique index on accounts.call_figure (principal, agent, campaign, day, outcome) nulls not distinct where summed;
create index on accounts.call_figure (principal);
create index on accounts.call_figure (agent);
create index on accounts.call_figure (day) where not summed;

grant select, insert, update, delete on accounts.call_figure to openbloctel_accounts;

create function accounts.call_day(at timestamptz) returns date language sql stable
    return (at at time zone 'Europe/Paris')::date;

create function accounts.count_calls() returns trigger language plpgsql as
$$
begin
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
revoke all on function accounts.call_day, accounts.count_calls from public;
grant execute on function accounts.call_day, accounts.count_calls to openbloctel_accounts;

-- Takes the lock under which no call is written until all are counted: some 4 s for 6 million.
create trigger count_reported after insert on accounts.call_attempt
    referencing new table as fresh for each statement execute function accounts.count_calls();
create trigger count_settled after update on accounts.call_attempt
    referencing old table as former new table as fresh for each statement execute function accounts.count_calls();
create trigger count_forgotten after delete on accounts.call_attempt
    referencing old table as former for each statement execute function accounts.count_calls();

insert into accounts.call_figure (agent, principal, campaign, day, outcome, calls, summed)
    select agent, principal, campaign, accounts.call_day(at), outcome, count(*), true from accounts.call_attempt group by 1, 2, 3, 4, 5;
