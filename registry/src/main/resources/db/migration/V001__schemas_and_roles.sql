-- Two schemas, two roles: the law separates the list (number, date and hour) from the accounts.
-- Neither role owns anything: what may be read, added or changed is granted table by table.
do $$
begin
    if not exists (select from pg_roles where rolname = 'openbloctel_accounts') then
        create role openbloctel_accounts nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'openbloctel_list') then
        create role openbloctel_list nologin;
    end if;
    -- The server's login takes either role on its own; a superuser may anyway.
    execute format('grant openbloctel_accounts, openbloctel_list to %I', current_user);
end
$$;

create schema accounts;
create schema list;
grant usage on schema accounts to openbloctel_accounts;
grant usage on schema list to openbloctel_list;
