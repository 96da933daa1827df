-- Sampled numbers of files that were asked for before: beside "sampled", which counts the fresh ones. Null where it was not counted.
alter table accounts.guard_use add column repeats bigint;
