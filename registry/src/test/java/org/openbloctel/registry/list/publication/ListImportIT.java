package org.openbloctel.registry.list.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A long import stops no one who registers meanwhile, is followed by every server, and goes on after it was cut off. */
final class ListImportIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** More of them measure. */
    private static final int NUMBERS = Integer.getInteger("import.numbers", 8 * ImportBatch.FIRST + 17);

    /** Between two registrations during an import; 20 to measure. */
    private static final long PAUSE_MILLIS = Long.getLong("import.pause", 0);

    @TempDir
    private Path folder;

    private final TestDatabase test = TestDatabase.create();
    private final Registered registered = new Registered(test);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Publication> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Publication::close);
    }

    private Publication server(String name) throws Exception {
        PublicationSettings settings = PublicationSettings.in(folder.resolve(name));
        Publication publication =
                new Publication(test.database(), settings, InstantSource.fixed(Registered.TIME), watch()).start();
        started.add(publication);
        assertThat(publication.await(0, LONG)).isTrue();
        return publication;
    }

    private PublicationWatch watch() {
        return new PublicationWatch() {
            @Override
            public void loaded(long revision, long numbers, boolean fromTable) {
                seen.add("loaded " + revision);
            }

            @Override
            public void diverged(long revision) {
                seen.add("diverged " + revision);
            }
        };
    }

    @Test
    void whoRegistersMeanwhileWaitsForAFewNumbersOnly() throws Exception {
        Publication importing = server("one");
        Publication other = server("two");
        CompletableFuture<ListImported> imported = CompletableFuture.supplyAsync(() -> load(importing));
        List<Long> between = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; !imported.isDone(); i++) {
            long asked = System.nanoTime();
            between.add(registered.oppose(i % 1_000));
            waits.add((System.nanoTime() - asked) / 1_000_000);
            LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000);
        }
        ListImported done = imported.join();
        waits.sort(Comparator.naturalOrder());
        System.out.printf(
                "%d numbers in %.1f s; a registration took %d ms in the median, %d at p99, %d at most%n",
                NUMBERS,
                (System.nanoTime() - began) / 1e9,
                waits.get(waits.size() / 2),
                waits.get(waits.size() * 99 / 100),
                waits.getLast());
        assertThat(done.added()).isEqualTo(NUMBERS);
        long first = firstImported();
        // As one transaction, the revisions of the import would follow each other without a gap.
        assertThat(between)
                .as("the import ended at %d", done.revision())
                .anyMatch(revision -> revision < done.revision() && revision > first);
        long last = done.revision();
        long head = Math.max(last, between.getLast());
        for (Publication one : List.of(importing, other)) {
            assertThat(one.await(head, LONG)).isTrue();
            one.snapshot();
            assertThat(one.current().size()).isEqualTo(numbers());
        }
        assertThat(importing.current().digest()).isEqualTo(other.current().digest());
        assertThat(seen).containsExactly("loaded 0", "loaded 0");
    }

    /** While an import goes on, more may come than is followed in one step before a snapshot is on the disk. */
    @Test
    void snapshotThatIsTooOldByNowIsPassedOver() throws Exception {
        PublicationSettings settings = PublicationSettings.in(folder);
        Database database = test.database();
        PublicationWatch watch = watch();
        SnapshotFolder snapshots = new SnapshotFolder(folder, database::snapshotKey, watch);
        List<Long> published = new CopyOnWriteArrayList<>();
        Follower follower = new Follower(
                database,
                settings,
                snapshots,
                watch,
                (list, at) -> published.add(list == null ? -1 : list.revision()),
                System::nanoTime);
        Thread thread = Thread.ofPlatform().daemon().start(follower);
        assertThat(Registered.within(LONG, () -> follower.followed() != null)).isTrue();
        OppositionList old = Objects.requireNonNull(follower.followed()).list();
        for (int i = 0; i < 3; i++) {
            registered.oppose(i);
        }
        assertThat(Registered.within(LONG, () -> published.contains(3L))).isTrue();
        JdbcClient.create(test.owner())
                .sql("delete from list.change where revision < 3")
                .update();
        follower.rest(old);
        registered.oppose(4);
        assertThat(Registered.within(LONG, () -> published.contains(4L))).isTrue();
        assertThat(published).doesNotContain(-1L);
        assertThat(seen).containsExactly("loaded 0");
        assertThat(Objects.requireNonNull(follower.followed()).list().size()).isEqualTo(4);
        follower.close();
        thread.join();
    }

    /** All sessions of the database end after the third transaction, as when it is killed. */
    @Test
    void cutOffItIsDoneByTheNextOne() throws Exception {
        Publication publication = server("one");
        AtomicInteger transactions = new AtomicInteger();
        AtomicLong reached = new AtomicLong();
        ListImport killed = new ListImport(
                test.database(), NumberingPlan.FRANCE, InstantSource.fixed(Registered.TIME), revision -> {
                    if (transactions.incrementAndGet() == 3) {
                        reached.set(revision);
                        endAllSessions();
                    }
                });
        assertThatThrownBy(() -> killed.add(lines())).isInstanceOf(IOException.class);
        assertThat(numbers()).isEqualTo(reached.get()).isBetween(1L, NUMBERS - 1L);
        assertThat(publication.await(reached.get(), LONG)).isTrue();

        ListImported rest = load(publication);
        assertThat(rest.added()).isEqualTo(NUMBERS - reached.get());
        assertThat(rest.revision()).isEqualTo(NUMBERS);
        assertThat(publication.await(NUMBERS, LONG)).isTrue();
        assertThat(publication.current().size()).isEqualTo(NUMBERS);
        publication.snapshot();
        assertThat(seen).containsExactly("loaded 0");
    }

    private void endAllSessions() {
        JdbcClient.create(test.owner())
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                .query()
                .listOfRows();
    }

    private static ListImported load(Publication publication) {
        try {
            return publication.importNumbers(lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < NUMBERS; i++) {
            lines.append("06").append(10_000_000 + i).append('\n');
        }
        return new ByteArrayInputStream(lines.toString().getBytes(UTF_8));
    }

    private long numbers() {
        return count("list.opposition");
    }

    /** The first revision of a number that no registration is about. */
    private long firstImported() {
        return JdbcClient.create(test.owner())
                .sql("select min(revision) from list.change where number <> all (?)")
                .param(IntStream.range(0, 1_000).mapToObj(registered::sealed).toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private long count(String what) {
        return JdbcClient.create(test.owner())
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }
}
