package org.openbloctel.registry.list.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.list.OppositionList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every server has every change within a second, and gives out nothing that it cannot prove to be the newest. */
final class PublicationIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.fixed(Registered.TIME);

    @TempDir
    Path folder;

    private final TestDatabase test = TestDatabase.create();
    private final Registered registered = new Registered(test);
    private final List<Publication> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Publication::close);
    }

    private Publication server(String name) {
        return server(PublicationSettings.in(folder.resolve(name)));
    }

    private Publication server(PublicationSettings settings) {
        Publication publication = new Publication(test.database(), settings, CLOCK, PublicationWatch.SILENT).start();
        started.add(publication);
        assertThat(Registered.within(LONG, () -> publication.status().fresh())).isTrue();
        return publication;
    }

    private static boolean opposed(Publication publication, int number) {
        return publication.current().contains(Registered.FIRST + number);
    }

    @Test
    void beforeTheListIsLoadedNothingIsGivenOut() {
        Publication publication =
                new Publication(test.database(), PublicationSettings.in(folder), CLOCK, PublicationWatch.SILENT);
        assertRefused(publication);
        assertThat(publication.status().fresh()).isFalse();
    }

    @Test
    void changesSinceARevisionAreKnownOneByOneUntilOneIsGone() throws Exception {
        Publication publication = server("one");
        long first = registered.oppose(1);
        registered.oppose(2);
        registered.oppose(3);
        long last = registered.oppose(2);
        assertThat(publication.await(last, LONG)).isTrue();
        OppositionList list = publication.current();
        assertThat(publication.changedSince(first, list)).contains(Set.of(Registered.FIRST + 2, Registered.FIRST + 3));
        assertThat(publication.changedSince(last, list)).contains(Set.of());
        assertThat(publication.changedSince(last + 1, list))
                .as("of a list that is not here yet")
                .isEmpty();
        JdbcClient.create(test.owner())
                .sql("delete from list.change where revision = ?")
                .params(first + 1)
                .update();
        assertThat(publication.changedSince(first, list)).isEmpty();
        assertThat(publication.changedSince(first + 1, list)).isPresent();
    }

    @Test
    void changeIsOnEveryServerWithinASecondAndNoneIsLostOrTwice() throws Exception {
        Publication one = server("one");
        Publication two = server("two");
        List<Long> nanos = new CopyOnWriteArrayList<>();
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int writer = 0; writer < 4; writer++) {
                int first = writer * 1000;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        long revision = registered.oppose(first + i);
                        long committed = System.nanoTime();
                        if (!one.await(revision, SECOND) || !two.await(revision, SECOND)) {
                            throw new AssertionError("revision " + revision + " came late");
                        }
                        nanos.add(System.nanoTime() - committed);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(registered.withdraw(3)).isEqualTo(101);
        assertThat(one.await(101, SECOND) && two.await(101, SECOND)).isTrue();
        assertThat(one.current().size()).isEqualTo(99);
        assertThat(one.current().digest()).isEqualTo(two.current().digest());
        assertThat(opposed(two, 3)).isFalse();
        assertThat(opposed(two, 3024)).isTrue();
        assertThat(nanos).hasSize(100);
    }

    @Test
    void slowTransactionIsNotMissed() throws Exception {
        Publication publication = server("one");
        CompletableFuture<Long> later;
        try (Connection slow = test.owner().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select list.oppose('" + registered.sealed(1) + "', now())");
            later = CompletableFuture.supplyAsync(() -> registered.oppose(2));
            // A second: several polls, and time enough for the other to commit, if anything let it.
            assertThat(publication.await(1, SECOND)).isFalse();
            assertThat(later).isNotDone();
            slow.commit();
        }
        assertThat(later.join()).isEqualTo(2);
        assertThat(publication.await(2, SECOND)).isTrue();
        assertThat(opposed(publication, 1)).isTrue();
        assertThat(opposed(publication, 2)).isTrue();
    }

    @Test
    void changeWhoseNotificationIsLostIsFoundByThePoll() throws Exception {
        Publication publication = server("one");
        registered
                .owner()
                .sql("with h as (update list.head set revision = revision + 1, changed_at = now() returning *),"
                        + " o as (insert into list.opposition values ('" + registered.sealed(0) + "', now()))"
                        + " insert into list.change select revision, '" + registered.sealed(0)
                        + "'::uuid, true, changed_at from h")
                .update();
        assertThat(publication.await(1, SECOND)).isTrue();
        assertThat(opposed(publication, 0)).isTrue();
    }

    @Test
    void databaseThatIsGoneIsNotFreshWithinTheLimitAndFreshAgainWhenItIsBack() throws Exception {
        Publication publication =
                server(PublicationSettings.in(folder.resolve("one")).withFreshness(SECOND));
        registered.oppose(1);
        assertThat(publication.await(1, SECOND)).isTrue();
        String name = registered
                .owner()
                .sql("select current_database()")
                .query(String.class)
                .single();
        elsewhere(name, "alter database " + name + " allow_connections false");
        elsewhere(name, "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        assertThat(Registered.within(
                        SECOND.multipliedBy(2), () -> !publication.status().fresh()))
                .isTrue();
        assertRefused(publication);
        elsewhere(name, "alter database " + name + " allow_connections true");
        assertThat(Registered.within(LONG, () -> publication.status().fresh())).isTrue();
        long revision = registered.oppose(2);
        assertThat(publication.await(revision, SECOND)).isTrue();
        assertThat(opposed(publication, 1)).isTrue();
    }

    private void elsewhere(String name, String sql) throws SQLException {
        try (Connection connection =
                        java.sql.DriverManager.getConnection(test.url().replace(name, "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void databaseThatDoesNotAnswerIsNotFreshWithinTheLimit() throws Exception {
        Publication publication =
                server(PublicationSettings.in(folder.resolve("one")).withFreshness(SECOND));
        try (Connection hanging = test.owner().getConnection();
                Statement statement = hanging.createStatement()) {
            hanging.setAutoCommit(false);
            statement.execute("lock table list.head in access exclusive mode");
            assertThat(Registered.within(
                            SECOND.multipliedBy(2), () -> !publication.status().fresh()))
                    .isTrue();
            assertRefused(publication);
            hanging.rollback();
        }
        assertThat(Registered.within(LONG, () -> publication.status().fresh())).isTrue();
    }

    @Test
    void limitOfFreshnessIsExact() {
        AtomicLong drift = new AtomicLong();
        PublicationSettings settings = PublicationSettings.in(folder).withFreshness(LONG);
        AtomicLong frozen = new AtomicLong(1);
        Publication publication = new Publication(
                test.database(),
                settings,
                CLOCK,
                PublicationWatch.SILENT,
                () -> Thread.currentThread().getName().equals("list-follower")
                        ? frozen.get()
                        : frozen.get() + drift.get());
        started.add(publication.start());
        assertThat(Registered.within(LONG, () -> publication.status().fresh())).isTrue();
        drift.set(LONG.toNanos());
        assertThat(publication.current().revision()).isZero();
        drift.incrementAndGet();
        assertRefused(publication);
    }

    @Test
    void listThatWasPinnedStaysAsItWas() throws Exception {
        Publication publication = server("one");
        OppositionList pinned = publication.current();
        long revision = registered.oppose(1);
        assertThat(publication.await(revision, SECOND)).isTrue();
        assertThat(pinned.contains(Registered.FIRST + 1)).isFalse();
        assertThat(pinned.revision()).isZero();
        assertThat(publication.current().revision()).isEqualTo(1);
    }

    @Test
    void databasePutBackToAnEarlierStateIsReadAnew() throws Exception {
        Publication publication = server("one");
        registered.oppose(1);
        registered.oppose(2);
        assertThat(publication.await(2, SECOND)).isTrue();
        registered
                .owner()
                .sql("with o as (delete from list.opposition), c as (delete from list.change)"
                        + " update list.head set revision = 0, changed_at = '1970-01-01 00:00Z'")
                .update();
        assertThat(Registered.within(
                        LONG,
                        () -> publication.status().fresh()
                                && publication.status().revision() == 0))
                .isTrue();
        assertThat(opposed(publication, 1)).isFalse();
        registered.oppose(3);
        assertThat(publication.await(1, SECOND)).isTrue();
        assertThat(opposed(publication, 3)).isTrue();
    }

    @Test
    void gapInTheChangesMakesItReadTheTable() throws Exception {
        Publication publication = server("one");
        registered
                .owner()
                .sql("with o as (insert into list.opposition values ('" + registered.sealed(0) + "', now()))"
                        + " update list.head set revision = 17, changed_at = now()")
                .update();
        assertThat(publication.await(17, LONG)).isTrue();
        assertThat(opposed(publication, 0)).isTrue();
        assertThat(publication.current().revision()).isEqualTo(17);
    }

    private static void assertRefused(Publication publication) {
        assertThatThrownBy(publication::current)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new ListRefusal.ListNotFresh()));
    }
}
