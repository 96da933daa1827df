package org.openbloctel.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;

/** Whole jobs over files, in one process: large ones, packed ones, refused ones. */
final class TextJobIT {
    private static final String TABLE = "nom;tel\nAnne;0639980001\nBert;0639980002\nCid;?\n";

    @TempDir
    Path folder;

    private LocalSpark.Ran job(String... more) throws IOException {
        String list = folder.resolve("opposition.list").toUri().toString();
        if (!Files.exists(folder.resolve("opposition.list"))) {
            Scrubbed.listFile(folder.resolve("opposition.list"), MessyFile.LISTED);
        }
        return LocalSpark.job(Stream.concat(
                        Stream.of(
                                "--list",
                                list,
                                "--out",
                                folder.resolve("out").toUri().toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path out(String name) {
        return folder.resolve("out").resolve(name);
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toUri().toString();
    }

    @Test
    void largeFileIsSplitAndComesBackAsTheWholeEngineGivesIt() throws Exception {
        byte[] bytes = MessyFile.splittable(Seed.random(TextJobIT.class), 7 << 20);
        Scrubbed whole = Scrubbed.of(bytes, LayoutOptions.NONE.withColumns("2"), Scrubbed.list(MessyFile.LISTED));
        String file = write("large.csv", bytes);

        LocalSpark.Ran ran = job("--split-mib", "1", "--column", "2", file);

        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.DONE);
        String report = Files.readString(out("large.report.json"));
        for (Verdict verdict : Verdict.BY_LIST) {
            byte[] returned = Files.readAllBytes(out("large." + verdict.label(false) + ".csv"));
            assertThat(returned).isEqualTo(whole.returned(verdict));
            assertThat(report).contains("\"" + verdict.label(false) + "\": \"" + sha256(returned) + "\"");
        }
        assertThat(report).contains("\"sha256\": null");
        ScrubReport expected = whole.report().named("large.csv", null);
        assertThat(withoutOutputs(report)).isEqualTo(withoutOutputs(expected.toJson()));

        job("--split-mib", "1", "--column", "2", "--join", "no", file);

        for (Verdict verdict : Verdict.BY_LIST) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            try (Stream<Path> parts = Files.list(out("large." + verdict.label(false) + ".csv"))) {
                List<Path> sorted = parts.sorted().toList();
                assertThat(sorted).hasSizeGreaterThan(3);
                for (Path part : sorted) {
                    joined.writeBytes(Files.readAllBytes(part));
                }
            }
            assertThat(joined.toByteArray()).isEqualTo(whole.returned(verdict));
        }
    }

    private static String withoutOutputs(String report) {
        return report.replaceAll("(?s)\"outputs\": \\{[^}]*}", "")
                .replaceAll("(\"sha256\"|\"millis\"|\"time\"): [^\n]*", "");
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void namedPlaceholderIsBlankInTheFirstPartAndInTheLast() throws IOException {
        byte[] file = ("nom;tel;mobile\n" + "Anne;0639980002;à rappeler\n".repeat(80_000)).getBytes(UTF_8);
        LayoutOptions options = LayoutOptions.NONE
                .withColumns("2", "3")
                .withPlaceholders(Placeholders.usualAnd(List.of("à rappeler")).orElseThrow());
        Scrubbed whole = Scrubbed.of(file, options, Scrubbed.list(MessyFile.LISTED));
        String path = write("blanks.csv", file);

        LocalSpark.Ran ran = job("--split-mib", "1", "--column", "2", "--column", "3", "--blank", "A rappeler", path);

        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.DONE);
        assertThat(out("blanks.not-listed.csv")).hasBinaryContent(whole.returned(Verdict.CALLABLE));
        assertThat(whole.report().unchecked()).isZero();
    }

    @Test
    void fileThatCannotBeSplitIsDoneByOneTask() throws IOException {
        SplittableRandom random = Seed.random(TextJobIT.class);
        String text = new String(MessyFile.of(random, 2 << 20), UTF_8).replace("\ufeff", "");
        byte[] wide = ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
        Scrubbed whole = Scrubbed.of(wide, LayoutOptions.NONE.withColumns("2"), Scrubbed.list(MessyFile.LISTED));

        LocalSpark.Ran ran = job("--split-mib", "1", "--column", "2", write("wide.csv", wide));

        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.DONE);
        for (Verdict verdict : Verdict.BY_LIST) {
            assertThat(out("wide." + verdict.label(false) + ".csv")).hasBinaryContent(whole.returned(verdict));
        }
        assertThat(Files.readString(out("wide.report.json")))
                .contains("\"sha256\": \"" + whole.report().sha256());
    }

    @Test
    void packedFilesComeBackPacked() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream packer = new GZIPOutputStream(gzip)) {
            packer.write(TABLE.getBytes(UTF_8));
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream packer = new ZipOutputStream(zip)) {
            packer.putNextEntry(new ZipEntry("inner.csv"));
            packer.write(TABLE.getBytes(UTF_8));
        }

