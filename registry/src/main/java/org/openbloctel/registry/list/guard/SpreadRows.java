package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.springframework.dao.EmptyResultDataAccessException;

/** The table of spreads. */
interface SpreadRows {
    /**
     * A company's row.
     *
     * @param level the highest level at which its numbers were sampled
     * @param levelDay the last day on which they were
     * @param generation one more after each lift: what was collected before it counts no more
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Kept(byte[] week, int level, LocalDate levelDay, long version, long generation) {
        /** How its numbers were sampled. */
        Spread.Thinnest thinnest() {
            return new Spread.Thinnest(level, (int) levelDay.toEpochDay());
        }
    }

    /**
     * The row, locked until the transaction ends. Transactions that write stops, uses or canaries of a company lock it before these,
     * so that they come one after the other, and after the account of a principal, if they need one.
     */
    default Kept lock(UUID company, LocalDate today) {
        insert(company, today);
        // It may be forgotten in between: then the work fails, and is tried again.
        return lock(company).orElseThrow(() -> new EmptyResultDataAccessException(1));
    }

    @SqlUpdate("insert into accounts.guard_spread (company, last_day) values (:company, :today) on conflict do nothing")
    void insert(UUID company, LocalDate today);

    @SqlQuery("""
            select week, level, level_day, version, generation from accounts.guard_spread
            where company = :company for update
            """)
    Optional<Kept> lock(UUID company);

    default void write(UUID company, byte[] week, Spread.Thinnest thinnest, LocalDate today) {
        write(company, week, thinnest.level(), LocalDate.ofEpochDay(thinnest.day()), today);
    }

    @SqlUpdate("""
            update accounts.guard_spread set week = :week, level = :level, level_day = :levelDay, version = version + 1, last_day = :today
            where company = :company
            """)
    void write(UUID company, byte[] week, int level, LocalDate levelDay, LocalDate today);

    /** The versions of some companies' rows. */
    @SqlQuery("select company, version from accounts.guard_spread where company = any(:some)")
    @KeyColumn("company")
    @ValueColumn("version")
    Map<UUID, Long> versions(Collection<UUID> some);

    /** Begins anew, after a lift or the stop of a pair. */
    @SqlUpdate("""
            update accounts.guard_spread set week = '', level = 0, level_day = '1970-01-01',
                version = version + 1, generation = generation + 1
            where company = :company
            """)
    void clear(UUID company);

    @SqlQuery("select company from accounts.guard_spread")
    List<UUID> companies();

    @SqlUpdate("delete from accounts.guard_spread where last_day < :before or company = any(:gone)")
    int forget(LocalDate before, Collection<UUID> gone);
}
