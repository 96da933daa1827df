package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Puts many numbers on the list. The text is read by the rules of the engine, and its numbers are sealed and sorted in memory, a million at
 * once. They go on the list in transactions of a fraction of a second ({@link ImportBatch}), so that a person who confirms a registration
 * waits for a moment only. Each new number is a revision, which servers follow like any other. After an interruption, importing the same file
 * again adds the rest.
 */
final class ListImport {
    /** After a transaction during which others registered: the lock goes to them, who are slower to take it than this thread. */
    private static final long GIVE_WAY_NANOS = 2_000_000;

    private static final int THREADS = 2;

    /** Sorted at once, 32 MB: sealed numbers have no order of their own, and a transaction writes neighbours in the index. */
    private static final int SORTED = 1 << 20;

    private static final Comparator<UUID> AS_IN_THE_INDEX =
            (one, other) -> Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());

    private final Database database;
    private final NumberingPlan plan;
    private final InstantSource clock;
    private final Pace pace;

    /** Slows an import down for the servers that follow it. */
    @FunctionalInterface
    interface Pace {
        /** Called after each transaction, with the revision that it led to. */
        void reached(long revision) throws InterruptedException;
    }

    ListImport(Database database, NumberingPlan plan, InstantSource clock, Pace pace) {
        this.database = database;
        this.plan = plan;
        this.clock = clock;
        this.pace = pace;
    }

    ListImported add(InputStream lines) throws IOException {
        ListBuilder builder = new ListBuilder(plan);
        LinesRead read = builder.addLines(lines, THREADS);
        OppositionList incoming = builder.build(0, clock.instant());
        try (Connection connection = database.listConnection()) {
            connection.setAutoCommit(false);
            try {
                Going going = new Going(connection);
                NumberPermutation.Bulk sealing = database.listNumbers().sealing(going);
                incoming.forEach(number -> sealing.add(0, number));
                sealing.end();
                going.end();
                return new ListImported(read, going.added, going.revision);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (CutOffException e) {
            throw e.asIo();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Numbers on their way to the list, sealed. For one thread. */
    private final class Going implements NumberPermutation.Blocks {
        private final Connection connection;
        private final UUID[] sorted = new UUID[SORTED];
        private final ImportBatch batch = new ImportBatch();
        private int collected;
        private long added;
        private long revision = -1;

        Going(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void accept(byte[] blocks, int length) {
            ByteBuffer in = ByteBuffer.wrap(blocks, 0, length);
            while (in.hasRemaining()) {
                sorted[collected] = new UUID(in.getLong(), in.getLong());
                collected++;
                if (collected == SORTED) {
                    putAll();
                }
            }
        }

        /** Puts the last ones on the list; asks for the revision at least. */
        void end() {
            putAll();
            if (revision < 0) {
                put(0, 0);
            }
        }

        private void putAll() {
            Arrays.parallelSort(sorted, 0, collected, AS_IN_THE_INDEX);
            int from = 0;
            while (from < collected) {
                int to = Math.min(from + batch.size(), collected);
                put(from, to);
                from = to;
            }
            collected = 0;
        }

        private void put(int from, int to) {
            try {
                Instant now = clock.instant();
                long before = lock(connection);
                long locked = System.nanoTime();
                boolean othersCame = revision >= 0 && before > revision;
                long fresh = insert(connection, Arrays.copyOfRange(sorted, from, to), before, now);
                revision = before + fresh;
                if (fresh > 0) {
                    setHead(connection, revision, now);
                }
                connection.commit();
                added += fresh;
                batch.took(to - from, fresh, System.nanoTime() - locked, othersCame);
                if (othersCame) {
                    LockSupport.parkNanos(GIVE_WAY_NANOS);
                }
                pace.reached(revision);
            } catch (SQLException | InterruptedException e) {
                throw new CutOffException(e);
            }
        }
    }

    /** Carries a failure out of a callback. */
    private static final class CutOffException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CutOffException(Exception cause) {
            super(cause);
        }

        IOException asIo() {
            if (getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new InterruptedIOException("the import was interrupted");
            }
            return new IOException(getCause());
        }
    }

    /** Locks the list and gives the changes that wait their revisions: the import comes behind them. */
    private static long lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select list.settle()")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Changes are numbered from the head on. Imported numbers that registrations had put on the list stay there when the registrations end.
     *
     * @return how many were not on the list
     */
    private static long insert(Connection connection, UUID[] numbers, long revision, Instant now) throws SQLException {
        // Each registration is looked up by itself: with a join, PostgreSQL may read all of them for a few thousand
        // numbers.
        try (PreparedStatement insert = connection.prepareStatement("""
                with incoming as materialized (select number from unnest(?) as incoming (number)),
                    fresh as (
                        insert into list.opposition (number, registered_at) select number, ? from incoming
                        on conflict do nothing
                        returning number),
                    kept as (
                        delete from list.registered where ctid = any(array(
                            select one.place from incoming cross join lateral (
                                select r.ctid as place from list.registered r where r.number = incoming.number limit 1) one)))
                insert into list.change (revision, number, added, at)
                select ? + row_number() over (), number, true, ? from fresh
                """)) {
            insert.setArray(1, connection.createArrayOf("uuid", numbers));
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.setLong(3, revision);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            return insert.executeLargeUpdate();
        }
    }

    private static void setHead(Connection connection, long revision, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update list.head set revision = ?, changed_at = ?")) {
            update.setLong(1, revision);
            update.setObject(2, now.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
        execute(connection, "notify " + ListRows.CHANNEL);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
