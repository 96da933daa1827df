-- Versions of plans are written by the server, for two of the operator's people. Ordered ones stay: orders refer to them. Rows that were
-- written by hand before are not looked at.
alter table accounts.plan
    add constraint plan_days check (holds_to is null or holds_to >= holds_from) not valid,
    add constraint plan_amounts check (price_cents >= 0 and signup_fee_cents >= 0 and yearly_fee_cents >= 0) not valid;
grant insert, delete, update (holds_to) on accounts.plan to openbloctel_accounts;
