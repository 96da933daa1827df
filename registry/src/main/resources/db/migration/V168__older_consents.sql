-- Whoever asks for a number to be put on the list may want all consents withdrawn that it gave before. The wish does nothing by itself:
-- only a code on the number makes it hold, for anybody may type a neighbour's number.
alter table accounts.opposition_request add column withdraw_older boolean not null default false;
