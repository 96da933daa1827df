-- Who withdrew, and when: a consent that was given before and is claimed afterwards does not hold. Kept a year, the longest that a
-- consent holds, of each the last. Without a principal: from everybody.
create table accounts.consent_withdrawal (
    number bytea not null,
    principal uuid,
    withdrawn_at timestamptz not null,
    unique nulls not distinct (number, principal)
);
create index on accounts.consent_withdrawal (withdrawn_at);
grant select, insert, update (withdrawn_at), delete on accounts.consent_withdrawal to openbloctel_accounts;
insert into accounts.consent_withdrawal (number, principal, withdrawn_at)
    select number, principal, max(withdrawn_at) from accounts.consent where withdrawn_at is not null group by number, principal;
