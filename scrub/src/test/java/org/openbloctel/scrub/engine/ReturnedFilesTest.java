package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The returned files are a set: all of them, or none. */
final class ReturnedFilesTest {
    private static final String TABLE = "tel\n0639980001\n0639980002\nx\n";

    @TempDir
    Path folder;

    private final OppositionList list = list();

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33639980001L);
        return builder.build(1, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, a.not-listed.csv, a.report.json",
        "a.csv.gz, a.not-listed.csv.gz, a.report.json",
        "A.CSV.GZ, A.not-listed.CSV.GZ, A.report.json",
        "a.zip, a.not-listed.zip, a.report.json",
        "my.calls.txt, my.calls.not-listed.txt, my.calls.report.json",
        "calls, calls.not-listed, calls.report.json",
        "calls.gz, calls.not-listed.gz, calls.report.json",
        ".calls, .calls.not-listed, .calls.report.json",
        "-, -.not-listed, -.report.json"
    })
    void namesFollowTheCallFiles(String name, String notListed, String report) {
        assertThat(ReturnedNames.of(name, Container.PLAIN).of(Verdict.CALLABLE)).isEqualTo(notListed);
        assertThat(ReturnedNames.of(name, Container.PLAIN).report()).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({"a.xlsx", "a.XLSM", "a.xls"})
    void whatComesBackOfAWorkbookIsAnXlsx(String name) {
        assertThat(ReturnedNames.of(name, Container.WORKBOOK).of(Verdict.OPPOSED))
                .isEqualTo("a.opposed.xlsx");
        // Text is called .xls too, and stays what it is.
        assertThat(ReturnedNames.of("a.xls", Container.PLAIN).of(Verdict.OPPOSED))
                .isEqualTo("a.opposed.xls");
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, a.csv", "GZIP, a.csv.gz", "ZIP, a.zip"})
    void setAppearsTogetherAndCanBeReadBack(Container container, String name) throws Exception {
        try (ReturnedFiles files = new ReturnedFiles(folder, name, "a.csv", container, true)) {
            ScrubReport report = scrub(files.targets());
            assertThat(names()).allMatch(n -> n.endsWith(".part"));
            ScrubReport complete = files.publish(report);
            assertThat(files.paths().get(3).getFileName()).hasToString("a.report.json");
            for (Verdict verdict : Verdict.BY_LIST) {
                byte[] stored = Files.readAllBytes(files.paths().get(verdict.ordinal()));
                assertThat(complete.outputs()).containsEntry(verdict, sha256(stored));
            }
            assertThat(files.paths().get(3)).content().isEqualTo(complete.toJson());
        }
        assertThat(names()).hasSize(4).noneMatch(n -> n.endsWith(".part"));
        ReturnedNames names = ReturnedNames.of(name, container);
        assertThat(unpacked(container, names.of(Verdict.CALLABLE))).isEqualTo("tel\n0639980002\n");
        assertThat(unpacked(container, names.of(Verdict.OPPOSED))).isEqualTo("tel\n0639980001\n");
        assertThat(unpacked(container, names.of(Verdict.UNCHECKED))).isEqualTo("tel\nx\n");
    }

    @Test
    void partsOfAKilledRunAreRemovedByTheNextOneAndThoseOfOthersAreNot() throws IOException {
        FileTime before = FileTime.from(Instant.now().minusSeconds(120));
        List<String> left =
                List.of(".z.callable.csv.part", ".z.not-listed.csv.part", ".z.opposed.part", ".z.report.json.part");
        List<String> others =
                List.of(".film.mkv.part", "z.callable.csv.part", ".z.callable.csv", ".y.callable.csv.part");
        for (String name : left) {
            Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "x"), before);
        }
        for (String name : others) {
            Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "x"), before);
        }
        Files.writeString(folder.resolve(".y.callable.csv.part"), "touched a moment ago");
        try (WholeFile open = WholeFile.create(folder.resolve("x.callable.csv"))) {
            Files.setLastModifiedTime(folder.resolve(".x.callable.csv.part"), before);
            new ReturnedFiles(folder, "a.csv", "a.csv", Container.PLAIN, false).close();
            assertThat(open.channel().isOpen()).isTrue();
            List<String> all = new ArrayList<>(others);
            all.add(".x.callable.csv.part");
            assertThat(names()).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void closedSetLeavesNothing() throws IOException {
        try (ReturnedFiles files = new ReturnedFiles(folder, "a.csv", "a.csv", Container.PLAIN, false)) {
            scrub(files.targets());
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void olderSetIsReplacedEvenWhenItsLinesWereCalledCallable() throws IOException {
        for (String old :
                List.of("a.callable.csv", "a.not-listed.csv", "a.opposed.csv", "a.unchecked.csv", "a.report.json")) {
            Files.writeString(folder.resolve(old), "old");
        }
        try (ReturnedFiles files = new ReturnedFiles(folder, "a.csv", "a.csv", Container.PLAIN, false)) {
            files.publish(scrub(files.targets()));
        }
        assertThat(names()).hasSize(4);
        for (String name : names()) {
            assertThat(Files.readString(folder.resolve(name))).isNotEqualTo("old");
        }
    }

    @Test
    void secondScrubOfTheSameFileIsRefusedAndTheFirstGoesOn() throws IOException {
        try (ReturnedFiles files = new ReturnedFiles(folder, "a.csv", "a.csv", Container.PLAIN, false)) {
            assertThatExceptionOfType(UnwritableException.class)
                    .isThrownBy(() -> new ReturnedFiles(folder, "a.csv", "a.csv", Container.PLAIN, false))
                    .withCauseInstanceOf(FileSystemException.class);
            files.publish(scrub(files.targets()));
        }
        assertThat(names()).hasSize(4);
    }

    @Test
    void missingFolderOrFolderInTheWayLeavesNothing() throws IOException {
        assertThatExceptionOfType(UnwritableException.class)
                .isThrownBy(() -> new ReturnedFiles(folder.resolve("none"), "a.csv", "a.csv", Container.PLAIN, false))
                .withCauseInstanceOf(NoSuchFileException.class);
        Files.createDirectory(folder.resolve("a.unchecked.csv"));
        assertThatExceptionOfType(UnwritableException.class)
                .isThrownBy(() -> new ReturnedFiles(folder, "a.csv", "a.csv", Container.GZIP, false))
                .withCauseInstanceOf(FileSystemException.class);
        assertThat(names()).containsExactly("a.unchecked.csv");
    }

    private ScrubReport scrub(List<? extends ReturnedFile> targets) throws IOException {
        try (CallFile file = CallFile.open(new ByteArrayInputStream(TABLE.getBytes(UTF_8)), "a.csv", true)) {
            return new Scrub(
                            file,
                            file.layout(LayoutOptions.NONE.withColumns("tel"), list.plan()),
                            list,
                            new ScrubOptions(2, true, 16),
                            targets,
                            Progress.NONE)
                    .run();
        }
    }

    private String unpacked(Container container, String name) throws IOException {
        byte[] stored = Files.readAllBytes(folder.resolve(name));
        ByteArrayInputStream in = new ByteArrayInputStream(stored);
        if (container == Container.ZIP) {
            ZipInputStream zip = new ZipInputStream(in);
            assertThat(zip.getNextEntry().getName()).matches("a\\.(not-listed|opposed|unchecked)\\.csv");
            return new String(zip.readAllBytes(), UTF_8);
        }
        byte[] bytes = container == Container.GZIP ? new GZIPInputStream(in).readAllBytes() : stored;
        return new String(bytes, UTF_8);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
