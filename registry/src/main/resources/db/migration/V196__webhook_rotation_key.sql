-- The request that last changed an endpoint's secret: the same again is the same change.
alter table accounts.webhook add column rotation_key text;
