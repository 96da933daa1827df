-- A stop closes the pair of the company that asks and the principal it asks for, or the company as a whole. Stops without a principal are
-- from before, and hold the whole company; so do those that a server of the release before writes. That server reads a stop of a pair as one
-- of the company: it answers less, never more.
alter table accounts.guard_stop add column principal uuid;
alter table accounts.guard_stop add column whole boolean not null default true;
create unique index on accounts.guard_stop (company, (case when whole then company else principal end)) where lifted_at is null;
drop index accounts.guard_stop_company_idx;
