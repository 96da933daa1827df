-- For which campaign a call was made, where its agent said so: to show each campaign its calls. It does not tell calls apart.
alter table accounts.call_attempt add column campaign uuid;
-- A refusal that was entered by mistake leaves the list; who took it off stands in the audit trail.
grant delete on accounts.call_refusal to openbloctel_accounts;
