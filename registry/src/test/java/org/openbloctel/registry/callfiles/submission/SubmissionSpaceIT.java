package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.intake.Uploads;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;
import org.openbloctel.registry.callfiles.submission.Submission.Search.Order;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.LayoutOptions;

/** What a company sees of its submissions as a whole: sorted, covered until, read in another way; and the operator's queue. */
final class SubmissionSpaceIT {
    private static final String SHORT = "0639980002\n";

    @TempDir
    Path folder;

    @Test
    void listIsSortedInEachOrderAndPassedOver() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        send(fixture, "b.csv", SHORT + SHORT);
        send(fixture, "C.csv", SHORT + SHORT + SHORT);
        send(fixture, "a.csv", SHORT);
        assertThat(names(fixture, Order.NEWEST)).containsExactly("a.csv", "C.csv", "b.csv");
        assertThat(names(fixture, Order.OLDEST)).containsExactly("b.csv", "C.csv", "a.csv");
        assertThat(names(fixture, Order.NAME)).containsExactly("a.csv", "b.csv", "C.csv");
        assertThat(names(fixture, Order.LINES)).containsExactly("C.csv", "b.csv", "a.csv");
        assertThat(fixture.submissions()
                        .browse(
                                SubmissionFixture.COMPANY,
                                new Submission.Search("", Optional.of(State.READY)),
                                Order.NAME,
                                1,
                                1))
                .extracting(Submission::fileName)
                .containsExactly("b.csv");
    }

    @Test
    void companyThatSentAFileIsKept() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        CompanyErasure.Keeper companies = Submissions.companies(fixture.database);
        List<UUID> asked = List.of(SubmissionFixture.OTHER, SubmissionFixture.COMPANY);
        assertThat(companies.kept(asked)).isEmpty();
        send(fixture, "a.csv", SHORT);
        assertThat(companies.kept(asked)).containsExactly(SubmissionFixture.COMPANY);
    }

    @Test
    void latestCheckOfAFileCountsAndIsDueInItsLastWeek() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        send(fixture, "janvier.csv", SHORT);
        send(fixture, "février.csv", SHORT);
        fixture.later(Duration.ofDays(24));
        Submission again = send(fixture, "janvier.csv", SHORT);
        Submission.Coverage coverage = fixture.submissions().coverage(SubmissionFixture.COMPANY);
        assertThat(coverage.files()).isEqualTo(2);
        assertThat(coverage.lapsing()).extracting(Submission::fileName).containsExactly("février.csv");
        assertThat(coverage.firstEnd()).hasValue(LocalDate.of(2026, 12, 25));
        fixture.later(Duration.ofDays(6));
        assertThat(fixture.submissions().coverage(SubmissionFixture.COMPANY).files())
                .as("to the end of the last day")
                .isEqualTo(2);
        fixture.later(Duration.ofDays(1));
        Submission.Coverage later = fixture.submissions().coverage(SubmissionFixture.COMPANY);
        assertThat(later.files()).isEqualTo(1);
        assertThat(later.firstEnd()).isEqualTo(again.coveredUntil());
        assertThat(fixture.submissions().coverage(SubmissionFixture.OTHER).files())
                .isZero();
    }

    @Test
    void whatNobodyDownloadedBeforeItWasErasedCoversNothing() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission before = send(fixture, "a.csv", SHORT);
        Submission after = fixture.submissions()
                .correct(SubmissionFixture.COMPANY, before.id(), LayoutOptions.NONE.withColumns("1"), "member:1");
        assertThat(fixture.get(before).coveredUntil()).isEmpty();
        assertThat(fixture.submissions().coverage(SubmissionFixture.COMPANY).files())
                .isZero();
        assertThat(fixture.submissions().replacement(SubmissionFixture.COMPANY, before.id()))
                .map(Submission::id)
                .hasValue(after.id());
        assertThat(fixture.submissions().replacement(SubmissionFixture.OTHER, before.id()))
                .isEmpty();
    }

    @Test
    void zipIsLookedIntoAndNothingOfItStaysPlain() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission received = fixture.submissions()
                .receive(
                        SubmissionFixture.sent("a.zip"), new ByteArrayInputStream(zip("a.csv", SubmissionFixture.FILE)))
                .submission();
        Optional<Previews.Preview> preview =
                fixture.submissions().preview(SubmissionFixture.COMPANY, received.id(), SubmissionFixture.NO_SHEETS);
        assertThat(preview).hasValueSatisfying(shown -> {
            assertThat(shown.names()).containsExactly("Nom", "Téléphone");
            assertThat(shown.rows()).hasSize(3);
        });
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void workbookIsShownByItsRowsAndAsksForItsColumnWhenItIsNotSure() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        byte[] workbook = zip("[Content_Types].xml", "", "xl/workbook.xml", "");
        Submission received = fixture.submissions()
                .receive(SubmissionFixture.sent("a.xlsx"), new ByteArrayInputStream(workbook))
                .submission();
        Previews.Sheets sure = (file, name, options) -> {
            assertThat(Files.size(file)).isEqualTo(workbook.length);
            return List.of(List.of("Nom", "Tél."), List.of("Anne", "0639980001"));
        };
        assertThat(fixture.submissions().preview(SubmissionFixture.COMPANY, received.id(), sure))
                .hasValueSatisfying(shown -> {
                    assertThat(shown.encoding()).isEqualTo("xlsx");
                    assertThat(shown.header()).isTrue();
                    assertThat(shown.phones()).containsExactly(1);
                    assertThat(shown.rows()).containsExactly(List.of("An••", "0639••••••"));
                });
        Previews.Sheets unsure =
                (file, name, options) -> List.of(List.of("a", "b"), List.of("0639980001", "0639980002"));
        assertThat(fixture.submissions().preview(SubmissionFixture.COMPANY, received.id(), unsure))
                .hasValueSatisfying(shown -> {
                    assertThat(shown.phones()).isEmpty();
                    assertThat(shown.rows()).containsExactly(List.of("06••••••••", "06••••••••"));
                });
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void uploadKeepsWhatWasSaidOfTheLayout() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        byte[] content = "a;b\nx;0639980002\n".getBytes(StandardCharsets.UTF_8);
        Sent sent = SubmissionFixture.sent("a.csv", LayoutOptions.NONE.withColumns("b"), Optional.empty());
        Uploads.Upload upload = fixture.uploads().begin(sent, content.length);
        fixture.uploads().append(SubmissionFixture.COMPANY, upload.id(), 0, new ByteArrayInputStream(content));
        fixture.queue().run(upload.id());
        Submission ready = fixture.submissions().get(SubmissionFixture.COMPANY, upload.id());
        assertThat(ready.options().columns()).containsExactly("b");
        assertThat(ready.counts().callable()).isEqualTo(1);
    }

    /** A folder of its own disk has more in it than submissions: none of it may stop what is swept. */
    @Test
    void whatTheDiskPutsBesideSubmissionsIsLeftAlone() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Path files = fixture.folder;
        Path disk = Files.createDirectories(files.resolve("lost+found"));
        Path rubbish = Files.createDirectories(files.resolve(UUID.randomUUID().toString()));
        FileTime old = FileTime.from(fixture.clock().instant().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(disk, old);
        Files.setLastModifiedTime(rubbish, old);
        assertThat(fixture.erasure().sweep()).isEqualTo(1);
        assertThat(disk).exists();
        assertThat(rubbish).doesNotExist();
    }

    /** Each may fill the disk by gigabytes, and stays for a day. */
    @Test
    void noMoreUploadsAreBegunThanMayWait() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Uploads uploads = fixture.uploads();
        Sent sent = SubmissionFixture.sent("a.csv", LayoutOptions.NONE, Optional.empty());
        int most = fixture.intake.maxWaiting();
        Uploads.Upload last = uploads.begin(sent, 10);
        for (int i = 1; i < most; i++) {
            last = uploads.begin(sent, 10);
        }
        assertThatThrownBy(() -> uploads.begin(sent, 10))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new SubmissionRefusal.TooManyWaiting(most)));
        uploads.abandon(SubmissionFixture.COMPANY, last.id());
        assertThat(uploads.begin(sent, 10).offset()).isZero();
    }

    @Test
    void queueShowsFailuresAndHurriesThem() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission received = fixture.receive(SHORT);
        ScrubQueue queue = fixture.queue();
        assertThat(queue.waiting(10)).singleElement().satisfies(waiting -> {
            assertThat(waiting.failures()).isZero();
            assertThat(waiting.leaseUntil()).isEmpty();
        });
        Attestation works = fixture.attestation;
        fixture.attestation = facts -> {
            throw new IllegalStateException("no key");
        };
        ScrubQueue broken = fixture.queue();
        for (int i = 0; i < 3; i++) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> broken.run(received.id())))
                    .isInstanceOf(IllegalStateException.class);
            queue.hurry(received.id(), "staff:1");
        }
        assertThat(queue.waiting(10))
                .singleElement()
                .extracting(ScrubTask.Waiting::failures)
                .isEqualTo(3);
        fixture.attestation = works;
        assertThat(fixture.queue().run(received.id())).isTrue();
        assertThat(queue.waiting(10)).isEmpty();
    }

    private static Submission send(SubmissionFixture fixture, String name, String content) throws IOException {
        Submission received = fixture.submissions()
                .receive(SubmissionFixture.sent(name), SubmissionFixture.bytes(content))
                .submission();
        fixture.queue().run(received.id());
        return fixture.get(received);
    }

    private static List<String> names(SubmissionFixture fixture, Order order) {
        return new ArrayList<>(
                        fixture.submissions().browse(SubmissionFixture.COMPANY, Submission.Search.ALL, order, 0, 10))
                .stream().map(Submission::fileName).toList();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
