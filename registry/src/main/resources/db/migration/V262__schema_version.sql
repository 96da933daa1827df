-- A server that does not migrate sees by this whether its database has the schema of its version.
do $$
begin
    if to_regclass('public.flyway_schema_history') is not null then
        grant select on public.flyway_schema_history to openbloctel_accounts;
    end if;
end
$$;
