package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.COMPANY;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.FILE;
import static org.openbloctel.registry.callfiles.submission.SubmissionLoopIT.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.engine.Seed;

/** The inbox when disks fail, days pass and several write at once: no byte that counts is lost, no file keeps others waiting. */
final class InboxFaultsIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int PIECE = 16 << 20;

    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private Arrivals arrivals;
    private Inbox inbox;

    @BeforeEach
    void open() {
        fixture = new SubmissionFixture(folder);
        arrivals = new Arrivals(fixture.database, fixture.clock(), SpaceSettings.USUAL.daysAtMost());
        inbox = inbox(100, 100L << 20);
    }

    private Inbox inbox(int files, long bytes) {
        return new Inbox(
                fixture.database, fixture.clock(), fixture.reception(), arrivals, new Inbox.Limits(files, bytes));
    }

    private static Arrivals.Folder place() {
        return new Arrivals.Folder(COMPANY, COMPANY, "");
    }

    private Writing writing(String name) throws IOException {
        return inbox.open(place(), "sftp-key:1", name, false);
    }

    private static void write(Writing writing, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writing.append(writing.size(), bytes, 0, bytes.length);
    }

    /** A file that its writer finished under a temporary name. */
    private UUID finished(String name, String text) throws IOException {
        Writing writing = writing(name);
        write(writing, text);
        assertThat(writing.finish()).isEmpty();
        return id(name);
    }

    private UUID id(String name) {
        return inbox.find(COMPANY, "", name).orElseThrow().id();
    }

    private long size(String name) {
        return inbox.find(COMPANY, "", name).orElseThrow().size();
    }

    private List<Submission> submissions() {
        return fixture.submissions()
                .list(COMPANY, Submission.Search.ALL, Long.MAX_VALUE, 100)
                .submissions();
    }

    private Path home(UUID id) {
        return fixture.folder.resolve(id.toString());
    }

    @Test
    void pieceWhoseLastBytesDoNotReachTheDiskDoesNotCount() throws IOException {
        Writing writing = writing("large.csv");
        write(writing, "Nom;Téléphone\n");
        Path home = home(id("large.csv"));
        Path away = folder.resolve("away");
        Files.move(home, away);
        byte[] rest = new byte[PIECE];
        Arrays.fill(rest, (byte) '0');
        assertRefused("BT-0792", () -> writing.append(writing.size(), rest, 0, PIECE));
        Files.move(away, home);
        assertRefused("BT-0744", writing::finish);
        writing.cut();
        assertThat(size("large.csv")).isZero();
        assertThat(inbox.takeLeft()).isZero();

        Writing again = writing("large.csv");
        write(again, FILE);
        Arrivals.Arrival arrival = again.finish().orElseThrow();
        assertThat(arrival.refusal()).isEmpty();
        assertThat(submissions())
                .singleElement()
                .satisfies(one -> assertThat(one.size()).isEqualTo(FILE.getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void lastPieceThatDoesNotReachTheDiskLeavesTheFileUnfinished() throws IOException {
        Writing writing = writing("a.csv");
        write(writing, FILE);
        Path home = home(id("a.csv"));
        Files.move(home, folder.resolve("away"));
        assertRefused("BT-0792", writing::finish);
        Files.move(folder.resolve("away"), home);
        writing.cut();
        assertThat(size("a.csv")).isZero();
        assertThat(submissions()).isEmpty();
        Writing again = writing("a.csv");
        write(again, FILE);
        assertThat(again.finish().orElseThrow().submission()).isPresent();
    }

    @Test
    void damagedFileKeepsNoOtherFromBeingTaken() throws IOException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(finished(i + ".tmp", FILE + "Dora;063998010" + i + "\n"));
        }
        fixture.database
                .accounts()
                .sql("update accounts.incoming_file set name = replace(name, '.tmp', '.csv')")
                .update();
        for (UUID damaged : List.of(ids.get(0), ids.get(3))) {
            Path piece = home(damaged).resolve(fixture.vault.names(damaged).getFirst());
            byte[] bytes = Files.readAllBytes(piece);
            bytes[bytes.length - 1] ^= 1;
            Files.write(piece, bytes);
        }
        fixture.later(Duration.ofMinutes(1));
        assertThatThrownBy(() -> inbox.takeLeft())
                .as("the operator sees that something is wrong")
                .isInstanceOf(IOException.class);
        assertThat(submissions()).hasSize(4);
        fixture.later(DAY);
        assertThat(inbox.expire()).isEqualTo(2);
        assertThat(inbox.takeLeft()).isZero();
    }

    @Test
    void forgottenFilesAreGoneThoughPiecesOfOneCannotBeRemoved() throws IOException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(finished(i + ".tmp", FILE));
        }
        Path inTheWay = home(ids.remove(1)).resolve("in-9");
        Files.createFile(Files.createDirectory(inTheWay).resolve("a"));
        fixture.later(DAY);
        assertThat(inbox.expire()).isEqualTo(3);
        assertThat(inbox.expire()).isZero();
        for (UUID id : ids) {
            assertThat(fixture.vault.names(id)).isEmpty();
        }
    }

    @Test
    void fileThatWasLeftForADayIsBegunAnew() throws IOException {
        Writing first = writing("a.csv");
        write(first, "Nom;Tél");
        first.cut();
        fixture.later(DAY.minusMillis(1));
        Writing second = writing("a.csv");
        assertThat(second.size()).as("to be gone on with within the day").isEqualTo(7 + 1);
        second.cut();
        fixture.later(DAY);
        assertThat(inbox.find(COMPANY, "", "a.csv")).isEmpty();
        assertThat(inbox.list(COMPANY, "")).isEmpty();
        Writing third = writing("a.csv");
        assertThat(third.size()).as("its writer was told of no old bytes").isZero();
        write(third, FILE);
        assertThat(third.finish().orElseThrow().submission()).isPresent();
        assertThat(submissions())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.sha256()).isEqualTo(Sha256.hex(FILE.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void replacedFileStaysWhenTheOneThatReplacesItIsTakenAway() throws Exception {
        finished("old.part", FILE);
        UUID from = finished("new.part", FILE + "Dora;0639980005\n");
        try (Connection other = fixture.test.owner().getConnection();
                Statement statement = other.createStatement();
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("update accounts.incoming_file set writer = writer + 1 where id = '" + from + "'");
            Future<Optional<Arrivals.Arrival>> rename =
                    pool.submit(() -> inbox.rename(place(), "new.part", place(), "old.part", true));
            untilOneWaits(rename);
            other.commit();
            assertThatThrownBy(rename::get).hasCauseInstanceOf(RefusedException.class);
        }
        assertThat(inbox.list(COMPANY, "")).extracting(Inbox.Incoming::name).containsExactly("new.part", "old.part");
        assertThat(fixture.vault.names(id("old.part"))).hasSize(1);
        assertThat(inbox.rename(place(), "old.part", place(), "final.csv", false))
                .isPresent();
    }

    private void untilOneWaits(Future<?> rename) {
        boolean waits = false;
        while (!waits && !rename.isDone()) {
            waits = fixture.database
                    .accounts()
                    .sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void replacedFileGoesWithItsPiecesAndTheNewOneHasItsName() throws IOException {
        UUID old = finished("old.part", FILE);
        UUID from = finished("new.part", FILE + "Dora;0639980005\n");
        assertRefused("BT-0742", () -> inbox.rename(place(), "new.part", place(), "old.part", false));
        assertThat(inbox.rename(place(), "new.part", place(), "old.part", true)).isEmpty();
        assertThat(id("old.part")).isEqualTo(from);
        assertThat(fixture.vault.names(old)).isEmpty();
        assertThat(inbox.rename(place(), "old.part", place(), "old.part", true))
                .as("on itself")
                .isEmpty();
        assertThat(fixture.vault.names(from)).hasSize(1);
    }

    @Test
    void noMoreFilesLieThereThanMayAlsoAtOnce() throws Exception {
        Inbox narrow = inbox(3, 100L << 20);
        List<Callable<String>> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String name = i + ".part";
            runs.add(() -> {
                try {
                    narrow.open(place(), "sftp-key:1", name, false);
                    return "begun";
                } catch (RefusedException e) {
                    return e.refusal().code();
                }
            });
        }
        List<String> ends = AtOnce.all(runs);
        assertThat(ends).filteredOn("begun"::equals).hasSize(3);
        assertThat(ends).filteredOn("BT-0746"::equals).hasSize(7);
        assertThat(inbox.list(COMPANY, "")).hasSize(3);
    }

    @Test
    void companyHasSoManyBytesLyingThereAndAnotherItsOwn() throws IOException {
        Inbox narrow = inbox(100, 10);
        Writing first = narrow.open(place(), "sftp-key:1", "a.part", false);
        write(first, "0123456789");
        first.cut();
        Writing second = narrow.open(place(), "sftp-key:1", "b.part", false);
        assertRefused("BT-0746", () -> write(second, "0"));
        assertRefused("BT-0744", () -> write(second, "0"));
        Arrivals.Folder theirs = new Arrivals.Folder(SubmissionFixture.OTHER, SubmissionFixture.OTHER, "");
        write(narrow.open(theirs, "sftp-key:2", "a.part", false), "0123456789");
        inbox.delete(COMPANY, "", "a.part");
        write(narrow.open(place(), "sftp-key:1", "b.part", false), "0");
    }

    @Test
    void writersThatTakeTurnsCutAndBeginAnewGiveTheFileOfTheLast() throws IOException {
        SplittableRandom random = Seed.random(InboxFaultsIT.class);
        for (int round = 0; round < 8; round++) {
            byte[] content = new byte[1 + random.nextInt(100_000)];
            new Random(random.nextLong()).nextBytes(content);
            String name = round + ".csv";
            Writing writer = writing(name);
            int counted = 0;
            while (writer.size() < content.length) {
                int at = (int) writer.size();
                int n = Math.min(content.length - at, 1 + random.nextInt(30_000));
                writer.append(at, content, at, n);
                switch (random.nextInt(5)) {
                    case 0 -> {
                        writer.cut();
                        counted = at + n;
                        writer = writing(name);
                    }
                    case 1 -> {
                        Writing slow = writer;
                        writer = writing(name);
                        assertThat(writer.size())
                                .as("only what was acknowledged")
                                .isEqualTo(counted);
                        assertRefused("BT-0744", slow::finish);
                    }
                    case 2 -> {
                        Writing ahead = writer;
                        assertRefused("BT-0745", () -> ahead.append(ahead.size() + 1, content, 0, 1));
                        writer = writing(name);
                        assertThat(writer.size()).isEqualTo(counted);
                    }
                    case 3 -> {
                        if (random.nextInt(4) == 0) {
                            writer = inbox.open(place(), "sftp-key:1", name, true);
                            counted = 0;
                        }
                    }
                    default -> {}
                }
            }
            Arrivals.Arrival arrival = writer.finish().orElseThrow();
            UUID id = arrival.submission().orElseThrow();
            assertThat(fixture.submissions().get(COMPANY, id).sha256()).isEqualTo(Sha256.hex(content));
            fixture.queue().run(id);
        }
    }

    @Test
    void arrivalsAreKeptForTheirDaysLatestFirst() throws IOException {
        for (int i = 0; i < 3; i++) {
            Writing writing = writing(i + ".csv");
            write(writing, FILE + "Dora;063998010" + i + "\n");
            writing.finish();
            fixture.later(Duration.ofSeconds(1));
        }
        assertThat(arrivals.of(COMPANY, ""))
                .extracting(Arrivals.Arrival::name)
                .containsExactly("2.csv", "1.csv", "0.csv");
        assertThat(arrivals.of(COMPANY, "elsewhere")).isEmpty();
        assertThat(arrivals.of(SubmissionFixture.OTHER, "")).isEmpty();
        assertThat(arrivals.forget()).isZero();
        fixture.later(DAY.multipliedBy(SpaceSettings.USUAL.daysAtMost()).minusSeconds(2));
        assertThat(arrivals.forget()).isEqualTo(2);
        assertThat(arrivals.of(COMPANY, "")).hasSize(1);
    }
}
