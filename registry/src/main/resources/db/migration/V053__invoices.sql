-- Invoices: added, never changed. What is sold stands in labels as codes, all else as it is printed, whatever becomes of the company.
create table accounts.invoice (
    year int not null,
    number int not null check (number > 0),
    company uuid not null references accounts.company,
    subscription uuid not null references accounts.subscription,
    issued_on date not null,
    due_on date not null,
    seller text not null,
    buyer text not null,
    buyer_siren text not null,
    labels text[] not null,
    amounts_cents bigint[] not null,
    net_cents bigint not null,
    vat_basis_points int not null,
    vat_cents bigint not null,
    gross_cents bigint not null,
    -- For a credit note: the invoice that it takes back.
    credits_year int,
    credits_number int,
    primary key (year, number),
    unique (credits_year, credits_number),
    foreign key (credits_year, credits_number) references accounts.invoice (year, number),
    check (cardinality(labels) = cardinality(amounts_cents)),
    check (gross_cents = net_cents + vat_cents)
);
create index on accounts.invoice (company, year, number);

-- The last number given in a year. Locked until the invoice is committed: a number that was taken back is given again.
create table accounts.invoice_head (
    year int primary key,
    last int not null
);

create table accounts.payment (
    year int not null,
    number int not null,
    received_on date not null,
    means text not null,
    reference text not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    primary key (year, number),
    foreign key (year, number) references accounts.invoice (year, number)
);

grant select, insert on accounts.invoice, accounts.payment to openbloctel_accounts;
grant select, insert, update on accounts.invoice_head to openbloctel_accounts;
