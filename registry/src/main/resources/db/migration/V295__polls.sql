-- A campaign that dials digits by chance for a poll, as a person of the operator approved it with papers: its files are not held for what
-- such digits look like, within a budget of their own, which is drawn in guard_drawn under the campaign.
create table accounts.guard_poll (
    campaign uuid primary key,
    principal uuid not null,
    -- Fresh numbers in all, and of a day.
    numbers bigint not null,
    numbers_day bigint not null,
    -- The last day.
    until date not null,
    papers text not null,
    approved_at timestamptz not null,
    approved_by text not null,
    ended_at timestamptz,
    ended_by text
);
create index on accounts.guard_poll (principal);
grant select, insert, update, delete on accounts.guard_poll to openbloctel_accounts;
