package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.openbloctel.registry.list.publication.Progress.Change;
import org.openbloctel.registry.list.publication.Progress.Head;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The statements that read the schema {@code list}, over one connection. For one thread. */
final class ListRows {
    static final String CHANNEL = "openbloctel_list";

    private final Connection connection;
    private final NumberPermutation sealed;

    /**
     * Over a connection.
     *
     * @param sealed how numbers stand in these tables
     */
    ListRows(Connection connection, NumberPermutation sealed) {
        this.connection = connection;
        this.sealed = sealed;
    }

    /** Whether no number is on the list; needs no key. */
    static boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not exists (select from list.opposition)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    void listen() throws SQLException {
        execute("listen " + CHANNEL);
    }

    /** Waits until something was notified, or so long. */
    void await(Duration atMost) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
    }

    Head head() throws SQLException {
        return progress(Long.MAX_VALUE - Progress.MAX).head();
    }

    /** The head and the changes from a revision on, that one included, as one statement sees them: one moment's truth. */
    Progress progress(long revision) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select h.lineage, h.revision, h.changed_at, c.revision, c.number, c.added, c.at from list.head h
                left join list.change c on c.revision between ? and ? order by c.revision
                """)) {
            query.setLong(1, revision);
            query.setLong(2, revision + Progress.MAX);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("list.head is empty");
                }
                Head head = new Head(row.getObject(1, UUID.class), row.getLong(2), Columns.instant(row, 3));
                return new Progress(head, row.getLong(4) > 0 ? changes(row) : List.of());
            }
        }
    }

    /** From the row on which the result stands. Numbers are opened in bulk: one by one takes twenty times as long. */
    private List<Change> changes(ResultSet row) throws SQLException {
        List<Change> changes = new ArrayList<>();
        Queue<Change> sealedYet = new ArrayDeque<>();
        NumberPermutation.Bulk opening = sealed.opening(number -> {
            Change change = sealedYet.remove();
            changes.add(new Change(change.revision(), number, change.added(), change.at()));
        });
        do {
            UUID number = row.getObject(5, UUID.class);
            sealedYet.add(new Change(row.getLong(4), 0, row.getBoolean(6), Columns.instant(row, 7)));
            opening.add(number.getMostSignificantBits(), number.getLeastSignificantBits());
        } while (row.next());
        opening.end();
        return changes;
    }

    /** What the table holds, with the changes that lead to it from a revision, in one moment. */
    record Whole(OppositionList list, Progress progress) {}

    /** Reads the whole table, some seconds for 12 million numbers. */
    Whole whole(NumberingPlan plan, long since) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            execute("set transaction isolation level repeatable read read only");
            Progress progress = progress(since);
            ListBuilder builder = new ListBuilder(plan);
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select number from list.opposition) to stdout (format binary)");
            try {
                BinaryCopy.Reader reader = new BinaryCopy.Reader(sealed.opening(number -> {
                    if (plan.national(number) >= 0) {
                        builder.add(number);
                    }
                }));
                for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
                    reader.read(ByteBuffer.wrap(bytes));
                }
                reader.end();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
            Head head = progress.head();
            return new Whole(builder.build(head.revision(), head.changedAt()), progress);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Notes that this server is there, and what its newest snapshot is. */
    void seen(UUID server, long snapshot, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                insert into list.server (id, snapshot_revision, seen_at) values (?, ?, ?)
                on conflict (id) do update set snapshot_revision = excluded.snapshot_revision, seen_at = excluded.seen_at
                """)) {
            update.setObject(1, server);
            update.setLong(2, snapshot);
            update.setObject(3, now.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
    }

    /**
     * Removes changes that are older than {@code before} and in the snapshots of all servers seen since {@code alive}. Reads those only: the
     * first that is younger ends it.
     */
    int prune(Instant before, Instant alive) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from list.change
                where revision < (select min(snapshot_revision) from list.server where seen_at >= ?) and revision < coalesce(
                        (select revision from list.change
                            where at >= ? and revision < (select min(snapshot_revision) from list.server where seen_at >= ?)
                            order by revision limit 1),
                        9223372036854775807)
                """)) {
            delete.setObject(1, alive.atOffset(ZoneOffset.UTC));
            delete.setObject(2, before.atOffset(ZoneOffset.UTC));
            delete.setObject(3, alive.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }

    /** For how long the oldest change has waited for its revision. */
    static Duration oldestWaiting(Database database) {
        return Duration.ofMillis(database.list()
                .sql(
                        "select coalesce(extract(epoch from clock_timestamp() - min(since)) * 1000, 0)::bigint from list.waiting")
                .query(Long.class)
                .single());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
