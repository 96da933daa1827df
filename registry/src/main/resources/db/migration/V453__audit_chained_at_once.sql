-- Moves entries to the end of the chain where its head is the one that the caller made their hashes behind; else does nothing and returns false.
-- The head is locked for this statement, not for the round trips of a transaction. A server of the version before goes on with
-- chain_audit, under the same lock.
create function accounts.chain_audit_behind(head bigint, head_hash text, ids uuid[], hashes text[]) returns boolean
    language plpgsql security definer set search_path = accounts, pg_temp as
$$
begin
    perform from audit_head where seq = head and hash = head_hash for update;
    if not found then
        return false;
    end if;
    perform chain_audit(head, ids, hashes);
    return true;
end
$$;

grant create on schema accounts to openbloctel_eraser;
alter function accounts.chain_audit_behind owner to openbloctel_eraser;
revoke create on schema accounts from openbloctel_eraser;
revoke all on function accounts.chain_audit_behind from public;
grant execute on function accounts.chain_audit_behind to openbloctel_accounts;
