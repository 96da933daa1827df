package org.openbloctel.registry.publication;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.NumberPermutation;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Puts many numbers on the list. The text is read by the rules of the engine, copied to a temporary table and sorted there without a lock.
 * Then the numbers go on the list, {@value #TOGETHER} in each transaction, so that a person who confirms a registration waits for a moment
 * only. Each new number is a revision, which servers follow like any other. After an interruption, importing the same file again adds the
 * rest.
 */
final class ListImport {
    /** What one transaction puts on the list: some 50 ms in which no other may change it. */
    static final int TOGETHER = 5_000;

    private static final int THREADS = 2;

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
                copy(connection, incoming);
                connection.commit();
                return putOn(connection, incoming.size(), read);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                execute(connection, "drop table if exists incoming");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the import was interrupted");
        }
    }

    private ListImported putOn(Connection connection, long size, LinesRead read)
            throws SQLException, InterruptedException {
        long added = 0;
        long revision = 0;
        for (long from = 0; from == 0 || from < size; from += TOGETHER) {
            Instant now = clock.instant();
            long before = lock(connection);
            long fresh = insert(connection, from, before, now);
            keep(connection, from);
            revision = before + fresh;
            if (fresh > 0) {
                setHead(connection, revision, now);
            }
            connection.commit();
            added += fresh;
            pace.reached(revision);
        }
        return new ListImported(read, added, revision);
    }

    private void copy(Connection connection, OppositionList incoming) throws SQLException, IOException {
        execute(connection, "create temp table unsorted (number uuid not null) on commit drop");
        try (OutputStream out = new BufferedOutputStream(
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class), "copy unsorted from stdin (format binary)"),
                1 << 16)) {
            BinaryCopy.Writer writer = new BinaryCopy.Writer(out);
            NumberPermutation.Bulk sealing = database.listNumbers().sealing((blocks, length) -> {
                try {
                    writer.numbers(blocks, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            incoming.forEach(number -> sealing.add(0, number));
            sealing.end();
            writer.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        // In the order of the list's index, so that a transaction writes neighbours: sealed numbers have none.
        execute(
                connection,
                "create temp table incoming as select row_number() over () as n, number"
                        + " from (select number from unsorted order by number) as sorted");
        execute(connection, "create unique index on incoming (n)");
        execute(connection, "analyze incoming");
    }

    /** Locks the list and gives the changes that wait their revisions: the import comes behind them. */
    private static long lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select list.settle()")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Changes are numbered from the head on. */
    private static long insert(Connection connection, long from, long revision, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with fresh as (
                    insert into list.opposition (number, registered_at)
                    select number, ? from incoming where n > ? and n <= ? order by n on conflict do nothing
                    returning number)
                insert into list.change (revision, number, added, at)
                select ? + row_number() over (order by number), number, true, ? from fresh
                """)) {
            insert.setObject(1, now.atOffset(ZoneOffset.UTC));
            insert.setLong(2, from);
            insert.setLong(3, from + TOGETHER);
            insert.setLong(4, revision);
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            return insert.executeLargeUpdate();
        }
    }

    /** Imported numbers that registrations had put on the list stay there when the registrations end. */
    private static void keep(Connection connection, long from) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from list.registered r using incoming i where r.number = i.number and i.n > ? and i.n <= ?
                """)) {
            delete.setLong(1, from);
            delete.setLong(2, from + TOGETHER);
            delete.executeUpdate();
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
