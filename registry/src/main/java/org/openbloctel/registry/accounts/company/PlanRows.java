package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The table of plans: a row a version. */
final class PlanRows {
    private static final String ALL = "select * from accounts.plan order by position, code, holds_from ";

    private final Database database;

    PlanRows(Database database) {
        this.database = database;
    }

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

    static Plan plan(ResultSet row, int n) throws SQLException {
        return new Plan(
                row.getString("code"),
                row.getObject("holds_from", LocalDate.class),
                row.getObject("holds_to", LocalDate.class),
                row.getObject("lines_per_submission", Long.class),
                row.getObject("submissions_per_year", Integer.class),
                row.getLong("price_cents"),
                row.getLong("signup_fee_cents"),
                row.getLong("yearly_fee_cents"),
                row.getString("source"));
    }

    List<Plan> all() {
        return database.accounts().sql(ALL).query(PlanRows::plan).list();
    }

    /** All versions, locked until the transaction ends; they are read after the lock, with what other transactions wrote before it. */
    List<Plan> lockAll() {
        database.accounts().sql(ALL + "for update").query(PlanRows::plan).list();
        return all();
    }

    /** Ends the version that holds on the first day of a change, deletes those that were to begin later, and inserts the new one. */
    void write(PlanChange change) {
        int position = database.accounts()
                .sql("select position from accounts.plan where code = :code limit 1")
                .param("code", change.code())
                .query(Integer.class)
                .single();
        database.accounts()
                .sql("delete from accounts.plan where code = :code and holds_from >= :from")
                .param("code", change.code())
                .param("from", change.from())
                .update();
        database.accounts()
                .sql("""
                        update accounts.plan set holds_to = :last
                        where code = :code and (holds_to is null or holds_to > :last)
                        """)
                .param("code", change.code())
                .param("last", change.from().minusDays(1))
                .update();
        Plan begins = change.version();
        if (begins != null) {
            insert(begins, position);
        }
    }

    private void insert(Plan plan, int position) {
        database.accounts()
                .sql("""
                        insert into accounts.plan (code, holds_from, position, lines_per_submission, submissions_per_year,
                            price_cents, signup_fee_cents, yearly_fee_cents, source)
                        values (:code, :from, :position, :lines, :submissions, :price, :signup, :yearly, :source)
                        """)
                .param("code", plan.code())
                .param("from", plan.from())
                .param("position", position)
                .param("lines", plan.linesPerSubmission(), Types.BIGINT)
                .param("submissions", plan.submissionsPerYear(), Types.INTEGER)
                .param("price", plan.priceCents())
                .param("signup", plan.signupFeeCents())
                .param("yearly", plan.yearlyFeeCents())
                .param("source", plan.source())
                .update();
    }

    List<Plan> on(LocalDate day) {
        return database.accounts()
                .sql("""
                        select * from accounts.plan where holds_from <= :day and (holds_to is null or holds_to >= :day)
                        order by position
                        """)
                .param("day", day)
                .query(PlanRows::plan)
                .list();
    }
}
