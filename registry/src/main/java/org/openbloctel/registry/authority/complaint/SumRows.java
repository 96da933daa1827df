package org.openbloctel.registry.authority.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/**
 * Sums over complaints. Each reads entries of one index, or counts of days, and no row of the table: five million complaints, a year of which is
 * grouped within a second.
 */
final class SumRows {
    private final Database database;

    SumRows(Database database) {
        this.database = database;
    }

    /** How many complaints a caller or company had. */
    record Course(@Nullable CallingNumber caller, @Nullable UUID company, long before, long month, long week) {}

    /** In the caller's transaction: the memory for its groups is that transaction's. */
    List<SumGroup.Sum> groups(SumGroup group, Instant from, Instant until, int limit) {
        database.accounts().sql("set local work_mem = '64MB'").update();
        return database.accounts()
                .sql("select " + group.column() + " as part, count(*) as complaints,"
                        + " count(*) filter (where state <> 'CLOSED') as open from accounts.complaint"
                        + " where received_at >= :from and received_at < :until"
                        + " group by 1 order by complaints desc, part limit :limit")
                .param("from", Columns.timestamp(from))
                .param("until", Columns.timestamp(until))
                .param("limit", limit)
                .query((row, n) -> sum(group, row))
                .list();
    }

    private SumGroup.Sum sum(SumGroup group, ResultSet row) throws SQLException {
        long complaints = row.getLong("complaints");
        long open = row.getLong("open");
        return switch (group) {
            case CALLER -> new SumGroup.Sum(CallingNumber.opened(part(row), database), null, null, complaints, open);
            case COMPANY, AGENT -> new SumGroup.Sum(null, part(row), null, complaints, open);
            case SUBJECT, TERRITORY, DEPARTEMENT, HOUR ->
                new SumGroup.Sum(null, null, row.getString("part"), complaints, open);
        };
    }

    private static @Nullable UUID part(ResultSet row) throws SQLException {
        return row.getObject("part", UUID.class);
    }

    /**
     * The callers or companies with many complaints in a month, those with the most first, and what they had in the last week and in the weeks
     * before it. Reads the counts of their days, which triggers keep, and no complaint.
     */
    List<Course> courses(SumGroup group, LocalDate today, int many, int limit) {
        LocalDate week = today.minusDays(Worklist.WEEK - 1);
        return database.accounts()
                .sql("""
                        with first as (
                            select %1$s as part, sum(complaints) as month from accounts.complaint_day
                            where day between :month and :today and %1$s is not null
                            group by 1 having sum(complaints) >= :many order by month desc, part limit :limit)
                        select part, month, coalesce(sum(complaints) filter (where day < :week), 0) as before,
                            coalesce(sum(complaints) filter (where day >= :week), 0) as week
                        from first join accounts.complaint_day on %1$s = part
                        where day between :from and :today group by part, month order by month desc, part
                        """.formatted(group.column()))
                .param("from", week.minusDays(Worklist.WEEKS * Worklist.WEEK))
                .param("month", today.minusDays(Worklist.MANY_DAYS - 1L))
                .param("week", week)
                .param("today", today)
                .param("many", many)
                .param("limit", limit)
                .query((row, n) -> new Course(
                        group == SumGroup.CALLER ? CallingNumber.opened(part(row), database) : null,
                        group == SumGroup.CALLER ? null : part(row),
                        row.getLong("before"),
                        row.getLong("month"),
                        row.getLong("week")))
                .list();
    }
}
