-- Written by an update: servers of the release before may run beside these, or come back. A database that was never served has no row; its
-- number_key is made at the first start of a server.
create table accounts.release_before (
    single boolean primary key default true check (single)
);
insert into accounts.release_before (single) select true from accounts.number_key limit 1;
grant select on accounts.release_before to openbloctel_accounts;
