package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.file.LayoutOptions;

/** A test key tries a file out with numbers for fiction: the answer is fixed, and no real number is looked up. */
final class TestScrubTest {
    @TempDir
    private Path folder;

    private TestScrub.Result run(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TestScrub scrub = new TestScrub(
                ScrubSettings.in(folder),
                (workbook, name, list, ruling, options, returned, rows, progress) -> {
                    throw new IllegalStateException("no workbooks here");
                },
                SubmissionFixture.NO_LAW,
                UnaryOperator.identity());
        ScrubTask task = new ScrubTask(
                new UUID(5, 1),
                SubmissionFixture.COMPANY,
                SubmissionFixture.COMPANY,
                "essai.csv",
                bytes.length,
                Sha256.hex(bytes),
                Instant.EPOCH,
                Sent.Layout.of(LayoutOptions.NONE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return scrub.run(task, bytes, List.of());
    }

    private static Refusal.Stored refused(TestScrub.Result result) {
        return ((TestScrub.NotDone) result).why();
    }

    @Test
    void oddNumbersForFictionAreOpposedAndEvenOnesNot() throws IOException {
        TestScrub.Done done =
                (TestScrub.Done) run("Nom;Téléphone\nA;0639980001\nB;0639980002\nC;0199000003\nD;nichts\n");
        assertThat(text(done, Returned.Kind.CALLABLE)).isEqualTo("Nom;Téléphone\nB;0639980002\n");
        assertThat(text(done, Returned.Kind.OPPOSED)).isEqualTo("Nom;Téléphone\nA;0639980001\nC;0199000003\n");
        assertThat(text(done, Returned.Kind.UNCHECKED)).isEqualTo("Nom;Téléphone\nD;nichts\n");
        assertThat(done.returned())
                .extracting(Returned::name)
                .containsExactly(
                        "essai.not-listed.csv", "essai.opposed.csv", "essai.unchecked.csv", "essai.verdicts.csv");
        assertThat(folder).isEmptyDirectory();
    }

    private static String text(TestScrub.Done done, Returned.Kind kind) {
        return new String(done.files().get(kind), StandardCharsets.UTF_8);
    }

    @Test
    void oneRealNumberAnywhereRefusesTheFile() throws IOException {
        for (String line : List.of(
                "A;0612345678;",
                "A;06 12 34 56 78;",
                "A;+33612345678;",
                "A;0639980002 / 0612345678;",
                "A;0639980002;0612345678")) {
            TestScrub.Result result = run("Nom;Téléphone;Mobile\nB;0639980002;0639980004\n" + line + "\n");
            assertThat(result).as(line).isInstanceOf(TestScrub.NotDone.class);
            assertThat(refused(result)).as(line).isEqualTo(new Refusal.Stored("BT-0432", List.of()));
        }
    }

    @Test
    void fileThatCannotBeReadOrIsTooLargeForATestIsRefused() throws IOException {
        assertThat(refused(run("")).code()).isEqualTo("BT-0402");
        assertThat(refused(run("%PDF-1.7\n")).code()).isEqualTo("BT-0403");
        String large = "Nom;Téléphone\n" + ("x".repeat(100) + ";0639980002\n").repeat(40_000);
        assertThat(refused(run(large)).code()).isEqualTo("BT-0433");
        assertThat(folder).isEmptyDirectory();
    }
}
