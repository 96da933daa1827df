-- Words that readers looked for in the help without finding a page: what has still to be written. A word, how often, on which days; nothing
-- of who looked for it.
create table accounts.help_search (
    language text not null,
    word text not null,
    times integer not null,
    first_on date not null,
    last_on date not null,
    primary key (language, word)
);
create index on accounts.help_search (last_on);
grant select, insert, update, delete on accounts.help_search to openbloctel_accounts;
