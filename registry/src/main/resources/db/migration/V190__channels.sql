-- By which way a file came, and the same content by another way: one submission.
alter table accounts.submission add column channel text not null default 'portal'
    check (channel in ('portal', 'api', 'sftp', 'mail', 'watch'));
update accounts.submission set channel = 'api' where submitted_by like 'key:%';
alter table accounts.submission alter column channel drop default;
create index on accounts.submission (company, sha256);

alter table accounts.submission_upload add column channel text not null default 'api'
    check (channel in ('portal', 'api', 'sftp', 'mail', 'watch'));
-- The submission an upload turned out to be, when its content had come by another way; the row then only tells so.
alter table accounts.submission_upload add column became uuid;
