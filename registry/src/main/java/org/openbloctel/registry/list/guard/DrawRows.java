package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of draws in advance, by journal. */
final class DrawRows {
    private final Database database;

    DrawRows(Database database) {
        this.database = database;
    }

    /** A server's journal, and for whom and on which day that server drew. */
    record Key(UUID journal, UUID principal, LocalDate day) {}

    /**
     * A draw of numbers that are not known to have been answered.
     *
     * @param settled entries of the journal up to this place are taken off
     */
    record Drawn(long numbers, long settled) {}

    /** Adds a draw, or takes off what was returned. */
    void add(Key key, long numbers) {
        with(database.accounts().sql("""
                insert into accounts.guard_draw as d (journal, principal, day, numbers) values (:journal, :principal, :day, :numbers)
                on conflict (journal, principal, day) do update set numbers = d.numbers + excluded.numbers
                """), key).param("numbers", numbers).update();
    }

    /** Takes off what was answered, up to this entry. */
    void settle(Key key, long numbers, long upTo) {
        with(database.accounts().sql("""
                update accounts.guard_draw set numbers = numbers - :numbers, settled = :upTo
                where journal = :journal and principal = :principal and day = :day
                """), key)
                .param("numbers", numbers)
                .param("upTo", upTo)
                .update();
    }

    /** Removes a draw, and returns it: of two servers at once, one gets it. */
    Optional<Drawn> remove(Key key) {
        return with(database.accounts().sql("""
                delete from accounts.guard_draw where journal = :journal and principal = :principal and day = :day
                returning numbers, settled
                """), key)
                .query((row, n) -> new Drawn(row.getLong("numbers"), row.getLong("settled")))
                .optional();
    }

    List<UUID> principals() {
        return database.accounts()
                .sql("select distinct principal from accounts.guard_draw")
                .query(UUID.class)
                .list();
    }

    /** The draws of a journal that are not settled. */
    List<Key> of(UUID journal) {
        return database.accounts()
                .sql("select principal, day from accounts.guard_draw where journal = :journal and numbers <> 0")
                .param("journal", journal)
                .query((row, n) ->
                        new Key(journal, row.getObject("principal", UUID.class), row.getObject("day", LocalDate.class)))
                .list();
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, Key key) {
        return statement
                .param("journal", key.journal())
                .param("principal", key.principal())
                .param("day", key.day());
    }

    /** Removes what is too old, what belonged to companies that are gone, and draws of days that are over of which nothing is left. */
    int forget(LocalDate before, LocalDate today, Collection<UUID> gone) {
        return database.accounts()
                .sql("""
                        delete from accounts.guard_draw
                        where day < :before or principal = any(:gone) or (numbers = 0 and day < :today)
                        """)
                .param("before", before)
                .param("today", today)
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }
}
