-- Questions to the operator. What people and the operator's staff write is encrypted under a key of its own, as with complaints; its words stand
-- as keyed prints of their stems, so that the staff can search what a copy of the database does not show.
create table accounts.ticket_key (
    only_row boolean primary key default true check (only_row),
    wrapped bytea not null
);

create table accounts.ticket (
    id uuid primary key,
    reference text not null unique,
    state text not null,
    -- FORM, MAIL, CONSUMER or MEMBER
    origin text not null,
    -- of one that came by the public form or by mail; the others are reached at the address of their space
    email text,
    consumer uuid references accounts.consumer on delete cascade,
    member uuid references accounts.member on delete cascade,
    company uuid references accounts.company on delete cascade,
    locale text not null,
    -- null until the address is proved: no answer is mailed to it before
    proved_at timestamptz,
    subject bytea,
    words bigint[],
    owner uuid references accounts.staff on delete set null,
    -- until when an answer is due; null while none is
    due_at timestamptz,
    received_at timestamptz not null,
    changed_at timestamptz not null
);
create index on accounts.ticket (state, due_at, id);
create index on accounts.ticket (changed_at);
create index on accounts.ticket (email, received_at) where email is not null;
create index on accounts.ticket (consumer) where consumer is not null;
create index on accounts.ticket (member) where member is not null;
create index on accounts.ticket (company) where company is not null;
create index on accounts.ticket (owner) where owner is not null;
create index on accounts.ticket using gin (words);

create table accounts.ticket_message (
    ticket uuid not null references accounts.ticket on delete cascade,
    n smallint not null,
    -- QUESTION, ANSWER or NOTE
    kind text not null,
    -- the member of the staff who wrote it
    author uuid,
    at timestamptz not null,
    text bytea,
    -- attachments of a mail, which are not kept
    dropped smallint not null default 0,
    -- a mail from another address than the asker's
    elsewhere boolean not null default false,
    primary key (ticket, n)
);

-- Texts that the staff begin answers with.
create table accounts.canned_answer (
    id uuid primary key,
    name text not null,
    text_fr text not null,
    text_en text not null,
    changed_at timestamptz not null
);

-- Questions with their answers, edited and published: they name no person.
create table accounts.faq (
    id uuid primary key,
    question_fr text not null,
    answer_fr text not null,
    question_en text not null,
    answer_en text not null,
    published_at timestamptz not null
);

grant select, insert, update on accounts.ticket_key to openbloctel_accounts;
grant select, insert, update, delete on accounts.ticket to openbloctel_accounts;
grant select, insert, delete on accounts.ticket_message to openbloctel_accounts;
grant select, insert, update, delete on accounts.canned_answer to openbloctel_accounts;
grant select, insert, update, delete on accounts.faq to openbloctel_accounts;
