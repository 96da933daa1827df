-- A server of the release before adds to what was sampled and forgets it, and leaves the weights as they are. What it adds weighs one each,
-- as in its own rows; what it forgets has no weight.
create function accounts.weigh_beside() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.sampled = 0 then
        new.judged := 0;
        new.judged_squares := 0;
        new.judged_unassigned := 0;
        new.judged_neighbours := 0;
        new.judged_opposed := 0;
    else
        new.judged := old.judged + new.sampled - old.sampled;
        new.judged_squares := old.judged_squares + new.sampled - old.sampled;
        new.judged_unassigned := old.judged_unassigned + new.unassigned - old.unassigned;
        new.judged_neighbours := old.judged_neighbours + new.neighbours - old.neighbours;
        new.judged_opposed := old.judged_opposed + new.opposed - old.opposed;
    end if;
    return new;
end $$;
revoke all on function accounts.weigh_beside from public;
create trigger weigh_beside before update on accounts.guard_use for each row
    when (new.sampled is distinct from old.sampled and old.judged is not null and new.judged is not distinct from old.judged)
    execute function accounts.weigh_beside();
