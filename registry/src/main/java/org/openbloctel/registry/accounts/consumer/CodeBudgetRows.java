package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The counts of codes by hour and by day. */
final class CodeBudgetRows {
    private final Database database;

    CodeBudgetRows(Database database) {
        this.database = database;
    }

    /** Adds a code to a day and an hour, in this order; answers how many each then has. */
    Map<CodeSpan, Integer> count(Instant day, Instant hour) {
        return database
                .accounts()
                .sql("""
                        insert into accounts.code_count as c (span, start, sent) values ('DAY', :day, 1), ('HOUR', :hour, 1)
                        on conflict (span, start) do update set sent = c.sent + 1
                        returning span, sent
                        """)
                .param("day", Columns.timestamp(day))
                .param("hour", Columns.timestamp(hour))
                .query((row, n) -> Map.entry(CodeSpan.valueOf(row.getString("span")), row.getInt("sent")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void uncount(Instant day, Instant hour) {
        database.runInAccounts(() -> {
            uncount(CodeSpan.DAY, day);
            uncount(CodeSpan.HOUR, hour);
        });
    }

    private void uncount(CodeSpan span, Instant start) {
        database.accounts()
                .sql(
                        "update accounts.code_count set sent = sent - 1 where span = :span and start = :start and sent > 0")
                .param("span", span.name())
                .param("start", Columns.timestamp(start))
                .update();
    }

    /** Marks an alarm; false where it was raised before. */
    boolean alarm(CodeSpan span, Instant start) {
        return database.accounts()
                        .sql("""
                                update accounts.code_count set alarmed = true
                                where span = :span and start = :start and not alarmed
                                """)
                        .param("span", span.name())
                        .param("start", Columns.timestamp(start))
                        .update()
                == 1;
    }

    int sent(CodeSpan span, Instant start) {
        return database.accounts()
                .sql("select sent from accounts.code_count where span = :span and start = :start")
                .param("span", span.name())
                .param("start", Columns.timestamp(start))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.code_count where start < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }
}
