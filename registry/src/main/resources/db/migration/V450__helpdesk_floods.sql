-- What shows a flood of questions: a keyed print of the network that a question came from by the form, kept for a week; and how many came by mail
-- from senders for whom no domain vouches.
alter table accounts.ticket add column network bytea;
create index on accounts.ticket (received_at) where network is not null;
create index on accounts.ticket (received_at) where origin = 'MAIL' and proved_at is null;
