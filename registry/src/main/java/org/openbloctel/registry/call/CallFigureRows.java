package org.openbloctel.registry.call;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Counts of calls by day and outcome. */
final class CallFigureRows {
    private static final String COUNTS = """
            select (at at time zone :zone)::date as day, outcome, count(*) as calls from accounts.call_attempt
            where
            """;
    private static final String BY_DAY = " group by 1, 2 order by 1, 2";

    private final Database database;

    CallFigureRows(Database database) {
        this.database = database;
    }

    <T> List<T> of(UUID company, RowMapper<T> count) {
        return counts(
                database.accounts()
                        .sql(COUNTS + "(principal = :company or agent = :company)" + BY_DAY)
                        .param("company", company),
                count);
    }

    <T> List<T> of(UUID company, UUID principal, UUID campaign, RowMapper<T> count) {
        return counts(
                database.accounts()
                        .sql(COUNTS + """
                                principal = :principal and campaign = :campaign and (principal = :company or agent = :company)
                                """ + BY_DAY)
                        .param("principal", principal)
                        .param("campaign", campaign)
                        .param("company", company),
                count);
    }

    private static <T> List<T> counts(StatementSpec statement, RowMapper<T> count) {
        return statement.param("zone", LegalCalendar.ZONE.getId()).query(count).list();
    }
}
