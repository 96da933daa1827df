package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.COMPANY;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.FILE;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.OTHER;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.bytes;
import static org.openbloctel.registry.callfiles.submission.SubmissionLoopIT.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.file.LayoutOptions;

/** Files that come in piece by piece: each is taken once, whole, and answered. */
final class InboxIT {
    private static final int CUT = 64 << 10;

    @TempDir
    Path folder;

    private SubmissionFixture fixture;
    private Arrivals arrivals;
    private Inbox inbox;

    @BeforeEach
    void open() {
        fixture = new SubmissionFixture(folder);
        arrivals = new Arrivals(fixture.database, fixture.clock(), SpaceSettings.USUAL.daysAtMost());
        inbox = inbox(new Inbox.Limits(5, 50 << 20));
    }

    private Inbox inbox(Inbox.Limits limits) {
        return new Inbox(fixture.database, fixture.clock(), fixture.reception(), arrivals, limits);
    }

    private static Arrivals.Folder place() {
        return new Arrivals.Folder(COMPANY, COMPANY, "");
    }

    private Writing writing(String name) throws IOException {
        return inbox.open(place(), "sftp-key:1", name, false);
    }

    private static void write(Writing writing, byte[] content, int from, int length) throws IOException {
        for (int at = from; at < from + length; at += 32_000) {
            writing.append(at, content, at, Math.min(32_000, from + length - at));
        }
    }

    private static byte[] content(int rows) {
        StringBuilder text = new StringBuilder("Nom;Téléphone\n");
        for (int i = 0; i < rows; i++) {
            text.append("Client ").append(i).append(";0639980002\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Submission submission(Arrivals.Arrival arrival) {
        return fixture.submissions().get(COMPANY, arrival.submission().orElseThrow());
    }

    private int submissions() {
        return fixture.submissions()
                .list(COMPANY, Submission.Search.ALL, Long.MAX_VALUE, 100)
                .submissions()
                .size();
    }

    @Test
    void cutAtEvery64KibAndGoneOnWithIsOneWholeSubmission() throws IOException {
        byte[] content = content(40_000);
        int cuts = 0;
        for (int at = 0; at + CUT < content.length; at += CUT) {
            Writing writing = writing("prospects.csv");
            assertThat(writing.size()).isEqualTo(at);
            write(writing, content, at, CUT);
            writing.cut();
            cuts++;
            assertThat(submissions()).as("never a partial one").isZero();
            assertThat(inbox.find(COMPANY, "", "prospects.csv").orElseThrow().size())
                    .isEqualTo(at + CUT);
        }
        assertThat(cuts).isGreaterThan(10);
        Writing last = writing("prospects.csv");
        write(last, content, cuts * CUT, content.length - cuts * CUT);
        Arrivals.Arrival arrival = last.finish().orElseThrow();
        Submission whole = submission(arrival);
        assertThat(whole.size()).isEqualTo(content.length);
        assertThat(whole.channel()).isEqualTo(Sent.Channel.SFTP);
        assertThat(inbox.list(COMPANY, "")).isEmpty();
        fixture.queue().run(whole.id());
        assertThat(fixture.get(whole).counts().callable()).isEqualTo(40_000);
        assertThat(arrivals.of(COMPANY, "")).containsExactly(arrival);
    }

    @Test
    void largeFileCountsPieceByPieceAndNothingLiesPlain() throws IOException {
        byte[] content = content(1_200_000);
        Writing writing = writing("large.csv");
        write(writing, content, 0, content.length);
        // The server is killed: the writer never says that it goes.
        long acknowledged = inbox.find(COMPANY, "", "large.csv").orElseThrow().size();
        assertThat(acknowledged).isGreaterThanOrEqualTo(16 << 20).isLessThan(content.length);
        Writing again = writing("large.csv");
        assertThat(again.size()).isEqualTo(acknowledged);
        assertRefused("BT-0744", writing::cut);
        write(again, content, (int) acknowledged, content.length - (int) acknowledged);
        assertThat(submission(again.finish().orElseThrow()).size()).isEqualTo(content.length);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("0639980002");
            }
        }
    }

