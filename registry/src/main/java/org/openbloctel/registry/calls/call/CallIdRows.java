package org.openbloctel.registry.calls.call;

import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * The tables of recently reported ids, as prints. Three tables have three days each, in turn: ids are added to the current one,
 * looked up there and in the one before, and the one that comes next is truncated. So an id is known for three to six days.
 */
final class CallIdRows {
    private static final int DAYS = 3;
    private static final List<String> TABLES =
            List.of("accounts.call_id_a", "accounts.call_id_b", "accounts.call_id_c");

    private final Database database;

    CallIdRows(Database database) {
        this.database = database;
    }

    private static String table(LocalDate day, int ahead) {
        long period = Math.floorDiv(day.toEpochDay(), DAYS) + ahead;
        return TABLES.get(Math.floorMod(period, TABLES.size()));
    }

    /**
     * Takes ids for calls, and answers for which call each of them stands, by what was reported first. Waits for a transaction that takes one of
     * them, so that a call which is reported twice at once is written once.
     */
    Map<UUID, Long> take(LocalDate today, Map<UUID, Long> calls) {
        String current = table(today, 0);
        String before = table(today, -1);
        UUID[] ids = calls.keySet().toArray(UUID[]::new);
        Set<UUID> taken = new HashSet<>(database.accounts()
                .sql("insert into " + current + """
                         (id, call)
                        select id, call from unnest(cast(:ids as uuid[]), cast(:calls as bigint[])) as r (id, call)
                        order by id
                        on conflict (id) do nothing
                        returning id
                        """)
                .param("ids", ids)
                .param("calls", Arrays.stream(ids).map(calls::get).toArray(Long[]::new))
                .query(UUID.class)
                .list());
        Map<UUID, Long> known = new HashMap<>(calls);
        database.accounts()
                .sql("select * from (select id, call from " + current
                        + " where id = any(:known) order by id for update) now"
                        + " union all select * from (select id, call from " + before
                        + " where id = any(:ids) order by id for update) earlier")
                .param(
                        "known",
                        Arrays.stream(ids).filter(id -> !taken.contains(id)).toArray(UUID[]::new))
                .param("ids", ids)
                .query((ResultSet row) -> {
                    known.put(row.getObject("id", UUID.class), row.getLong("call"));
                });
        return known;
    }

    /** Erases the ids of the period before the last. */
    void forget(LocalDate today) {
        String next = table(today, 1);
        boolean full = database.accounts()
                .sql("select exists (select from " + next + ")")
                .query(Boolean.class)
                .single();
        if (full) {
            database.accounts().sql("truncate " + next).update();
        }
    }
}
