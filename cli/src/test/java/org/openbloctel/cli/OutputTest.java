package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed, and where: results on one stream, all else on the other. */
final class OutputTest {
    private static final int ROWS = 1234;

    @TempDir
    Path folder;

    private String calls = "";
    private String list = "";

    @BeforeEach
    void makeAListAndACallFile() throws IOException {
        calls = Files.writeString(folder.resolve("calls.csv"), "nom;téléphone\n" + rows(ROWS) + "Zoé;06399\n")
                .toString();
        list = folder.resolve("opposition.list").toString();
        Ran.reading("0639980001\n", "list", "build", "-", "--out", list);
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Anne;063998" + String.format(Locale.ROOT, "%04d", i) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void reportPrintedIsTheReportWritten() throws IOException {
        Ran ran = Ran.english("scrub", calls, "--list", list, "--report", "json");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(Files.readString(folder.resolve("calls.report.json")))
                .contains("\"rows\": 1235", "\"opposed\": 1,", "\"columns\": [\"téléphone\"]");
    }

    @Test
    void namedPlaceholderIsBlankAndOneWithADigitIsNone() throws IOException {
        String two = Files.writeString(
                        folder.resolve("two.csv"),
                        "nom;tel;mobile\nZoé;0639980002;à rappeler\nAnne;à rappeler;0639980001\n")
                .toString();
        List<String> scrub = List.of("scrub", two, "--list", list, "--column", "tel", "--column", "mobile");
        assertThat(Ran.english(scrub.toArray(String[]::new)).out()).contains("not-a-number");
        Ran named = Ran.english(Stream.concat(scrub.stream(), Stream.of("--blank", "A RAPPELER"))
                .toArray(String[]::new));
        assertThat(named.out()).doesNotContain("not-a-number");
        assertThat(Files.readString(folder.resolve("two.not-listed.csv"))).contains("Zoé");
        assertThat(Files.readString(folder.resolve("two.opposed.csv"))).contains("Anne");
        assertThat(Ran.english("scrub", two, "--list", list, "--blank", "06").code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void columnWithoutItsZeroThatComesLateIsReadFromTheBeginningOrRefused() throws IOException {
        String late = "nom;téléphone;suite\n" + rows(200).replace("\n", ";NC\n") + "Zoé;0639989999;639980001\n"
                + "Yann;0639989998;639980003\n";
        String file = Files.writeString(folder.resolve("late.csv"), late).toString();
        Ran read = Ran.english("scrub", file, "--list", list, "--column", "téléphone", "--report", "json");
        assertThat(read.code()).isEqualTo(ExitCode.DONE);
        assertThat(read.out()).contains("\"columns\": [\"téléphone\", \"suite\"]", "\"opposed\": 2,");
        assertThat(Files.readString(folder.resolve("late.opposed.csv"))).contains("Zoé");
        Ran piped = Ran.reading(late, "scrub", "-", "--list", list, "--out", folder.toString());
        assertThat(piped.code()).isEqualTo(ExitCode.INPUT);
        assertThat(piped.err()).contains("3", "--column").doesNotContain("639980001");
        assertThat(folder.resolve("stdin.report.json")).doesNotExist();
        Ran named = Ran.reading(
                late, "scrub", "-", "--list", list, "--out", folder.toString(), "--column", "2", "--column", "3");
        assertThat(named.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void frenchSummaryGroupsNumbersAndBreaksNoLineBeforeAPercentSign() {
        Ran ran = Ran.french("scrub", calls, "--list", list);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines())
                .containsExactly(
                        "calls.csv",
                        "  lu comme    utf-8, séparateur ;, en-tête, téléphone\u00a0: téléphone",
                        "  liste       révision 1, 1 numéros, 1er\u00a0février 2026 à\u00a013\u00a0h\u00a000",
                        "  lignes      1\u202f235",
                        "  hors liste  1\u202f233   99,8\u00a0%  " + folder.resolve("calls.not-listed.csv"),
                        "  opposées        1    0,1\u00a0%  " + folder.resolve("calls.opposed.csv"),
                        "  non vérif.      1    0,1\u00a0%  " + folder.resolve("calls.unchecked.csv"),
                        "      1  wrong-length\u00a0: il manque des chiffres, ou il y en a trop",
                        "      ligne 1\u202f236, octet 19\u202f760\u00a0: wrong-length",
                        "  rapport     " + folder.resolve("calls.report.json"),
                        "  Non vérifié ne veut pas dire appelable\u00a0: corrigez ces lignes et repassez-les.",
                        "  Seule la liste a été consultée\u00a0: un numéro qui n’y est pas n’est pas pour autant appelable.");
    }

    @Test
    void englishSummaryGroupsNumbersWithCommas() {
        Ran ran = Ran.english("scrub", calls, "--list", list);
        assertThat(ran.out()).contains("  lines       1,235", "1,233    99.8%").doesNotContain("\u00a0", "\u202f");
    }

    @Test
    void everyFrenchMessageHasItsNoBreakSpaces() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("messages_fr.properties")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines().map(line -> line.substring(line.indexOf(" = ") + 3)))
                    .allSatisfy(line -> assertThat(line).doesNotContain(" :", " ;", " !", " ?", " %"));
        }
    }

