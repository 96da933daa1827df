-- Where the numbers of a held file come from, as an owner of the company says with the second factor given again. The last word counts.
create table accounts.submission_provenance (
    submission uuid primary key references accounts.submission on delete cascade,
    provenance text not null,
    -- An address of papers; null without any.
    papers text,
    given_by text not null,
    given_at timestamptz not null
);
grant select, insert, update, delete on accounts.submission_provenance to openbloctel_accounts;
