package org.openbloctel.registry.publication;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * Puts many numbers on the list at once. The text is read by the rules of the engine, sorted, copied to a table of its own, and
 * only then is the list locked. Up to {@value #FOLLOWED} numbers are a revision each; more are one revision without its changes,
 * which a follower sees as a gap.
 */
final class ListImport {
    static final int FOLLOWED = 100_000;

    private static final int THREADS = 2;

    private final Database database;
    private final NumberingPlan plan;
    private final InstantSource clock;

    ListImport(Database database, NumberingPlan plan, InstantSource clock) {
        this.database = database;
        this.plan = plan;
        this.clock = clock;
    }

    ListImported add(InputStream lines) throws IOException {
        ListBuilder builder = new ListBuilder(plan);
        LinesRead read = builder.addLines(lines, THREADS);
        Instant now = clock.instant();
        OppositionList incoming = builder.build(0, now);
        try (Connection connection = database.listConnection()) {
            connection.setAutoCommit(false);
            try {
                copy(connection, incoming);
                long revision = lock(connection);
                long added = insert(connection, incoming.size(), revision, now);
                long next = added == 0 ? revision : incoming.size() > FOLLOWED ? revision + 1 : revision + added;
                if (added > 0) {
                    setHead(connection, next, now);
                }
                connection.commit();
                return new ListImported(read, added, next);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void copy(Connection connection, OppositionList incoming) throws SQLException, IOException {
        execute(connection, "create temp table incoming (number uuid not null) on commit drop");
        try (OutputStream out = new BufferedOutputStream(
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class), "copy incoming from stdin (format binary)"),
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
    }

    private static long lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select revision from list.head for update")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Changes are numbered from the head on when they are few enough to be followed. */
    private static long insert(Connection connection, long size, long revision, Instant now) throws SQLException {
        String fresh = """
                insert into list.opposition (number, registered_at)
                select number, ? from incoming order by number on conflict do nothing
                """; // in the order of the index: sealed numbers come in any
        boolean follow = size <= FOLLOWED;
        String sql = follow ? """
                with fresh as (%s returning number)
                insert into list.change (revision, number, added, at)
                select ? + row_number() over (order by number), number, true, ? from fresh
                """.formatted(fresh) : fresh;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, now.atOffset(ZoneOffset.UTC));
            if (follow) {
                insert.setLong(2, revision);
                insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            }
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
