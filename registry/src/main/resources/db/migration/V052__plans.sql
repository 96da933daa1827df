-- Plans as dated data: what may be bought on a day is what holds on it. Prices in cents, without VAT. Null: without limit.
create table accounts.plan (
    code text not null,
    holds_from date not null,
    holds_to date,
    position int not null,
    lines_per_submission bigint check (lines_per_submission > 0),
    submissions_per_year int check (submissions_per_year > 0),
    price_cents bigint not null,
    signup_fee_cents bigint not null,
    yearly_fee_cents bigint not null,
    source text not null,
    primary key (code, holds_from)
);

insert into accounts.plan values
    ('single', '2016-06-01', '2021-01-31', 1, 3000, 2, 15000, 0, 0, 'Arrêté du 9 mai 2016, EINC1611191A'),
    ('small', '2016-06-01', '2021-01-31', 2, 10000, 6, 70000, 25000, 30000, 'Arrêté du 9 mai 2016, EINC1611191A'),
    ('medium', '2016-06-01', '2021-01-31', 3, 25000, 70, 600000, 25000, 30000, 'Arrêté du 9 mai 2016, EINC1611191A'),
    ('large', '2016-06-01', '2021-01-31', 4, 300000, 130, 1400000, 25000, 30000, 'Arrêté du 9 mai 2016, EINC1611191A'),
    ('unlimited', '2016-06-01', '2021-01-31', 5, null, null, 4000000, 25000, 30000, 'Arrêté du 9 mai 2016, EINC1611191A'),
    ('single', '2021-02-01', null, 1, 3000, 2, 5000, 0, 0, 'Arrêté du 25 janvier 2021, JORFARTI000043075795'),
    ('small', '2021-02-01', null, 2, 10000, 10, 35000, 0, 0, 'Arrêté du 25 janvier 2021, JORFARTI000043075795'),
    ('medium', '2021-02-01', null, 3, 25000, 70, 500000, 0, 0, 'Arrêté du 25 janvier 2021, JORFARTI000043075795'),
    ('large', '2021-02-01', null, 4, 300000, 130, 1200000, 0, 0, 'Arrêté du 25 janvier 2021, JORFARTI000043075795'),
    ('unlimited', '2021-02-01', null, 5, null, null, 4000000, 0, 0, 'Arrêté du 25 janvier 2021, JORFARTI000043075795'),
    -- In no order of a minister: OpenBloctel's own, for small callers (docs/decisions).
    ('free', '2021-02-01', null, 0, 1000, 24, 0, 0, 0, 'OpenBloctel');

-- What was agreed on the day of the order: a later grid changes nothing until the term.
create table accounts.subscription (
    id uuid primary key,
    company uuid not null references accounts.company,
    plan text not null,
    grid date not null,
    lines_per_submission bigint,
    lines_per_year bigint,
    price_cents bigint not null,
    ordered_at timestamptz not null,
    ordered_by text not null,
    -- Set when it is paid for, or at once where nothing is due. The day it ends is not in it.
    starts_on date,
    ends_on date check (ends_on >= starts_on),
    cancelled_at timestamptz,
    used_lines bigint not null default 0,
    check (lines_per_year is null or used_lines <= lines_per_year),
    check ((starts_on is null) = (ends_on is null)),
    foreign key (plan, grid) references accounts.plan (code, holds_from)
);
create index on accounts.subscription (company, starts_on);
create unique index on accounts.subscription (company) where starts_on is null and cancelled_at is null;

-- Lines drawn for a submission: once, however often its job starts again.
create table accounts.quota_use (
    reference uuid primary key,
    subscription uuid not null references accounts.subscription,
    lines bigint not null check (lines >= 0),
    used_at timestamptz not null
);

grant select on accounts.plan to openbloctel_accounts;
grant select, insert, update on accounts.subscription to openbloctel_accounts;
grant select, insert, delete on accounts.quota_use to openbloctel_accounts;
