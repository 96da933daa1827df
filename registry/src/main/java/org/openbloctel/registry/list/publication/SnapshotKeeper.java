package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.publication.Progress.Head;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The thread that writes the next snapshot when one is due. A snapshot is what the table holds, read in one moment; before it
 * is written it is compared, by count and by digest, with what this process has followed up to the same revision: two ways that
 * have to agree, while changes go on. Then the follower goes on from the snapshot, and changes that all servers have are removed.
 */
final class SnapshotKeeper implements Runnable {
    private static final long LOOK_MILLIS = 5_000;
    private static final int NETWORK_MILLIS = 60_000;
    /** After a snapshot, the next one waits for so many times as long as it took: an import calls for one after another. */
    private static final int REST = 4;

    private final Database database;
    private final PublicationSettings settings;
    private final SnapshotFolder folder;
    private final PublicationWatch watch;
    private final Follower follower;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable Instant lastAt;
    private volatile long lastRevision = -1;
    private long ended;
    private long took;

    SnapshotKeeper(
            Database database,
            PublicationSettings settings,
            SnapshotFolder folder,
            PublicationWatch watch,
            Follower follower,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.database = database;
        this.settings = settings;
        this.folder = folder;
        this.watch = watch;
        this.follower = follower;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The revision of this server's newest snapshot; 0 when it has none. */
    long lastRevision() {
        return Math.max(0, lastRevision);
    }

    void close() {
        closed.countDown();
    }

    @Override
    @SuppressWarnings("IllegalCatch") // a snapshot that failed is tried again; what is served does not need it
    public void run() {
        try {
            while (!closed.await(Math.min(LOOK_MILLIS, settings.snapshotAfter().toMillis()), TimeUnit.MILLISECONDS)) {
                try {
                    Follower.Followed followed = follower.followed();
                    if (followed != null && isDue(followed)) {
                        snapshot();
                    }
                } catch (Exception e) {
                    watch.failed("write a snapshot", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isDue(Follower.Followed followed) throws IOException {
        OppositionList list = followed.list();
        if (lastAt == null) {
            Head head = new Head(followed.lineage(), list.revision(), list.time());
            lastAt = clock.instant();
            lastRevision = folder.newest(head).map(OppositionList::revision).orElse(-1L);
        }
        long changes = list.revision() - lastRevision;
        return lastRevision < 0
                || (changes >= settings.snapshotAfterChanges() && isRested())
                || (changes > 0 && !clock.instant().isBefore(lastAt.plus(settings.snapshotAfter())));
    }

    private synchronized boolean isRested() {
        return took == 0 || nanoTime.getAsLong() - ended >= REST * took;
    }

    synchronized void snapshot() throws IOException {
        Follower.Followed followed = follower.followed();
        if (followed == null || followed.list().revision() == lastRevision) {
            return;
        }
        long began = nanoTime.getAsLong();
        try (Connection connection = database.listConnection()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
            ListRows table = new ListRows(connection, database.listNumbers());
            ListRows.Whole whole = table.whole(settings.plan(), followed.list().revision());
            Progress progress = whole.progress();
            if (!progress.head().lineage().equals(followed.lineage()) || !progress.follows(followed.list())) {
                return; // the follower finds that out too, and reads the table; the next snapshot is of that
            }
            OppositionList expected = progress.applied(followed.list());
            if (expected.size() != whole.list().size()
                    || !expected.digest().equals(whole.list().digest())) {
                follower.distrust();
                watch.diverged(expected.revision());
                return;
            }
            OppositionList written = folder.write(followed.lineage(), whole.list());
            follower.rest(written);
            folder.tidy(followed.lineage());
            watch.wrote(written.revision(), written.size());
            settled(table, folder.server(), written.revision());
            ended = nanoTime.getAsLong();
            took = ended - began;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void settled(ListRows table, UUID server, long revision) throws SQLException {
        Instant now = clock.instant();
        lastAt = now;
        lastRevision = revision;
        table.seen(server, revision, now);
        table.prune(now.minus(settings.changesKept()), now.minus(settings.serverForgotten()));
    }
}
