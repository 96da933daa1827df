-- What a waiting mail says (links, names), encrypted by the master key. Its template's name begins with "sealed/", so that a server which
-- cannot open it does not find the template, and leaves the mail to one that can.
alter table accounts.outbox add column sealed bytea;
