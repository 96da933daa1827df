-- Sessions that were opened before this are over: set when the password or the second factor changes.
alter table accounts.credential add column sessions_since timestamptz not null default timestamptz '1970-01-01 00:00:00Z';
