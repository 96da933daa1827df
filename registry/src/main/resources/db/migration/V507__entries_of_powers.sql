-- Entries that say what an act made of a power: servers read those that were added since, every ten minutes.
create index audit_entry_power on accounts.audit_entry (seq) where 'power' = any (details);
