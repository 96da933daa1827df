package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/** Plans as dated data: what could be ordered on a day. Thread-safe. */
public final class Plans {
    private final Database database;

    public Plans(Database database) {
        this.database = database;
    }

    /** The plans that can be ordered on a day, the smallest first. */
    public List<Plan> on(LocalDate day) {
        return database.accounts().sql("""
                        select * from accounts.plan where holds_from <= :day and (holds_to is null or holds_to >= :day)
                        order by position
                        """).param("day", day).query(Plans::plan).list();
    }

    /** A plan that can be ordered on a day. */
    public Plan find(String code, LocalDate day) {
        return on(day).stream()
                .filter(plan -> plan.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownPlan()));
    }

    private static Plan plan(ResultSet row, int n) throws SQLException {
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
}
