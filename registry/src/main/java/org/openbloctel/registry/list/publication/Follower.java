package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.publication.Progress.Head;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The thread that asks the database what came after the revision it has, over a connection that listens: a notification only
 * makes it ask sooner. Revisions are given in the order of commits, so nothing comes after the head that is below it.
 *
 * <p>When the changes do not lead on from what it has (some were removed, the database was put back to an earlier state, another
 * list is in it), it reads the table anew, and proves nothing meanwhile.
 */
final class Follower implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int NETWORK_MILLIS = 5_000;

    private final Database database;
    private final PublicationSettings settings;
    private final SnapshotFolder folder;
    private final PublicationWatch watch;
    private final Sink sink;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable OppositionList> nextBase = new AtomicReference<>();
    private volatile boolean distrusted;
    private volatile @Nullable Followed followed;

    /** Takes what was proved: null when nothing is. */
    interface Sink {
        void publish(@Nullable OppositionList list, long provedAt);
    }

    /** A list, and of which lineage it is. */
    record Followed(UUID lineage, OppositionList list) {}

    Follower(
            Database database,
            PublicationSettings settings,
            SnapshotFolder folder,
            PublicationWatch watch,
            Sink sink,
            LongSupplier nanoTime) {
        this.database = database;
        this.settings = settings;
        this.folder = folder;
        this.watch = watch;
        this.sink = sink;
        this.nanoTime = nanoTime;
    }

    /** What is followed now; null before the first list is loaded. */
    @Nullable
    Followed followed() {
        return followed;
    }

    /** Goes on from this list, which holds the same as the one that was followed at its revision. */
    void rest(OppositionList snapshot) {
        nextBase.set(snapshot);
    }

    /** Throws away what was followed: the table is read anew. */
    synchronized void distrust() {
        distrusted = true;
        sink.publish(null, 0);
    }

    void close() {
        closed.countDown();
    }

    @Override
    @SuppressWarnings("IllegalCatch") // this thread survives any fault: without it nothing is fresh again
    public void run() {
        while (closed.getCount() > 0) {
            try (Connection connection = database.listConnection()) {
                connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
                ListRows table = new ListRows(connection, database.listNumbers());
                table.listen();
                while (closed.getCount() > 0) {
                    step(table);
                    table.await(settings.poll());
                }
            } catch (Exception e) {
                watch.failed("follow the list", e);
                pause();
            }
        }
    }

    private void step(ListRows table) throws SQLException, IOException {
        if (distrusted) {
            distrusted = false;
            followed = null;
            nextBase.set(null);
            readTable(table);
        }
        Followed before = followed;
        if (before == null) {
            before = load(table);
        }
        OppositionList base = nextBase.getAndSet(null);
        OppositionList from = base == null ? before.list() : base;
        long asked = nanoTime.getAsLong();
        Progress progress = table.progress(from.revision());
        if (base != null && !progress.follows(base)) {
            // The list went on faster than the snapshot was written: the next one will do.
            from = before.list();
            progress = table.progress(from.revision());
        }
        if (!before.lineage().equals(progress.head().lineage()) || !progress.follows(from)) {
            followed = null;
            sink.publish(null, 0);
            readTable(table);
            return;
        }
        publish(progress, progress.applied(from), asked);
    }

    private Followed load(ListRows table) throws SQLException, IOException {
        Head head = table.head();
        Optional<OppositionList> snapshot = folder.newest(head);
        if (snapshot.isPresent()) {
            OppositionList list = snapshot.get();
            if (table.progress(list.revision()).follows(list)) {
                watch.loaded(list.revision(), list.size(), false);
                return new Followed(head.lineage(), list);
            }
        }
        return readTable(table);
    }

    private Followed readTable(ListRows table) throws SQLException, IOException {
        long asked = nanoTime.getAsLong();
        ListRows.Whole whole = table.whole(settings.plan(), Long.MAX_VALUE - Progress.MAX);
        nextBase.set(null);
        watch.loaded(whole.list().revision(), whole.list().size(), true);
        publish(whole.progress(), whole.list(), asked);
        return new Followed(whole.progress().head().lineage(), whole.list());
    }

    private synchronized void publish(Progress progress, OppositionList list, long asked) {
        if (!distrusted) {
            followed = new Followed(progress.head().lineage(), list);
            sink.publish(list, asked);
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // closed or not, the loop looks
    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }
}
