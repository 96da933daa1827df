package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Counts of the tables of cases and their decisions. */
interface CaseFigureRows {
    /** Sanctions of a time, and annulments of it with what was annulled, in cents. */
    record Sums(long sanctions, long fines, long annulled, long finesAnnulled) {}

    @SqlQuery("""
            select count(*) filter (where d.outcome = 'SANCTIONED') as sanctions,
                coalesce(sum(d.cents) filter (where d.outcome = 'SANCTIONED'), 0) as fines,
                count(*) filter (where d.outcome = 'ANNULLED') as annulled,
                coalesce(sum(s.cents) filter (where d.outcome = 'ANNULLED'), 0) as fines_annulled
            from accounts.case_decision d
                left join accounts.case_decision s on d.outcome = 'ANNULLED' and s.case_file = d.case_file
                    and s.outcome = 'SANCTIONED' and s.confirmed_at is not null
            where d.confirmed_at >= :from and d.confirmed_at < :to
            """)
    Sums sums(Instant from, Instant to);

    /** How many sanctions the page of sanctions shows on a day. */
    @SqlQuery("""
            select count(*) from accounts.case_decision d join accounts.case_file c on c.id = d.case_file
            where d.published_until >= :day and d.confirmed_at is not null and c.state = 'SANCTIONED'
            """)
    long published(LocalDate day);

    @SqlQuery("""
            select confirmed_at from accounts.case_decision where confirmed_at is not null order by confirmed_at limit 1
            """)
    Optional<Instant> first();
}
