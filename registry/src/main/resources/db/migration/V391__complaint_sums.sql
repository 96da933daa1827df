-- By what inspectors group complaints. Null in those that came before, and in those that the release before takes beside this one.
alter table accounts.complaint add column departement text;
alter table accounts.complaint add column territory text;
-- of the first call, on the clock of its territory
alter table accounts.complaint add column hour smallint;
-- the company that made the call for the one that it is attributed to
alter table accounts.complaint add column agent uuid references accounts.company on delete set null;
create index on accounts.complaint (agent) where agent is not null;

-- All that sums read: they scan the entries of their days, and no row.
create index complaint_sums on accounts.complaint (received_at)
    include (caller, company, agent, subject, territory, departement, hour, state);
create index on accounts.complaint (subject, received_at, id);
create index on accounts.complaint (departement, received_at, id) where departement is not null;
-- Attributed once, and not any more.
create index complaint_reopened on accounts.complaint (changed_at, id) where state = 'RECEIVED' and changed_at > received_at;

-- The inspector who works on a first complaint.
create table accounts.complaint_assignment (
    complaint uuid primary key references accounts.complaint on delete cascade,
    inspector uuid not null references accounts.inspector on delete cascade,
    at timestamptz not null
);
create index on accounts.complaint_assignment (inspector);
grant select, insert, update, delete on accounts.complaint_assignment to openbloctel_accounts;
