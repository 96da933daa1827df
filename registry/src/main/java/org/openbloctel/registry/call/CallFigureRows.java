package org.openbloctel.registry.call;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Sums of calls by day and outcome. Triggers of the table of calls write their changes; here they are read, and added up. */
final class CallFigureRows {
    private static final String SUMS = "select day, outcome, sum(calls) as calls from accounts.call_figure where ";
    private static final String BY_DAY = " group by day, outcome having sum(calls) <> 0 order by day, outcome";

    private final Database database;

    CallFigureRows(Database database) {
        this.database = database;
    }

    <T> List<T> of(UUID company, RowMapper<T> count) {
        return sums(
                database.accounts()
                        .sql(SUMS + "(principal = :company or agent = :company)" + BY_DAY)
                        .param("company", company),
                count);
    }

    <T> List<T> of(UUID company, UUID principal, UUID campaign, RowMapper<T> count) {
        return sums(
                database.accounts()
                        .sql(SUMS
                                + "principal = :principal and campaign = :campaign and (principal = :company or agent = :company)"
                                + BY_DAY)
                        .param("principal", principal)
                        .param("campaign", campaign)
                        .param("company", company),
                count);
    }

    private static <T> List<T> sums(StatementSpec statement, RowMapper<T> count) {
        return statement.query(count).list();
    }

    /** Adds the changes to their sums, in one statement, so that readers see each change once. Returns how many there were. */
    long addUp() {
        return database.accounts().sql("""
                        with change as (delete from accounts.call_figure where not summed
                            returning agent, principal, campaign, day, outcome, calls),
                        added as (insert into accounts.call_figure as known
                                (agent, principal, campaign, day, outcome, calls, summed)
                            select agent, principal, campaign, day, outcome, sum(calls), true from change
                            group by 1, 2, 3, 4, 5
                            order by 2, 1, 3, 4, 5
                            on conflict (principal, agent, campaign, day, outcome) where summed
                            do update set calls = known.calls + excluded.calls)
                        select count(*) from change
                        """).query(Long.class).single();
    }

    /** Removes sums that came to nothing: their calls were forgotten. */
    void dropEmpty() {
        database.accounts()
                .sql("delete from accounts.call_figure where summed and calls = 0")
                .update();
    }
}
