-- What the answer of a submission says: whether a number is on the list, or whether it may be called for the campaign. Null in rows that
-- were settled before there was a difference: they were judged by the list.
alter table accounts.submission add column scope text check (scope in ('list', 'law'));
alter table accounts.submission add column forbidden bigint not null default 0;
-- By which revision of the list an attempt works: the same file is not the same question once the list has changed.
alter table accounts.submission add column checking_revision bigint;

alter table accounts.submission_file drop constraint submission_file_kind_check;
alter table accounts.submission_file add constraint submission_file_kind_check
    check (kind in ('callable', 'opposed', 'forbidden', 'unchecked', 'verdicts'));
