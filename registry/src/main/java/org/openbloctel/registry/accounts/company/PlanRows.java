package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The table of plans: a row a version. */
interface PlanRows {
    String ALL = """
            select *, holds_from as "from", holds_to as "to" from accounts.plan order by position, code, holds_from
            """;

    /** The versions of a plan together. */
    static PowerRows powers(Database database) {
        return new PowerRows(database, "plan", Set.of("plan.version-confirmed"), """
                select 'plan:' || p.code as subject, p.code as name, array['plan:' || p.code] as about,
                    (select jsonb_agg(jsonb_build_array(v.holds_from, v.holds_to, v.lines_per_submission,
                            v.submissions_per_year, v.price_cents, v.signup_fee_cents, v.yearly_fee_cents) order by v.holds_from)
                        from accounts.plan v where v.code = p.code)::text as content
                from (select distinct code from accounts.plan) p where true
                """, "p.code = :id", "");
    }

    @SqlQuery(ALL)
    List<Plan> all();

    @SqlUpdate(ALL + "for update")
    void lock();

    /** All versions, locked until the transaction ends; they are read after the lock, with what other transactions wrote before it. */
    default List<Plan> lockAll() {
        lock();
        return all();
    }

    /** Ends the version that holds on the first day of a change, deletes those that were to begin later, and inserts the new one. */
    default void write(PlanChange change) {
        int position = position(change.code());
        deleteFrom(change.code(), change.from());
        end(change.code(), change.from().minusDays(1));
        Plan begins = change.version();
        if (begins != null) {
            insert(begins, position);
        }
    }

    @SqlQuery("select position from accounts.plan where code = :code limit 1")
    int position(String code);

    @SqlUpdate("delete from accounts.plan where code = :code and holds_from >= :from")
    void deleteFrom(String code, LocalDate from);

    @SqlUpdate("""
            update accounts.plan set holds_to = :last
            where code = :code and (holds_to is null or holds_to > :last)
            """)
    void end(String code, LocalDate last);

    @SqlUpdate("""
            insert into accounts.plan (code, holds_from, position, lines_per_submission, submissions_per_year,
                price_cents, signup_fee_cents, yearly_fee_cents, source)
            values (:plan.code, :plan.from, :position, :plan.linesPerSubmission, :plan.submissionsPerYear,
                :plan.priceCents, :plan.signupFeeCents, :plan.yearlyFeeCents, :plan.source)
            """)
    void insert(Plan plan, int position);

    @SqlQuery("""
            select *, holds_from as "from", holds_to as "to" from accounts.plan
            where holds_from <= :day and (holds_to is null or holds_to >= :day)
            order by position
            """)
    List<Plan> on(LocalDate day);
}
