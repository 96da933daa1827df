-- What the calls of a campaign and a consent are about, by the ids of law/fr/subjects.yaml (module law). Null where nobody named it: in rows of
-- before, and in those of a server of the release before. Named once, afterwards: when, and by whom.
alter table accounts.campaign
    add column subject text,
    -- The goods or services in words, which the subject "other" is compared by.
    add column goods text,
    add column subject_at timestamptz,
    add column subject_by text;
alter table accounts.consent
    add column subject text,
    add column subject_at timestamptz,
    add column subject_by text;
grant update (subject, goods, subject_at, subject_by) on accounts.campaign to openbloctel_accounts;
grant update (subject, subject_at, subject_by) on accounts.consent to openbloctel_accounts;

-- The day on which this database learned of subjects, by its own clock: calls without one are judged by their sector for 30 days from it.
create table accounts.subject_start (
    single boolean primary key default true check (single),
    since date not null default (now() at time zone 'Europe/Paris')::date
);
insert into accounts.subject_start default values;
grant select on accounts.subject_start to openbloctel_accounts;