    @Test
    void languageOfTheCommandLineWinsOverTheSystems() {
        assertThat(Ran.english("--lang", "fr", "--help").out()).startsWith("Expurge");
        assertThat(Ran.english("--help", "--lang=fr").out()).startsWith("Expurge");
        assertThat(Ran.french("scrub", "--help", "--lang", "en").out()).startsWith("Sorts");
        assertThat(Ran.french("--lang=en", "scrub", "--help").out()).startsWith("Sorts");
        assertThat(Ran.run(Locale.CANADA_FRENCH, InputStream.nullInputStream(), false, "--help")
                        .out())
                .startsWith("Expurge");
        assertThat(Ran.run(Locale.GERMANY, InputStream.nullInputStream(), false, "--help")
                        .out())
                .startsWith("Scrubs");
    }

    /** What a bar prints when work is told of at these milliseconds. */
    private static String drawn(boolean interactive, long... millis) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.fixed(Ran.NOW, ZoneOffset.UTC),
                interactive);
        AtomicLong nanos = new AtomicLong();
        Messages messages = Messages.of(new String[0], Locale.ENGLISH);
        try (ProgressBar bar = new ProgressBar(terminal, messages, OptionalLong.of(100), nanos::get)) {
            for (long at : millis) {
                nanos.set(at * 1_000_000);
                bar.advanced(50, 12_345);
            }
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void progressBarIsForPeopleAndClearsItself() {
        String bar = "\r[###############...............] 50%  12,345 lines, 0 kB/s, 0:01 left";
        String cleared = "\r" + " ".repeat(bar.length()) + "\r";
        assertThat(drawn(true, 10, 300)).isEqualTo(bar + cleared);
        assertThat(drawn(true, 300, 350, 400)).isEqualTo(bar + bar + cleared);
        assertThat(drawn(true, 200_000)).contains("3:20 left");
        assertThat(drawn(true, 10, 299)).isEmpty();
        assertThat(drawn(false, 10, 300, 5000)).isEmpty();
    }

    @Test
    void resultsThatNobodyCouldReadAreNotDelivered() {
        PrintStream full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("full");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), full, err, Clock.systemUTC(), false);
        String[] args = {"check", "0639980001", "--list", list, "--max-list-age", "0"};
        assertThat(Main.run(args, terminal, Locale.ENGLISH)).isEqualTo(ExitCode.OUTPUT);
    }

    @Test
    void noPhoneNumberOfAFileIsPrinted() throws IOException {
        String one = "nom;a;b\nAnne;0639980001;0199000001\nBert;0639980002;0199000002\n";
        List<String> texts = List.of(
                one,
                one.substring(8),
                "nom;tel\n0639980001;Anne 0639980001\n0639980002;Bert 0639980002\n",
                "0639980001 Anne\n0639980002 Bert\n",
                "\"0639980001;Anne\n0639980002;Bert\n",
                "nom;tel\nAnne;06399800011\nBert;063998000\n",
                "PK\u0003\u00040639980001",
                "%PDF 0639980001");
        for (String text : texts) {
            for (String column : List.of("auto", "2", "9", "gsm")) {
                String file = Files.writeString(folder.resolve("c.csv"), text).toString();
                String next = folder.resolve("next.list").toString();
                Ran scrubbed = column.equals("auto")
                        ? Ran.english("scrub", file, "--list", list)
                        : Ran.french("scrub", file, "--list", list, "--column", column);
                Ran built = Ran.english("list", "build", file, "--out", next);
                Ran changed = Ran.english("list", "change", list, "--add", file, "--remove", file, "--out", next);
                Ran asList = Ran.english("check", "1", "--list", file);
                for (Ran ran : List.of(scrubbed, built, changed, asList)) {
                    String said = ran.err() + ran.out();
                    assertThat(said.replace(folder.toString(), ""))
                            .as(text + column)
                            .doesNotContain("63998", "99000");
                }
            }
        }
    }
}