    @Test
    void temporaryNameIsTakenOnlyWhenItIsRenamed() throws IOException {
        for (String name : List.of("a.csv.filepart", "a.csv.PART", "a.tmp", ".a.csv", "a.csv~")) {
            Writing writing = writing(name);
            writing.append(0, FILE.getBytes(StandardCharsets.UTF_8), 0, 10);
            assertThat(writing.finish()).as(name).isEmpty();
            assertThat(inbox.find(COMPANY, "", name)).as(name).isPresent();
        }
        assertThat(submissions()).isZero();
        assertThat(inbox.rename(place(), "a.tmp", place(), "b.tmp", false)).isEmpty();
        assertRefused("BT-0742", () -> inbox.rename(place(), "b.tmp", place(), ".a.csv", false));
        assertThat(inbox.rename(place(), "b.tmp", place(), "a.csv", false)).isPresent();
        assertThat(submissions()).isEqualTo(1);
        assertRefused("BT-0741", () -> inbox.rename(place(), "b.tmp", place(), "c.csv", false));
    }

    @Test
    void unfinishedFileIsNotTakenByANewName() throws IOException {
        Writing writing = writing("a.csv.filepart");
        writing.append(0, new byte[100], 0, 100);
        assertRefused("BT-0743", () -> inbox.rename(place(), "a.csv.filepart", place(), "a.csv", false));
        writing.cut();
        assertRefused("BT-0743", () -> inbox.rename(place(), "a.csv.filepart", place(), "a.csv", false));
        assertThat(submissions()).isZero();
    }

