-- Mails with call files in a mailbox that is read. A mail is written down by its place in the mailbox before anything is done about
-- it, so that a server that dies leaves no doubt; its files are submissions like any others. What a mail said is not kept: its
-- Message-ID goes once it is answered.
create table accounts.mailbox_mail (
    id uuid primary key,
    -- Which mailbox and folder; a folder that was made anew counts its mails from the beginning, under another validity.
    mailbox text not null,
    uid_validity bigint not null,
    uid bigint not null,

    state text not null check (state in ('SEEN', 'WAITING', 'DONE')),
    -- Each attempt takes the next number; only the latest may say what came of it.
    attempt int not null default 1,
    lease_until timestamptz not null,
    seen_at timestamptz not null,

    outcome text check (outcome in ('TAKEN', 'REFUSED', 'DUPLICATE', 'IMPERSONATED', 'STRANGER', 'SILENT', 'UNREADABLE')),
    settled_at timestamptz,
    member uuid,
    company uuid,
    message_id text,
    -- Of sender, Message-ID and files: the same mail again is known by it.
    digest text unique,

    unique (mailbox, uid_validity, uid)
);
create index on accounts.mailbox_mail (seen_at) where state <> 'DONE';

-- What a mail carried, in its order: a submission, a refusal, or nothing that a call file could be.
create table accounts.mailbox_part (
    mail uuid not null references accounts.mailbox_mail on delete cascade,
    place int not null,
    name text not null,
    submission uuid,
    again boolean not null default false,
    refusal_code text,
    refusal_arguments text[] not null default '{}',
    primary key (mail, place)
);

-- Whom the mailbox told something lately, so that it tells them once a day: a hash of the address, or a member.
create table accounts.mailbox_notice (
    kind text not null check (kind in ('STRANGER', 'IMPERSONATED')),
    recipient text not null,
    told_at timestamptz not null,
    primary key (kind, recipient)
);

-- How reading the mailbox goes, and which server is at it: one at a time, since what one deletes renumbers what another reads.
create table accounts.mailbox_state (
    mailbox text primary key,
    reader uuid,
    reader_until timestamptz,
    read_at timestamptz,
    failing_since timestamptz,
    fault text not null default ''
);

grant select, insert, update, delete on
    accounts.mailbox_mail,
    accounts.mailbox_part,
    accounts.mailbox_notice,
    accounts.mailbox_state
    to openbloctel_accounts;
