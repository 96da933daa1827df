-- The key under which the numbers are being sealed anew, wrapped as the other one is, while bloctel serve --reseal-numbers works. No server
-- starts meanwhile: numbers of both keys stand in the tables.
alter table accounts.number_key add column next bytea;
