package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of draws in advance, by journal. */
interface DrawRows {
    /** A server's journal, and for whom and on which day that server drew. */
    record Key(UUID journal, UUID principal, LocalDate day) {}

    /**
     * A draw of numbers that are not known to have been answered.
     *
     * @param settled entries of the journal up to this place are taken off
     */
    record Drawn(long numbers, long settled) {}

    /** Adds a draw, or takes off what was returned. */
    @SqlUpdate("""
            insert into accounts.guard_draw as d (journal, principal, day, numbers)
            values (:key.journal, :key.principal, :key.day, :numbers)
            on conflict (journal, principal, day) do update set numbers = d.numbers + excluded.numbers
            """)
    void add(Key key, long numbers);

    /** Takes off what was answered, up to this entry. */
    @SqlUpdate("""
            update accounts.guard_draw set numbers = numbers - :numbers, settled = :upTo
            where journal = :key.journal and principal = :key.principal and day = :key.day
            """)
    void settle(Key key, long numbers, long upTo);

    /** Removes a draw, and returns it: of two servers at once, one gets it. */
    @SqlQuery("""
            delete from accounts.guard_draw where journal = :key.journal and principal = :key.principal and day = :key.day
            returning numbers, settled
            """)
    Optional<Drawn> remove(Key key);

    @SqlQuery("select distinct principal from accounts.guard_draw")
    List<UUID> principals();

    /** The draws of a journal that are not settled. */
    @SqlQuery("select journal, principal, day from accounts.guard_draw where journal = :journal and numbers <> 0")
    List<Key> of(UUID journal);

    /** Removes what is too old, what belonged to companies that are gone, and draws of days that are over of which nothing is left. */
    @SqlUpdate("""
            delete from accounts.guard_draw
            where day < :before or principal = any(:gone) or (numbers = 0 and day < :today)
            """)
    int forget(LocalDate before, LocalDate today, Collection<UUID> gone);
}