    @Test
    void manyRenamesAtOnceTakeItOnce() throws Exception {
        Writing writing = writing("a.part");
        writing.append(0, FILE.getBytes(StandardCharsets.UTF_8), 0, FILE.length());
        assertThat(writing.finish()).isEmpty();
        List<Callable<Optional<Arrivals.Arrival>>> racers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "final-" + i + ".csv";
            racers.add(() -> {
                try {
                    return inbox.rename(place(), "a.part", place(), name, true);
                } catch (RefusedException slower) {
                    return Optional.empty();
                }
            });
        }
        assertThat(AtOnce.<Optional<Arrivals.Arrival>>all(racers))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
        assertThat(submissions()).isEqualTo(1);
        assertThat(inbox.list(COMPANY, "")).isEmpty();
    }

    @Test
    void sameFileTwiceAndByTheApiIsOneSubmissionWithTwoAnswers() throws IOException {
        for (String name : List.of("a.csv", "b.csv")) {
            Writing writing = writing(name);
            writing.append(0, FILE.getBytes(StandardCharsets.UTF_8), 0, FILE.getBytes(StandardCharsets.UTF_8).length);
            assertThat(writing.finish()).isPresent();
        }
        Sent api = new Sent(
                COMPANY,
                COMPANY,
                "key:1",
                "c.csv",
                LayoutOptions.NONE,
                Optional.of("k"),
                Optional.empty(),
                Sent.Channel.API);
        assertThat(fixture.submissions().receive(api, bytes(FILE)).again()).isTrue();
        assertThat(submissions()).isEqualTo(1);
        List<Arrivals.Arrival> answers = arrivals.of(COMPANY, "");
        assertThat(answers).extracting(Arrivals.Arrival::name).containsExactly("b.csv", "a.csv");
        assertThat(answers.stream().map(Arrivals.Arrival::submission).distinct())
                .hasSize(1);
        Submission ready = submission(answers.getFirst());
        fixture.queue().run(ready.id());
        assertThat(fixture.submissions()
                        .returned(fixture.get(ready), answers.getFirst().name()))
                .extracting(Returned::name)
                .containsExactly("b.not-listed.csv", "b.opposed.csv", "b.unchecked.csv", "b.verdicts.csv");
    }

    @Test
    void refusedFileIsAnswered() throws IOException {
        assertThat(writing("empty.csv")
                        .finish()
                        .orElseThrow()
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo("BT-0402");
        fixture.allowance = new Allowance() {
            @Override
            public void require(UUID company) {
                throw new RefusedException(new CompanyRefusal.NoPlan());
            }

            @Override
            public void requireVerified(UUID company) {}

            @Override
            public void charge(UUID company, UUID submission, long lines) {}
        };
        inbox = inbox(new Inbox.Limits(5, 1 << 20));
        assertRefused(new CompanyRefusal.NoPlan().code(), () -> writing("a.csv"));
        assertThat(arrivals.of(COMPANY, ""))
                .extracting(
                        one -> one.name() + " " + one.refusal().orElseThrow().code())
                .containsExactly("a.csv " + new CompanyRefusal.NoPlan().code(), "empty.csv BT-0402");
        assertThat(inbox.list(COMPANY, "")).isEmpty();
    }

    @Test
    void tooManyTooLargeBadlyNamedOrMisplacedIsRefused() throws IOException {
        for (int i = 0; i < 5; i++) {
            writing(i + ".part").cut();
        }
        assertRefused("BT-0746", () -> writing("5.part"));
        inbox.delete(COMPANY, "", "0.part");
        Writing writing = writing("5.part");
        assertRefused("BT-0745", () -> writing.append(10, new byte[10], 0, 10));
        writing.append(0, new byte[10], 0, 10);
        assertRefused("BT-0745", () -> writing.append(0, new byte[10], 0, 10));
        writing.append(10, new byte[10], 0, 10);
        writing.cut();
        for (String bad : List.of("", " ", "a/b", "a\\b", "a\u0000b", "x".repeat(201))) {
            assertRefused("BT-0740", () -> writing(bad));
        }
        inbox = inbox(new Inbox.Limits(50, 25));
        Writing full = writing("6.part");
        assertRefused("BT-0746", () -> full.append(0, new byte[10], 0, 10));
    }

    @Test
    void anotherCompanySeesNothing() throws IOException {
        writing("a.part").cut();
        assertThat(inbox.list(OTHER, "")).isEmpty();
        assertThat(inbox.find(OTHER, "", "a.part")).isEmpty();
        assertRefused("BT-0741", () -> inbox.delete(OTHER, "", "a.part"));
        Arrivals.Folder theirs = new Arrivals.Folder(OTHER, OTHER, "");
        assertRefused("BT-0741", () -> inbox.rename(theirs, "a.part", theirs, "a.csv", true));
        inbox.open(theirs, "sftp-key:2", "a.part", true).cut();
        assertThat(inbox.list(COMPANY, "")).hasSize(1);
    }

    @Test
    void begunAfreshForgetsWhatCameBefore() throws IOException {
        Writing first = writing("a.csv");
        first.append(0, new byte[100], 0, 100);
        first.cut();
        Writing second = inbox.open(place(), "sftp-key:1", "a.csv", true);
        assertThat(second.size()).isZero();
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        second.append(0, file, 0, file.length);
        assertThat(submission(second.finish().orElseThrow()).size()).isEqualTo(file.length);
    }

    @Test
    void whatNobodyGoesOnWithIsForgottenAfterADayAndWhatWasFinishedIsTaken() throws IOException {
        writing("a.part").cut();
        Writing finished = writing("b.csv");
        finished.append(0, FILE.getBytes(StandardCharsets.UTF_8), 0, 20);
        finished.cut();
        // A server that stopped between the two steps of finishing.
        fixture.database
                .accounts()
                .sql("update accounts.incoming_file set complete = true where name = 'b.csv'")
                .update();
        assertThat(inbox.takeLeft()).as("it may be about to be taken").isZero();
        fixture.later(Duration.ofMinutes(1));
        assertThat(inbox.takeLeft()).isEqualTo(1);
        fixture.later(Duration.ofHours(23));
        assertThat(inbox.expire()).isZero();
        fixture.later(Duration.ofHours(1));
        assertThat(inbox.expire()).isEqualTo(1);
        assertThat(fixture.vault.olderThan(java.time.Instant.MAX))
                .as("only the submission's")
                .hasSize(1);
        fixture.later(Duration.ofDays(30));
        assertThat(arrivals.forget()).isEqualTo(1);
    }
}
