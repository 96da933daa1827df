-- An order of a larger plan for the rest of a running year: it ends with that year, not a year after it is paid for. The check stops a
-- server of the release before, which would start it for a whole year.
alter table accounts.subscription
    add column upgrade_until date,
    add constraint upgrade_ends_with_its_year check (upgrade_until is null or ends_on is null or ends_on <= upgrade_until);

-- Lines that were drawn from the plan before move to the larger one with what was used.
grant update (subscription) on accounts.quota_use to openbloctel_accounts;
