-- Under which Idempotency-Key a campaign was declared: the same request again is the same campaign.
alter table accounts.campaign add column request_key text;
create unique index on accounts.campaign (declared_by, request_key);
