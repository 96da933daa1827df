package org.openbloctel.registry.calls.call;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables that name principals with calls or refusals, and the refusals of one number to all of them. */
final class CallSearchRows {
    private final Database database;

    CallSearchRows(Database database) {
        this.database = database;
    }

    /** All principals that may have calls: the index is walked from one to the next, not read. */
    List<UUID> principals() {
        return Stream.of("accounts.call_figure", "accounts.call_appointment")
                .flatMap(table -> distinct(table).stream())
                .distinct()
                .toList();
    }

    /** All principals that received a refusal. */
    List<UUID> refused() {
        return distinct("accounts.call_refusal");
    }

    private List<UUID> distinct(String table) {
        return database.accounts().sql("""
                        with recursive found as (
                            (select principal from %1$s order by principal limit 1)
                            union all select (select t.principal from %1$s t where t.principal > found.principal
                                order by t.principal limit 1)
                            from found where found.principal is not null)
                        select principal from found where principal is not null
                        """.formatted(table)).query(UUID.class).list();
    }

    List<ReportedRefusal> refusals(List<UUID> principals, byte[][] prints) {
        return database.accounts()
                .sql("""
                        select r.principal, r.refused_at
                        from unnest(cast(:principals as uuid[]), cast(:prints as bytea[])) as asked (principal, number)
                            join accounts.call_refusal r using (principal, number)
                        order by r.refused_at
                        """)
                .param("principals", principals.toArray(UUID[]::new))
                .param("prints", prints)
                .query((row, n) ->
                        new ReportedRefusal(row.getObject("principal", UUID.class), Columns.instant(row, "refused_at")))
                .list();
    }
}
