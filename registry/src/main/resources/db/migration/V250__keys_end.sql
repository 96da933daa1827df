-- Real keys have an end and a network. Those that exist end a year from now at the latest, and go on working from anywhere, which now is
-- said: both address families, whole.
alter table accounts.api_key add column warnings smallint not null default 0;

update accounts.api_key
set expires_on = least(expires_on, (now() at time zone 'Europe/Paris')::date + interval '1 year')
where not test and revoked_at is null;

update accounts.api_key set networks = '{0.0.0.0/0,::/0}' where not test and networks = '{}';
