-- Who withdrew, and when: a consent that was given before and is claimed afterwards does not hold. Kept a year, the longest that a
-- consent holds. Without a principal: from everybody.
create table accounts.consent_withdrawal (
    number bytea not null,
    principal uuid,
    withdrawn_at timestamptz not null
);
create index on accounts.consent_withdrawal (number);
create index on accounts.consent_withdrawal (withdrawn_at);
grant select, insert, delete on accounts.consent_withdrawal to openbloctel_accounts;
insert into accounts.consent_withdrawal (number, principal, withdrawn_at)
    select distinct number, principal, withdrawn_at from accounts.consent where withdrawn_at is not null;
