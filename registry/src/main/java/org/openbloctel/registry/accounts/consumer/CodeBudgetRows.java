package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The counts of codes by hour and by day. */
interface CodeBudgetRows {
    /** Adds a code to a day and an hour, in this order; answers how many each then has. */
    @SqlQuery("""
            insert into accounts.code_count as c (span, start, sent) values ('DAY', :day, 1), ('HOUR', :hour, 1)
            on conflict (span, start) do update set sent = c.sent + 1
            returning span, sent
            """)
    @KeyColumn("span")
    @ValueColumn("sent")
    Map<CodeSpan, Integer> count(Instant day, Instant hour);

    @SqlUpdate("update accounts.code_count set sent = sent - 1 where span = :span and start = :start and sent > 0")
    void uncount(CodeSpan span, Instant start);

    /** Marks an alarm; false where it was raised before. */
    @SqlUpdate("update accounts.code_count set alarmed = true where span = :span and start = :start and not alarmed")
    boolean alarm(CodeSpan span, Instant start);

    @SqlQuery("select sent from accounts.code_count where span = :span and start = :start")
    Optional<Integer> sent(CodeSpan span, Instant start);

    @SqlUpdate("delete from accounts.code_count where start < :before")
    int forget(Instant before);
}
