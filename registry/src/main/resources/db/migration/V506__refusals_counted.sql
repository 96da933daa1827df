-- Equal refusals within a minute are one row with their number; the version before writes 1, and reads a row as one.
alter table accounts.security_event add column times bigint not null default 1;
