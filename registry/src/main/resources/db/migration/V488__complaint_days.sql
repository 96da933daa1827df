-- How many complaints each caller and each company had on each day of France. The worklist of inspectors added up those of nine weeks at each visit:
-- one second for a million. Triggers count, so that complaints that the release before takes beside this one count, too.
create table accounts.complaint_day (
    id uuid primary key default gen_random_uuid(),
    day date not null,
    -- sealed; null in a row of a company
    caller uuid,
    company uuid references accounts.company on delete cascade,
    complaints integer not null,
    check (num_nonnulls(caller, company) = 1),
    unique nulls not distinct (day, caller, company)
) with (fillfactor = 80);
create index on accounts.complaint_day (company) where company is not null;
grant select, insert, update, delete on accounts.complaint_day to openbloctel_accounts;

create function accounts.count_complaints() returns trigger language plpgsql as $$
begin
    insert into accounts.complaint_day as counted (day, caller, company, complaints)
    select accounts.call_day(received_at), caller, null, count(*) from added where caller is not null group by 1, 2
    union all
    select accounts.call_day(received_at), null, company, count(*) from added where company is not null group by 1, 3
    order by 1, 2, 3
    on conflict (day, caller, company) do update set complaints = counted.complaints + excluded.complaints;
    return null;
end $$;

create function accounts.count_attribution() returns trigger language plpgsql as $$
begin
    update accounts.complaint_day set complaints = complaints - 1
    where day = accounts.call_day(new.received_at) and caller is null and company = old.company;
    if new.company is not null then
        insert into accounts.complaint_day as counted (day, company, complaints)
        values (accounts.call_day(new.received_at), new.company, 1)
        on conflict (day, caller, company) do update set complaints = counted.complaints + 1;
    end if;
    return null;
end $$;

revoke all on function accounts.count_complaints, accounts.count_attribution from public;

create trigger complaints_counted after insert on accounts.complaint referencing new table as added
    for each statement execute function accounts.count_complaints();
create trigger attribution_counted after update on accounts.complaint
    for each row when (old.company is distinct from new.company) execute function accounts.count_attribution();

insert into accounts.complaint_day (day, caller, company, complaints)
select accounts.call_day(received_at), caller, null, count(*) from accounts.complaint
    where caller is not null and received_at > now() - interval '70 days' group by 1, 2
union all
select accounts.call_day(received_at), null, company, count(*) from accounts.complaint
    where company is not null and received_at > now() - interval '70 days' group by 1, 3;

-- Complaints without a calling number, whose floods the worklist looks for among them all.
create index complaint_without_caller on accounts.complaint (received_at) where caller is null;
