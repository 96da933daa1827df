-- How many bytes came back and are kept until the files are erased, so that what a company keeps is counted by one index. A server of the
-- version before leaves 0: of its submissions only the files as they were sent are counted.
alter table accounts.submission add column returned_bytes bigint not null default 0;
create index submission_kept on accounts.submission (company) where file_key is not null;
