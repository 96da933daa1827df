-- What one person of the operator asked for and another one has to confirm. A row goes when it is confirmed, stopped or too old; the
-- audit trail keeps what was done.
create table accounts.pending_decision (
    id uuid primary key,
    kind text not null,
    -- The company or the member that it is about: a decision of each kind at a time.
    subject uuid not null,
    evidence text not null,
    -- No reference: a person who leaves takes nothing back.
    asked_by uuid not null,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    unique (kind, subject)
);
-- To lock a row takes the right to update it.
grant select, insert, update, delete on accounts.pending_decision to openbloctel_accounts;
