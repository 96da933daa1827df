-- The companies for which a key may act, itself among them only where it is named; empty: all for which its company may. The release before knows
-- no such limit.
alter table accounts.api_key add column principals uuid[] not null default '{}';
