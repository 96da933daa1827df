-- The SIREN whose address in the register a letter's code came back from. Another SIREN, or none: verified by documents alone, as the version
-- before does.
alter table accounts.company add column reached_siren text;
-- The SIREN that another account proved by such a code. The account is suspended for as long as it has this SIREN.
alter table accounts.company add column lost_siren text;
-- Since when an account that was verified by documents owes the code: the renewal of its plan.
alter table accounts.company add column code_due_since timestamptz;

-- One verified account a SIREN, as before; one that lost its SIREN no longer counts.
drop index accounts.company_siren_idx;
create unique index company_siren_idx on accounts.company (siren)
    where state = 'VERIFIED' or (state = 'SUSPENDED' and lost_siren is distinct from siren);

-- The latest letter with a code to a company's address in the register.
create table accounts.company_letter (
    company uuid primary key references accounts.company on delete cascade,
    id uuid not null unique,
    -- What two people approved, by a digest: the code of a letter about another name or SIREN opens nothing.
    about text not null,
    address text not null,
    code_hash text not null,
    -- The code, wrapped, until the letter is posted.
    code bytea,
    tries int not null default 0,
    written_at timestamptz not null,
    posted_at timestamptz
);
create index on accounts.company_letter (written_at);
grant select, insert, update, delete on accounts.company_letter to openbloctel_accounts;

-- Sign-ins from the network of another account, found by the beginning of its address.
create index security_event_signed_in on accounts.security_event (network collate "C") where kind = 'SIGNED_IN';
