package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.database.Database;

/** The table of plans. */
final class PlanRows {
    private final Database database;

    PlanRows(Database database) {
        this.database = database;
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
