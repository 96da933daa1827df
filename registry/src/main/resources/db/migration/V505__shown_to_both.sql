-- What the person who asked had seen of the thing: digests of its parts, by name. Null in requests of the version before, which are asked anew.
alter table accounts.pending_decision add column shown text;
