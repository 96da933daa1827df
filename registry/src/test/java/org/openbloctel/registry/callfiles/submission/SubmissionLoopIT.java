package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.file.LayoutOptions;

/** A file is received, scrubbed, downloaded, corrected and erased. */
public final class SubmissionLoopIT {
    @TempDir
    Path folder;

    @Test
    void fileComesBackInFourParts() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.counts().callable()).isEqualTo(1);
        assertThat(ready.counts().opposed()).isEqualTo(1);
        assertThat(ready.counts().unchecked()).isEqualTo(1);
        assertThat(ready.counts().listRevision()).hasValue(7);
        assertThat(ready.certificate()).contains("certificate-1");
        assertThat(fixture.downloaded(ready, Returned.Kind.OPPOSED)).isEqualTo("Nom;Téléphone\nAnne;0639980001\n");
        assertThat(fixture.downloaded(ready, Returned.Kind.UNCHECKED)).isEqualTo("Nom;Téléphone\nCora;pas de numéro\n");
        assertThat(fixture.get(ready).state())
                .as("only the callable lines deliver")
                .isEqualTo(State.READY);
        assertThat(fixture.downloaded(ready, Returned.Kind.CALLABLE)).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        assertThat(fixture.get(ready).state()).isEqualTo(State.DELIVERED);
        assertThat(fixture.downloaded(ready, Returned.Kind.VERDICTS)).isEqualTo("""
                        Telephone;Identifiant;Reponse
                        0639980001;2;OPPOSED
                        0639980002;3;NOT_LISTED
                        pas de numéro;4;UNCHECKED blank
                        """.replace("\n", "\r\n"));
        assertThat(fixture.audit.about("submission:" + ready.id(), 20))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly(
                        "submission.downloaded",
                        "submission.downloaded",
                        "submission.downloaded",
                        "submission.downloaded",
                        "submission.scrubbed",
                        "submission.received");
    }

    @Test
    void exchangeFormatComesBackWithItsOwnReferences() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission ready = fixture.scrubbed("Telephone;Identifiant\n0639980002;A1\n0639980001;=cmd()\n");
        assertThat(fixture.downloaded(ready, Returned.Kind.VERDICTS))
                .isEqualTo(
                        "Telephone;Identifiant;Reponse\r\n0639980002;A1;NOT_LISTED\r\n0639980001;'=cmd();OPPOSED\r\n");
        assertThat(fixture.submissions().returned(SubmissionFixture.COMPANY, ready.id()))
                .extracting(Returned::name)
                .containsExactly(
                        "prospects.not-listed.csv",
                        "prospects.opposed.csv",
                        "prospects.unchecked.csv",
                        "prospects.verdicts.csv");
    }

    @Test
    void nothingLiesPlainOnTheDisk() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        fixture.scrubbed(SubmissionFixture.FILE);
        zipped(fixture);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("06399800")
                        .doesNotContain("Anne");
            }
        }
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void zipComesBackAsZip() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission ready = zipped(fixture);
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(fixture.downloaded(ready, Returned.Kind.CALLABLE)).startsWith("PK");
        assertThat(fixture.downloaded(ready, Returned.Kind.VERDICTS)).contains("0639980002;3;NOT_LISTED");
    }

    private static Submission zipped(SubmissionFixture fixture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(SubmissionFixture.FILE.getBytes(StandardCharsets.UTF_8));
        }
        Submission submission = fixture.submissions()
                .receive(SubmissionFixture.sent("a.zip"), new java.io.ByteArrayInputStream(bytes.toByteArray()))
                .submission();
        fixture.queue().run(submission.id());
        return fixture.get(submission);
    }

    @Test
    void gzipComesBackAsGzip() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write(SubmissionFixture.FILE.getBytes(StandardCharsets.UTF_8));
        }
        Submission submission = fixture.submissions()
                .receive(SubmissionFixture.sent("a.csv.gz"), new java.io.ByteArrayInputStream(bytes.toByteArray()))
                .submission();
        fixture.queue().run(submission.id());
        SubmissionDesk.Download download = fixture.submissions()
                .download(SubmissionFixture.COMPANY, submission.id(), Returned.Kind.CALLABLE, "key:1");
        assertThat(download.file().name()).isEqualTo("a.not-listed.csv.gz");
        try (var unpacked = new GZIPInputStream(download.content())) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Bert;0639980002");
        }
    }

    @Test
    void refusalThatNamesAColumnWithANulByteIsStored() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission refused = fixture.scrubbed("a\0a;b\n0639980012;0639980002\n0639980013;0639980003\n");
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusal()).hasValueSatisfying(why -> {
            assertThat(why.code()).isEqualTo("BT-0408");
            assertThat(why.arguments()).containsExactly("a\ufffda, b");
        });
    }

    @Test
    void unsureColumnIsRefusedAndCanBeNamedAfterwards() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission refused = fixture.scrubbed("a;b\n0639980012;0639980002\n0639980013;0639980003\n");
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusal())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("BT-0408"));
        Submission corrected = fixture.submissions()
                .correct(SubmissionFixture.COMPANY, refused.id(), LayoutOptions.NONE.withColumns("b"), "member:1");
        fixture.queue().run(corrected.id());
        Submission ready = fixture.get(corrected);
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.corrects()).contains(refused.id());
        assertThat(ready.counts().callable()).isEqualTo(2);
        assertThat(fixture.get(refused).inputKept()).isFalse();
        assertThat(fixture.get(refused).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void correctedReadyOneIsErased() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        fixture.submissions().correct(SubmissionFixture.COMPANY, ready.id(), LayoutOptions.NONE, "member:1");
        assertThat(fixture.get(ready).state()).isEqualTo(State.PURGED);
        assertRefused("BT-0416", () -> fixture.downloaded(ready, Returned.Kind.CALLABLE));
    }

    @Test
    void previewShowsShapesOnly() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission received = fixture.receive(SubmissionFixture.FILE);
        Optional<Previews.Preview> preview =
                fixture.submissions().preview(SubmissionFixture.COMPANY, received.id(), SubmissionFixture.NO_SHEETS);
        assertThat(preview).hasValueSatisfying(shown -> {
            assertThat(shown.names()).containsExactly("Nom", "Téléphone");
            assertThat(shown.phones()).containsExactly(1);
            assertThat(shown.rows().getFirst()).isEqualTo(List.of("An••", "0639••••••"));
        });
    }

    @Test
    void anotherCompanysSubmissionIsUnknown() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        assertRefused("BT-0401", () -> fixture.submissions().get(SubmissionFixture.OTHER, ready.id()));
        assertRefused(
                "BT-0401",
                () -> fixture.submissions()
                        .download(SubmissionFixture.OTHER, ready.id(), Returned.Kind.CALLABLE, "member:2"));
        assertThat(fixture.submissions().list(SubmissionFixture.OTHER, Submission.Search.ALL, Long.MAX_VALUE, 10))
                .extracting(SubmissionDesk.Page::submissions)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    @Test
    void listHasPagesAndIsSearched() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        for (String name : List.of("mars.csv", "avril.csv", "avril bis.csv")) {
            fixture.submissions().receive(SubmissionFixture.sent(name), SubmissionFixture.bytes("0639980002\n"));
        }
        Submissions all = fixture.submissions();
        SubmissionDesk.Page first = all.list(SubmissionFixture.COMPANY, Submission.Search.ALL, Long.MAX_VALUE, 2);
        assertThat(first.submissions()).extracting(Submission::fileName).containsExactly("avril bis.csv", "avril.csv");
        SubmissionDesk.Page second = all.list(
                SubmissionFixture.COMPANY, Submission.Search.ALL, first.next().orElseThrow(), 2);
        assertThat(second.submissions()).extracting(Submission::fileName).containsExactly("mars.csv");
        assertThat(second.next()).isEmpty();
        Submission.Search avril = new Submission.Search("AVRIL", Optional.of(State.RECEIVED));
        assertThat(all.list(SubmissionFixture.COMPANY, avril, Long.MAX_VALUE, 9).submissions())
                .hasSize(2);
    }

    @Test
    void numberInAFileNameIsHidden() {
        assertThat(SubmissionFixture.sent("../c:\\rappels 06 39 98 00 01.csv").fileName())
                .isEqualTo("rappels ….csv");
        assertThat(SubmissionFixture.sent("..").fileName()).isEqualTo("fichier.csv");
        assertThat(SubmissionFixture.sent("2026-11-25.csv").fileName()).isEqualTo("2026-11-25.csv");
    }

    @Test
    void emptyAndTooLargeFilesAreRefusedAndLeaveNothing() throws IOException {
        SubmissionFixture fixture = small();
        assertRefused("BT-0402", () -> fixture.receive(""));
        assertRefused("BT-0412", () -> fixture.receive("0639980002\n".repeat(1 << 18)));
        assertThat(folder.resolve("files")).isEmptyDirectory();
        assertThat(fixture.audit.before(Long.MAX_VALUE, 9))
                .extracting(AuditEntry.Recorded::seq)
                .isEmpty();
    }

    @Test
    void archiveUnpacksToTheLimitAndNotOneByteFurther() throws IOException {
        String line = "Un nom plus long que la réponse à sa ligne;0639980002\n";
        String file = "Nom;Téléphone\n" + line.repeat(100);
        int length = file.getBytes(StandardCharsets.UTF_8).length;
        SubmissionFixture fixture = small(length);
        assertThat(packed(fixture, "a.csv.gz", file).state()).isEqualTo(State.READY);
        assertThat(packed(fixture, "a.csv.zip", file).state()).isEqualTo(State.READY);
        for (String name : List.of("b.csv.gz", "b.csv.zip")) {
            refusedWithoutAnythingLeft(fixture, packed(fixture, name, file + "\n"));
        }
    }

    @Test
    void answersTakeTheLimitAndNotOneByteMore() throws IOException {
        String file = "0639980002\n".repeat(100) + "\n".repeat(100);
        SubmissionFixture roomy = new SubmissionFixture(folder);
        int length =
                roomy.downloaded(roomy.scrubbed(file), Returned.Kind.VERDICTS).length();
        assertThat(length).as("a blank line is one byte, its answer many").isGreaterThan(2 * file.length());
        assertThat(small(length).scrubbed(file).state()).isEqualTo(State.READY);
        SubmissionFixture narrow = small(length - 1);
        refusedWithoutAnythingLeft(narrow, narrow.scrubbed(file));
    }

    private void refusedWithoutAnythingLeft(SubmissionFixture fixture, Submission refused) throws IOException {
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusal().orElseThrow().code()).isEqualTo("BT-0434");
        assertThat(fixture.vault.names(refused.id())).isEmpty();
        assertThat(fixture.scrub.work()).isEmptyDirectory();
        assertThat(fixture.database
                        .accounts()
                        .sql("select file_key is null and purged_at is not null from accounts.submission where id = ?")
                        .param(refused.id())
                        .query(Boolean.class)
                        .single())
                .as("the row is erased, too")
                .isTrue();
    }

    private static Submission packed(SubmissionFixture fixture, String name, String file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : zip(bytes)) {
            out.write(file.getBytes(StandardCharsets.UTF_8));
        }
        Submission submission = fixture.submissions()
                .receive(SubmissionFixture.sent(name), new ByteArrayInputStream(bytes.toByteArray()))
                .submission();
        fixture.queue().run(submission.id());
        return fixture.get(submission);
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("a.csv"));
        return zip;
    }

    private SubmissionFixture small() {
        return small(20 << 20);
    }

    private SubmissionFixture small(long unpacked) {
        return new SubmissionFixture(
                folder,
                new Reception.Settings(1 << 20, 100, 1, 50L << 30, 25),
                new ScrubSettings(folder.resolve("work"), unpacked, 2, Duration.ofSeconds(15), 0));
    }

    public static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(RefusedException.class).hasMessage(code);
    }
}
