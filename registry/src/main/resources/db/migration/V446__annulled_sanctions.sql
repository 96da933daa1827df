-- When the sanction for which a complaint was closed was annulled. Its reason stays SANCTIONED: the version before this one knows no other.
alter table accounts.complaint add column annulled_at timestamptz;
update accounts.complaint c set annulled_at = d.confirmed_at
    from accounts.case_decision d
    where d.case_file = c.case_file and d.outcome = 'ANNULLED' and d.confirmed_at is not null and c.reason = 'SANCTIONED';

-- The version before, while it runs beside, confirms an annulment without this column. At the end of the transaction: this version has set it by then,
-- and sent its mails.
create function accounts.annulled_beside() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    update accounts.complaint set annulled_at = new.confirmed_at
        where case_file = new.case_file and reason = 'SANCTIONED' and annulled_at is null;
    return null;
end
$$;
create constraint trigger annulled_beside after update of confirmed_at on accounts.case_decision deferrable initially deferred
    for each row when (new.outcome = 'ANNULLED' and new.confirmed_at is not null) execute function accounts.annulled_beside();
revoke all on function accounts.annulled_beside from public;
