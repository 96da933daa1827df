-- Sanctions and annulments are counted by the day.
create index on accounts.case_decision (confirmed_at) where confirmed_at is not null;

-- Days that are closed are not counted again: those of before this version get their sanctions here.
insert into accounts.figure_day (day, figure, value, closed)
    select known.day, counted.figure, counted.value, true
    from (select distinct day from accounts.figure_day where closed) as known
    cross join lateral (
        select count(*) filter (where d.outcome = 'SANCTIONED') as sanctions,
            coalesce(sum(d.cents) filter (where d.outcome = 'SANCTIONED'), 0) as fines,
            count(*) filter (where d.outcome = 'ANNULLED') as annulled,
            coalesce(sum(s.cents) filter (where d.outcome = 'ANNULLED'), 0) as fines_annulled
        from accounts.case_decision d
            left join accounts.case_decision s on d.outcome = 'ANNULLED' and s.case_file = d.case_file
                and s.outcome = 'SANCTIONED' and s.confirmed_at is not null
        where d.confirmed_at >= known.day::timestamp at time zone 'Europe/Paris'
            and d.confirmed_at < (known.day + 1)::timestamp at time zone 'Europe/Paris') as sums
    cross join lateral (values ('sanctions', sums.sanctions), ('fines', sums.fines), ('sanctions-annulled', sums.annulled),
        ('fines-annulled', sums.fines_annulled)) as counted (figure, value)
    on conflict do nothing;
