-- What erasing jobs did: which, when, how long, how much.
create table accounts.erasure_run (
    id bigint generated always as identity primary key,
    job text not null,
    started_at timestamptz not null,
    millis bigint not null,
    erased bigint not null,
    -- The kind of fault that stopped it, by the name of its class; null when it went through.
    fault text
);
create index on accounts.erasure_run (job, started_at desc);
create index on accounts.erasure_run (started_at);
grant select, insert, delete on accounts.erasure_run to openbloctel_accounts;

-- Settled mails, by when: they go after a while.
create index on accounts.outbox (settled_at) where settled_at is not null;

-- Companies that were refused, mandates that ended: they go, whole.
grant delete on accounts.company, accounts.mandate, accounts.lookup_count, accounts.subscription to openbloctel_accounts;

-- The audit trail and the invoices are added to and never changed, by the accounts' role. What is too old to be needed goes by
-- functions of a role that nobody signs in as, and that do not believe who calls them how old that is.
do $$
begin
    if not exists (select from pg_roles where rolname = 'openbloctel_eraser') then
        create role openbloctel_eraser nologin;
    end if;
    execute format('grant openbloctel_eraser to %I', current_user);
end
$$;

-- Where the chain of the audit trail begins: the last entry that was erased.
create table accounts.audit_root (
    only_row boolean primary key default true check (only_row),
    seq bigint not null,
    hash text not null
);
insert into accounts.audit_root (seq, hash) values (0, repeat('0', 64));
grant select on accounts.audit_root to openbloctel_accounts;

grant usage on schema accounts to openbloctel_eraser;
grant select, update on accounts.audit_root, accounts.audit_head to openbloctel_eraser;
grant select, delete on accounts.audit_entry, accounts.invoice, accounts.payment to openbloctel_eraser;

create function accounts.forget_audit(before timestamptz) returns bigint
    language plpgsql security definer set search_path = accounts, pg_temp as
$$
declare
    last_seq bigint;
    last_hash text;
    erased bigint;
begin
    before := least(before, now() - interval '4 years');
    perform from accounts.audit_head for update;
    -- Up to the first entry that stays: clocks may have gone back in between, the order of the chain counts.
    select seq, hash into last_seq, last_hash from accounts.audit_entry
        where seq < coalesce((select min(seq) from accounts.audit_entry where at >= before), 9223372036854775807)
        order by seq desc limit 1;
    if last_seq is null then
        return 0;
    end if;
    delete from accounts.audit_entry where seq <= last_seq;
    get diagnostics erased = row_count;
    update accounts.audit_root set seq = last_seq, hash = last_hash;
    return erased;
end
$$;

-- Whole years, so that no gap shows in the numbers of a year. A credit note goes with the year it was written in, and an invoice
-- that one of a later year takes back stays as long as that.
create function accounts.forget_invoices(before_year int) returns bigint
    language plpgsql security definer set search_path = accounts, pg_temp as
$$
declare
    erased bigint;
begin
    before_year := least(before_year, extract(year from now())::int - 9);
    if exists (select from accounts.invoice where year >= before_year and credits_year < before_year) then
        before_year := (select min(credits_year) from accounts.invoice where year >= before_year);
    end if;
    delete from accounts.payment where year < before_year;
    delete from accounts.invoice where year < before_year;
    get diagnostics erased = row_count;
    return erased;
end
$$;

grant create on schema accounts to openbloctel_eraser;
alter function accounts.forget_audit owner to openbloctel_eraser;
alter function accounts.forget_invoices owner to openbloctel_eraser;
revoke create on schema accounts from openbloctel_eraser;
revoke all on function accounts.forget_audit, accounts.forget_invoices from public;
grant execute on function accounts.forget_audit, accounts.forget_invoices to openbloctel_accounts;
