package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The opposition list of this process. Two threads of its own follow the database and write snapshots; everybody else asks for
 * {@link #current()}, which costs two reads of memory.
 *
 * <p>Invariant: a list is given out only while the last answer of the database that it is the newest is younger than a limit;
 * time is measured by a clock that cannot be set. Otherwise the answer is a refusal, for any reason: never "callable".
 *
 * <p>Thread-safe. Recovers by itself from a database or a folder that was away.
 */
public final class Publication implements AutoCloseable {
    private static final int MAX_CHANGES = 10_000;
    private static final int MAX_BEHIND = Progress.MAX / 4;
    /** The longest wait after a transaction: a server that does not follow slows an import down, but does not stop it. */
    private static final Duration FOLLOWING = Duration.ofSeconds(1);

    private final Database database;
    private final PublicationSettings settings;
    private final LongSupplier nanoTime;
    private final ListedRows rows;
    private final Follower follower;
    private final SnapshotKeeper keeper;
    private final ListImport imports;
    private final Thread[] threads;

    private final Object changed = new Object();
    private volatile @Nullable Published published;

    /** A list and when it was asked for: it was the newest then. */
    private record Published(OppositionList list, long provedAt) {}

    /** A publication that does nothing before {@link #start()}. */
    public Publication(Database database, PublicationSettings settings, InstantSource clock, PublicationWatch watch) {
        this(database, settings, clock, watch, System::nanoTime);
    }

    Publication(
            Database database,
            PublicationSettings settings,
            InstantSource clock,
            PublicationWatch watch,
            LongSupplier nanoTime) {
        this.database = database;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.rows = new ListedRows(database);
        SnapshotFolder folder = new SnapshotFolder(settings.folder(), database::snapshotKey, watch);
        this.follower = new Follower(database, settings, folder, watch, this::publish, nanoTime);
        this.keeper = new SnapshotKeeper(database, settings, folder, watch, follower, clock, nanoTime);
        this.imports = new ListImport(database, settings.plan(), clock, this::letFollow);
        this.threads = new Thread[] {
            Thread.ofPlatform().daemon().name("list-follower").unstarted(follower),
            Thread.ofPlatform().daemon().name("list-snapshots").unstarted(keeper)
        };
    }

    /** Starts to load and to follow; returns at once. */
    public Publication start() {
        for (Thread thread : threads) {
            thread.start();
        }
        return this;
    }

    /**
     * The newest list. Keep the one object for the whole of a scrub or a request: every number is then judged by one revision.
     *
     * @throws RefusedException with {@link ListRefusal.ListNotFresh} when it cannot be proved to be the newest
     */
    public OppositionList current() {
        return fresh().orElseThrow(() -> new RefusedException(new ListRefusal.ListNotFresh()));
    }

    /** The newest list; empty when it cannot be proved to be the newest. */
    public Optional<OppositionList> fresh() {
        Published now = published;
        return now == null
                        || nanoTime.getAsLong() - now.provedAt
                                > settings.freshness().toNanos()
                ? Optional.empty()
                : Optional.of(now.list);
    }

    /**
     * The numbers that may have gone on the list, or left it, between an earlier revision and that of a list, each once. Empty when
     * there were more than {@value #MAX_CHANGES} changes, or one is no longer kept: then any number may be among them.
     */
    public Optional<Set<Long>> changedSince(long revision, OppositionList list) {
        long changes = list.revision() - revision;
        return changes < 0 || changes > MAX_CHANGES ? Optional.empty() : rows.between(revision, list.revision());
    }

    /** How the list stands. */
    public Status status() {
        Published now = published;
        long snapshot = keeper.lastRevision();
        if (now == null) {
            return new Status(false, null, 0, Instant.EPOCH, 0, 0, snapshot);
        }
        Duration ago = Duration.ofNanos(nanoTime.getAsLong() - now.provedAt);
        OppositionList list = now.list;
        return new Status(
                ago.compareTo(settings.freshness()) <= 0,
                ago,
                list.revision(),
                list.time(),
                list.size(),
                list.revision() - snapshot,
                snapshot);
    }

    /** Waits until this process has a revision, or a later one; false when it has not in time. */
    public boolean await(long revision, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (changed) {
            while (true) {
                Published now = published;
                long left = (end - System.nanoTime()) / 1_000_000;
                if (now != null && now.list.revision() >= revision) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                }
                changed.wait(left);
            }
        }
    }

    /** Writes a snapshot now, if the list has changed since the last one; the keeper does so by itself when one is due. */
    public void snapshot() throws IOException {
        keeper.snapshot();
    }

    /**
     * Puts all numbers of a text on the list, one a line in any spelling: for an operator who has a list already. They go on the list some
     * thousands at a time. After an interruption, the same text adds the rest.
     */
    public ListImported importNumbers(InputStream lines) throws IOException {
        return imports.add(lines);
    }

    /** For how long the oldest committed change has waited for its revision: milliseconds, unless a server was killed. */
    public Duration oldestWaiting() {
        return ListRows.oldestWaiting(database);
    }

    /** An import goes no faster than this server follows it: one that falls too far behind would have to read the table anew. */
    private void letFollow(long revision) throws InterruptedException {
        if (revision > MAX_BEHIND) {
            await(revision - MAX_BEHIND, FOLLOWING);
        }
    }

    /** Stops following. */
    @Override
    public void close() {
        follower.close();
        keeper.close();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void publish(@Nullable OppositionList list, long provedAt) {
        published = list == null ? null : new Published(list, provedAt);
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    /**
     * How the list stands in this process.
     *
     * @param fresh whether it can be given out
     * @param provedAgo how long ago it was last proved to be the newest; null when it never was
     * @param revision its revision; 0 when there is none yet
     * @param changedAt when that revision was made
     * @param numbers how many numbers are on it: for the operator alone
     * @param changes how many revisions followed the snapshot below; not how many numbers differ, which would show whether one was listed
     * @param snapshotRevision the newest snapshot of this server
     */
    public record Status(
            boolean fresh,
            @Nullable Duration provedAgo,
            long revision,
            Instant changedAt,
            long numbers,
            long changes,
            long snapshotRevision) {}
}
