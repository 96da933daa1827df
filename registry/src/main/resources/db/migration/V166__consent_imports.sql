-- What became of a file of consents, line by line, for whoever handed it in: the place of the line, the company's own reference and
-- the refusal. Never a number. Forgotten after thirty days.
create table accounts.consent_import (
    id uuid primary key,
    company uuid not null references accounts.company on delete cascade,
    taken_at timestamptz not null,
    fresh int not null,
    known int not null,
    refused int not null
);
create index on accounts.consent_import (company, taken_at);
create index on accounts.consent_import (taken_at);
create table accounts.consent_import_line (
    import uuid not null references accounts.consent_import on delete cascade,
    line int not null,
    reference text,
    consent uuid,
    known boolean not null,
    code text,
    arguments text[] not null
);
create index on accounts.consent_import_line (import, line);
grant select, insert, delete on accounts.consent_import to openbloctel_accounts;
grant select, insert, delete on accounts.consent_import_line to openbloctel_accounts;
