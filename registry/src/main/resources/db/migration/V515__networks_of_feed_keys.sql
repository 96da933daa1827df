-- From where a key of the feed works, in CIDR; empty: from anywhere, as keys that were made before.
alter table accounts.feed_key add column networks text[] not null default '{}';
