-- A company looks its consents up: those that were given to it, and those that it recorded, the latest first.
create index on accounts.consent (principal, seq);
create index on accounts.consent (recorded_by, seq);