        LocalSpark.Ran ran = job(write("a.csv.gz", gzip.toByteArray()), write("b.zip", zip.toByteArray()));

        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.DONE);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(out("a.not-listed.csv.gz")))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("nom;tel\nBert;0639980002\n");
        }
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(out("b.opposed.zip")))) {
            assertThat(in.getNextEntry().getName()).isEqualTo("inner.opposed.csv");
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("nom;tel\nAnne;0639980001\n");
        }
        assertThat(Files.readString(out("a.report.json"))).contains(sha256Of(out("a.not-listed.csv.gz")));
    }

    private static String sha256Of(Path file) throws IOException {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusedFileLeavesNothingAndTheOthersAreDone() throws IOException {
        String fine = write("fine.csv", TABLE.getBytes(UTF_8));
        String unsure = write("unsure.csv", "a;b\nx;y\n".getBytes(UTF_8));
        String workbook = write("book.xlsx", workbook());

        LocalSpark.Ran ran = job(unsure, fine, workbook);

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out())
                .contains("unsure.csv: cannot tell which column", "candidates: a, b")
                .contains("book.xlsx: this is a file of type xlsx/xls")
                .contains("fine.csv: 3 rows, 1 not listed, 1 opposed, 1 unchecked")
                .contains("_bloctel.report.json: 3 rows, 1 not listed, 1 opposed, 1 unchecked");
        try (Stream<Path> left = Files.list(out(""))) {
            assertThat(left)
                    .extracting(path -> String.valueOf(path.getFileName()))
                    .containsExactlyInAnyOrder(
                            "_bloctel.report.json",
                            "fine.not-listed.csv",
                            "fine.opposed.csv",
                            "fine.report.json",
                            "fine.unchecked.csv");
        }
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream packer = new ZipOutputStream(zip)) {
            packer.putNextEntry(new ZipEntry("[Content_Types].xml"));
            packer.putNextEntry(new ZipEntry("xl/workbook.xml"));
        }
        return zip.toByteArray();
    }

    @Test
    void secondRunTakesThePlaceOfTheFirst() throws IOException {
        String file = write("again.csv", TABLE.getBytes(UTF_8));
        job(file);
        Files.writeString(folder.resolve("again.csv"), "nom;tel\nDora;0639980004\n");

        job(file);

        assertThat(out("again.not-listed.csv")).hasContent("nom;tel\nDora;0639980004\n");
        assertThat(out("again.opposed.csv")).hasContent("nom;tel\n");
        assertThat(Files.readString(out("again.report.json"))).contains("\"rows\": 1,");
    }

    @Test
    void olderReportOfTheJobDoesNotOutliveTheSetsItSpeaksOf() throws IOException {
        String file = write("again.csv", TABLE.getBytes(UTF_8));
        job(file);
        assertThat(out("_bloctel.report.json")).exists();
        // The returned files of this one get their names, its report is one character too long for a file system.
        String unnamed = write("x".repeat(244), TABLE.getBytes(UTF_8));

        LocalSpark.Ran ran = job(file, unnamed);

        assertThat(ran.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(ran.out())
                .startsWith("The job was not finished, see the cause below.")
                .contains("_bloctel.report.json");
        assertThat(ran.err()).contains("File name too long");

        assertThat(out("x".repeat(244) + ".not-listed")).exists();
        assertThat(out("_bloctel.report.json")).doesNotExist();
    }

    @Test
    void fileOfThatSecondIsTheOneThatWasListed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), TABLE);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        Store store =
                new Store(JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext()));
        try (InputStream in = store.open(listed(file, 1_700_000_000_999L), 0, 3)) {
            assertThat(in.readAllBytes()).isEqualTo("nom".getBytes(UTF_8));
        }
        assertThat(catchThrowable(() -> store.open(listed(file, 1_700_000_001_000L), 0, 3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.csv changed");
    }

    private static Unit listed(Path file, long modified) {
        return new Unit(0, file.toUri().toString(), "a.csv", TABLE.length(), modified, null, null);
    }

    @Test
    void jobThatCannotBeDoneSaysWhatToDo() throws IOException {
        String file = write("a.csv", TABLE.getBytes(UTF_8));
        write("opposition.list", "no list".getBytes(UTF_8));
        assertThat(job(file))
                .isEqualTo(new LocalSpark.Ran(
                        ExitCode.LIST,
                        folder.resolve("opposition.list").toUri()
                                + " is not an opposition list. Make one with: bloctel list build.\n",
                        ""));
        Files.delete(folder.resolve("opposition.list"));
        assertThat(job("--list", folder.resolve("absent").toUri().toString(), file)
                        .out())
                .startsWith("There is no list ");
        assertThat(job(file + "x").out()).startsWith("There is no file ");
        assertThat(job(file, write("a.txt", TABLE.getBytes(UTF_8))).out())
                .startsWith("Two inputs would write the same results: a.txt.");
        assertThat(job("--format", "csv", file).code()).isEqualTo(ExitCode.USAGE);
        assertThat(out("")).doesNotExist();
    }

    @Test
    void streamThatEndsEarlyIsAFailure() {
        assertThat(catchThrowable(() -> new BoundedStream(new ByteArrayInputStream(new byte[3]), 4).readAllBytes()))
                .isInstanceOf(java.io.EOFException.class);
    }
}
