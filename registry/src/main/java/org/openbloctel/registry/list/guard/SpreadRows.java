package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** The table of spreads. */
final class SpreadRows {
    private final Database database;

    SpreadRows(Database database) {
        this.database = database;
    }

    /**
     * A company's row.
     *
     * @param thinnest how its numbers were sampled
     * @param generation one more after each lift: what was collected before it counts no more
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Kept(byte[] week, Spread.Thinnest thinnest, long version, long generation) {}

    /**
     * The row, locked until the transaction ends. Transactions that write stops, uses or canaries of a company lock it before these,
     * so that they come one after the other, and after the account of a principal, if they need one.
     */
    Kept lock(UUID company, LocalDate today) {
        database.accounts()
                .sql("""
                        insert into accounts.guard_spread (company, last_day) values (:company, :today) on conflict do nothing
                        """)
                .param("company", company)
                .param("today", today)
                .update();
        return database.accounts()
                .sql("""
                        select week, level, level_day, version, generation from accounts.guard_spread
                        where company = :company for update
                        """)
                .param("company", company)
                .query((row, n) -> new Kept(
                        row.getBytes("week"),
                        new Spread.Thinnest(row.getInt("level"), (int)
                                row.getObject("level_day", LocalDate.class).toEpochDay()),
                        row.getLong("version"),
                        row.getLong("generation")))
                .single();
    }

    void write(UUID company, byte[] week, Spread.Thinnest thinnest, LocalDate today) {
        database.accounts()
                .sql("""
                        update accounts.guard_spread set week = :week, level = :level, level_day = :levelDay,
                            version = version + 1, last_day = :today
                        where company = :company
                        """)
                .param("week", week)
                .param("level", thinnest.level())
                .param("levelDay", LocalDate.ofEpochDay(thinnest.day()))
                .param("today", today)
                .param("company", company)
                .update();
    }

    /** The versions of some companies' rows. */
    Map<UUID, Long> versions(Collection<UUID> some) {
        Map<UUID, Long> versions = new HashMap<>();
        database.accounts()
                .sql("select company, version from accounts.guard_spread where company = any(:some)")
                .param("some", some.toArray(UUID[]::new))
                .query(row -> {
                    versions.put(row.getObject("company", UUID.class), row.getLong("version"));
                });
        return versions;
    }

    /** Begins anew, after a lift or the stop of a pair. */
    void clear(UUID company) {
        database.accounts().sql("""
                        update accounts.guard_spread set week = '', level = 0, level_day = '1970-01-01',
                            version = version + 1, generation = generation + 1
                        where company = :company
                        """).param("company", company).update();
    }

    List<UUID> companies() {
        return database.accounts()
                .sql("select company from accounts.guard_spread")
                .query(UUID.class)
                .list();
    }

    int forget(LocalDate before, Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.guard_spread where last_day < :before or company = any(:gone)")
                .param("before", before)
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }
}
