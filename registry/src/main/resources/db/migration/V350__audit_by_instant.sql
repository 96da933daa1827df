-- Whether an entry that a killed server left is in the chain already is looked up by its instant, which is to the microsecond: its subject may have
-- a million entries, and all of them were read for each. While the index is made, acts are recorded as before: only their places in the
-- chain wait, and each act for two seconds at most.
create index on accounts.audit_entry (at);
