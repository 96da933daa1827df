-- The highest level at which the numbers of a company's week were sampled, and the last day on which they were: how many each stands for.
alter table accounts.guard_spread
    add column level smallint not null default 0 check (level between 0 and 46),
    add column level_day date not null default '1970-01-01';
