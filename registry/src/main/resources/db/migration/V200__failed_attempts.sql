-- How many attempts failed by the file itself (of all that failed, which "failures" counts), and what the last one failed by:
-- names of classes and lines of code, nothing of the file.
alter table accounts.submission
    add column file_failures int not null default 0,
    add column last_fault text;

-- What the status page asks about: files refused because the work on them failed.
create index submission_failed on accounts.submission (settled_at) where refusal_code = 'BT-0790';
