package org.openbloctel.registry.list.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.NumberResealing;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.OppositionList;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Snapshots hold what the table holds, are what a server starts from, and are never half a file. */
final class SnapshotIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.fixed(Registered.TIME);

    @TempDir
    Path folder;

    private final TestDatabase test = TestDatabase.create();
    private final Registered registered = new Registered(test);
    private final List<Publication> started = new ArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final PublicationWatch watch = new PublicationWatch() {
        @Override
        public void loaded(long revision, long numbers, boolean fromTable) {
            seen.add((fromTable ? "table " : "snapshot ") + revision);
        }

        @Override
        public void diverged(long revision) {
            seen.add("diverged " + revision);
        }

        @Override
        public void failed(String doing, Exception cause) {
            seen.add("failed to " + doing);
        }
    };

    @AfterEach
    void stop() {
        started.forEach(Publication::close);
    }

    /** A server that writes snapshots when it is told to. */
    private Publication server() {
        return server(PublicationSettings.in(folder)
                .withSnapshots(Integer.MAX_VALUE, Duration.ofDays(1), Duration.ZERO.minusSeconds(1)));
    }

    private Publication server(PublicationSettings settings) {
        Publication publication = new Publication(test.database(), settings, CLOCK, watch).start();
        started.add(publication);
        assertThat(Registered.within(LONG, () -> publication.status().fresh())).isTrue();
        return publication;
    }

    private Publication withNumbers(int numbers) throws Exception {
        Publication publication = server();
        for (int i = 0; i < numbers; i++) {
            registered.oppose(i);
        }
        assertThat(publication.await(numbers, LONG)).isTrue();
        return publication;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sealed"))
                    .sorted()
                    .toList();
        }
    }

    private OppositionList opened(Path file) throws IOException {
        return new SnapshotFolder(folder, test.database()::snapshotKey, watch).read(file);
    }

    @Test
    void serverStartsFromItsSnapshotAndTheChangesAfterIt() throws Exception {
        Publication before = withNumbers(5);
        before.snapshot();
        registered.withdraw(0);
        registered.oppose(7);
        assertThat(before.await(7, LONG)).isTrue();
        String digest = before.current().digest();
        before.close();
        seen.clear();
        Publication after = server();
        assertThat(seen).containsExactly("snapshot 5");
        assertThat(after.await(7, LONG)).isTrue();
        assertThat(after.current().digest()).isEqualTo(digest);
        assertThat(after.current().changes()).isEqualTo(2);
    }

    @Test
    void damagedSnapshotGivesWayToTheOneBefore() throws Exception {
        Publication before = withNumbers(3);
        before.snapshot();
        registered.oppose(3);
        assertThat(before.await(4, LONG)).isTrue();
        before.snapshot();
        before.close();
        Path newest = files().getLast();
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        registered.owner().sql("delete from list.change where revision < 3").update();
        seen.clear();
        Publication after = server();
        assertThat(seen).containsExactly("failed to open a snapshot", "snapshot 3");
        assertThat(after.current().size()).isEqualTo(4);
    }

    /** Former versions wrote the list in plain: their files go at the first start, and the table is read. */
    @Test
    void plainSnapshotIsRemovedAndNotBelieved() throws Exception {
        Publication before = withNumbers(3);
        OppositionList list = before.current();
        before.close();
        String lineage = registered
                .owner()
                .sql("select lineage::text from list.head")
                .query(String.class)
                .single();
        Path plain = folder.resolve("list-" + lineage + "-3.obl");
        list.write(plain);
        Path part = Files.write(folder.resolve(".list-" + lineage + "-2.obl.part"), new byte[100]);
        seen.clear();
        server();
        assertThat(seen).containsExactly("table 3");
        assertThat(plain).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void snapshotThatWasRenamedOrIsOfAnotherKeyIsNotBelieved() throws Exception {
        Publication before = withNumbers(3);
        before.snapshot();
        before.close();
        Path file = files().getFirst();
        byte[] sealed = Files.readAllBytes(file);
        registered.oppose(4);
        Files.move(file, Path.of(file.toString().replace("-3.sealed", "-4.sealed")));
        seen.clear();
        assertThat(server().current().size()).isEqualTo(4);
        assertThat(seen).containsExactly("failed to open a snapshot", "table 4");
        byte[] other = MasterKeys.newDataKey();
        Files.write(file, sealed);
        assertThatThrownBy(() -> new SnapshotFolder(folder, () -> other, watch).read(file))
                .isInstanceOf(IOException.class);
        assertThat(opened(file).size()).isEqualTo(3);
    }

    /** A server whose key does not open the table's numbers gives nothing out: no empty list, and no part of it. */
    @Test
    void tableUnderAnotherKeyIsNeverAListThatCanBeUsed() throws Exception {
        registered.oppose(0);
        registered
                .owner()
                .sql("insert into list.opposition values (gen_random_uuid(), now())")
                .update();
        try (Publication publication =
                new Publication(test.database(), PublicationSettings.in(folder), CLOCK, watch).start()) {
            assertThat(Registered.within(LONG, () -> seen.contains("failed to follow the list")))
                    .isTrue();
            assertThat(publication.status().fresh()).isFalse();
            assertThatThrownBy(publication::current).isInstanceOf(RefusedException.class);
        }
    }

    /** The old key opens older snapshots: none is left once the server has written another. */
    @Test
    void newKeyOfTheNumbersIsFollowedByTheTableAndTheEndOfOldSnapshots() throws Exception {
        Publication before = withNumbers(3);
        before.snapshot();
        before.close();
        String digest = before.status().revision() + " " + before.status().numbers();
        List<Path> old = files();
        try (Connection owner = DriverManager.getConnection(test.url());
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            new NumberResealing(
                            new SingleConnectionDataSource(owner, true), TestDatabase.KEYS, (table, rows, all) -> {})
                    .run();
        }
        seen.clear();
        Publication after = server();
        assertThat(seen).containsExactly("table 3");
        assertThat(after.status().revision() + " " + after.status().numbers()).isEqualTo(digest);
        assertThat(after.current().contains(Registered.FIRST + 2)).isTrue();
        after.snapshot();
        assertThat(files()).hasSize(1).doesNotContainAnyElementsOf(old);
    }

    @Test
    void snapshotOfAnotherDatabaseIsNotBelieved() throws Exception {
        Publication before = withNumbers(3);
        before.snapshot();
        before.close();
        registered
                .owner()
                .sql("update list.head set lineage = gen_random_uuid()")
                .update();
        seen.clear();
        server();
        assertThat(seen).containsExactly("table 3");
    }

    @Test
    void snapshotOfAHistoryThatWasUndoneIsNotBelieved() throws Exception {
        Publication before = withNumbers(3);
        before.snapshot();
        before.close();
        registered
                .owner()
                .sql("with o as (delete from list.opposition where number = '" + registered.sealed(2) + "'),"
                        + " c as (update list.change set at = at + interval '1 second' where revision = 3)"
                        + " update list.head set changed_at = changed_at + interval '1 second'")
                .update();
        seen.clear();
        assertThat(server().current().size()).isEqualTo(2);
        assertThat(seen).containsExactly("table 3");
    }

    @Test
    void snapshotIsRightWhileChangesComeIn() throws Exception {
        Publication publication = withNumbers(50);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Long> writer = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            long revision = 0;
            for (int i = 0; !enough.get(); i++) {
                revision = i % 3 == 2 ? registered.withdraw(i - 1) : registered.oppose(100 + i % 500);
            }
            writer.complete(revision);
        });
        for (int i = 0; i < 10 || files().size() < 2; i++) { // on a busy machine the writer may begin late
            publication.snapshot();
        }
        enough.set(true);
        assertThat(publication.await(writer.join(), LONG)).isTrue();
        assertThat(seen).noneMatch(event -> event.startsWith("diverged"));
        assertThat(files()).hasSize(2);
        for (Path file : files()) {
            assertThat(opened(file).isConsistent()).isTrue();
        }
        OppositionList followed = publication.current();
        publication.close();
        assertThat(server().current().digest()).isEqualTo(followed.digest());
    }

    @Test
    void listThatIsNotWhatTheTableHoldsIsThrownAway() throws Exception {
        Publication publication = withNumbers(3);
        registered
                .owner()
                .sql("insert into list.opposition values ('" + registered.sealed(9) + "', now())")
                .update();
        seen.clear();
        publication.snapshot();
        assertThat(files()).isEmpty();
        assertThat(Registered.within(LONG, () -> publication.status().fresh())).isTrue();
        assertThat(seen).containsExactlyInAnyOrder("diverged 3", "table 3");
        assertThat(publication.current().contains(Registered.FIRST + 9)).isTrue();
        publication.snapshot();
        assertThat(files()).hasSize(1);
    }

    @Test
    void oldSnapshotStaysReadableForWhoeverHasIt() throws Exception {
        Publication publication = withNumbers(3);
        publication.snapshot();
        long mapped = publication.current().revision();
        assertThat(Registered.within(LONG, () -> publication.current().changes() == 0))
                .isTrue();
        OppositionList pinned = publication.current();
        for (int i = 10; i < 13; i++) {
            long revision = registered.oppose(i);
            assertThat(publication.await(revision, LONG)).isTrue();
            publication.snapshot();
        }
        assertThat(files()).hasSize(2).noneMatch(file -> file.toString().endsWith("-" + mapped + ".sealed"));
        assertThat(pinned.isConsistent()).isTrue();
        assertThat(pinned.revision()).isEqualTo(mapped);
    }

    @Test
    void changesGoOnlyWhenEveryServerHasThem() throws Exception {
        Publication publication = withNumbers(5);
        registered
                .owner()
                .sql("insert into list.server values (gen_random_uuid(), 2, :now)")
                .param("now", Registered.TIME.atOffset(java.time.ZoneOffset.UTC))
                .update();
        publication.snapshot();
        assertThat(changes()).containsExactly(2L, 3L, 4L, 5L);
        registered
                .owner()
                .sql("update list.server set seen_at = seen_at - interval '8 days' where snapshot_revision = 2")
                .update();
        long revision = registered.oppose(6);
        assertThat(publication.await(revision, LONG)).isTrue();
        publication.snapshot();
        assertThat(changes()).containsExactly(6L);
    }

    private List<Long> changes() {
        return registered
                .owner()
                .sql("select revision from list.change order by revision")
                .query(Long.class)
                .list();
    }

    @Test
    void snapshotIsWrittenByItselfWhenOneIsDue() throws Exception {
        Publication publication =
                server(PublicationSettings.in(folder).withSnapshots(3, Duration.ofMillis(50), Duration.ofHours(1)));
        assertThat(Registered.within(LONG, () -> written().contains("0.sealed")))
                .isTrue();
        for (int i = 0; i < 3; i++) {
            registered.oppose(i);
        }
        assertThat(publication.await(3, LONG)).isTrue();
        assertThat(Registered.within(LONG, () -> written().contains("3.sealed")))
                .isTrue();
        assertThat(Registered.within(LONG, () -> publication.current().changes() == 0))
                .isTrue();
    }

    /** An import changes the list faster than snapshots of it are written. */
    @Test
    void snapshotForManyChangesWaitsForSomeTimesWhatTheLastOneTook() {
        AtomicLong nanos = new AtomicLong();
        PublicationWatch slow = new PublicationWatch() {
            @Override
            public void wrote(long revision, long numbers) {
                nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            }
        };
        PublicationSettings settings =
                PublicationSettings.in(folder).withSnapshots(3, Duration.ofMillis(20), Duration.ofHours(1));
        started.add(new Publication(test.database(), settings, CLOCK, slow, nanos::get).start());
        assertThat(Registered.within(LONG, () -> written().contains("0.sealed")))
                .isTrue();
        for (int i = 0; i < 3; i++) {
            registered.oppose(i);
        }
        assertThat(Registered.within(Duration.ofMillis(300), () -> written().contains("3.sealed")))
                .isFalse();
        nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(Registered.within(LONG, () -> written().contains("3.sealed")))
                .isTrue();
    }

    private String written() {
        try {
            return files().toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void importedNumbersAreFollowedOneByOne() throws Exception {
        Publication publication = withNumbers(2);
        ListImported imported = publication.importNumbers(
                text("06 39 98 00 01\n+33639980002\n0639980003\n0639980003\nnonsense\n# note\n"));
        assertThat(imported.added()).isEqualTo(2);
        assertThat(imported.revision()).isEqualTo(4);
        assertThat(imported.read().unreadable()).isEqualTo(1);
        assertThat(publication.await(4, LONG)).isTrue();
        assertThat(publication.current().size()).isEqualTo(4);
        assertThat(publication.importNumbers(text("0639980003\n")).revision()).isEqualTo(4);
        assertThat(seen).containsExactly("table 0");
    }

    private static ByteArrayInputStream text(String lines) {
        return new ByteArrayInputStream(lines.getBytes(UTF_8));
    }
}
