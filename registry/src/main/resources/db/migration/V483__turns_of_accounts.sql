-- Waiting files take turns by account and principal. A turn is numbered; a file has the number of its last one, and the number that was the
-- last when it came. Files that a server of the version before takes have none: it takes them by age.
create sequence accounts.submission_turn;
select nextval('accounts.submission_turn');
grant usage, select on sequence accounts.submission_turn to openbloctel_accounts;

create function accounts.last_submission_turn() returns bigint
    language sql stable as 'select last_value from accounts.submission_turn';
revoke all on function accounts.last_submission_turn from public;
grant execute on function accounts.last_submission_turn to openbloctel_accounts;

alter table accounts.submission
    add column turn bigint,
    add column came_after_turn bigint;
alter table accounts.submission alter column came_after_turn set default accounts.last_submission_turn();

-- The first file of each account and principal; the last turn of an account, and of a principal of it.
create index submission_line on accounts.submission (company, principal, (size > 16777216), received_at, seq)
    where state in ('RECEIVED', 'CHECKING');
create index submission_account_turn on accounts.submission (company, (size > 16777216), turn)
    where turn is not null;
create index submission_principal_turn on accounts.submission (company, principal, (size > 16777216), turn)
    where turn is not null;
