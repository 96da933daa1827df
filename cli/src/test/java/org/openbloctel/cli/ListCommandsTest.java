package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists as the command line builds, shows and changes them. */
final class ListCommandsTest {
    private static final String TIME = "2026-01-31T00:00:00Z";
    private static final String FIRST = "0639980001";
    private static final String SECOND = "0639980002";
    private static final String THIRD = "0639980003";

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    private Ran done(Ran ran) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        return ran;
    }

    private String build(String name, String... words) {
        String[] fixed = {"list", "build", "--out", path(name), "--time", TIME};
        String[] args = Stream.of(fixed, words).flatMap(Arrays::stream).toArray(String[]::new);
        assertThat(done(Ran.english(args)).err()).isEmpty();
        return path(name);
    }

    @Test
    void noListIsMadeOfAFileThatHoldsNoNumber() throws IOException {
        String wrong = file("wrong.csv", "nom;ville", "Alice;Brest");
        Ran ran = Ran.english("list", "build", wrong, "--out", path("none.list"));
        assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ran.err()).contains("none of 2 lines can be read as a number, so no list was made.");
        assertThat(folder.resolve("none.list")).doesNotExist();
    }

    @Test
    void noListIsMadeOfNothingUnlessItIsWanted() throws IOException {
        for (String source : List.of(file("empty"), file("comments", "# exported on Monday", ""))) {
            Ran ran = Ran.english("list", "build", source, "--out", path("none.list"));
            assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
            assertThat(ran.err()).contains("no number to put on the list", "--allow-empty");
            assertThat(folder.resolve("none.list")).doesNotExist();
        }
        assertThat(build("none.list", path("empty"), "--allow-empty")).isNotEmpty();
        String list = build("one.list", file("one", FIRST));
        String[] change = {"list", "change", list, "--remove", path("one"), "--out", path("gone.list")};
        assertThat(Ran.english(change).code()).isEqualTo(ExitCode.INPUT);
        assertThat(folder.resolve("gone.list")).doesNotExist();
    }

    @Test
    void rangeIsNeverTwoNumbers() throws IOException {
        for (String line : List.of(
                FIRST + "-" + THIRD,
                FIRST + " – " + THIRD,
                "06 39 98 00 01 - 06 39 98 00 03",
                THIRD + "-" + FIRST,
                FIRST + "-03",
                FIRST + "-" + THIRD + " bloc",
                "SDA " + FIRST + "−" + THIRD,
                "+33639980001-+33639980003",
                "SDA1 " + FIRST + "-" + THIRD,
                FIRST + "-" + SECOND + ", 0639980010-0639980019",
                FIRST + " -> " + THIRD,
                FIRST + ".." + THIRD,
                "de " + FIRST + " à " + THIRD,
                FIRST + " (début) - " + THIRD + " (fin)",
                FIRST + "/03",
                FIRST + " à 03")) {
            Ran ran = Ran.english("list", "build", file("range", line, SECOND), "--out", path("a.list"));
            assertThat(ran.code()).as(line).isEqualTo(ExitCode.INPUT);
            assertThat(ran.err()).as(line).contains("line 1, byte 0: not-a-number");
        }
        build(
                "b.list",
                file(
                        "dashes",
                        "06-39-98-00-01",
                        "06 39 98 00 02 - Anne",
                        FIRST + " / " + THIRD,
                        "0639-980001",
                        FIRST + "\u202f\u2022\u202f" + THIRD,
                        SECOND + " à rappeler à 14h",
                        "fixe " + FIRST + " - mobile 0199000001"));
        assertThat(verdicts(path("b.list"), FIRST, SECOND, THIRD)).containsOnly("OPPOSED");
    }

    @Test
    void olderListInTheSamePlaceIsRefused() throws IOException {
        String list = build("a.list", file("numbers", FIRST), "--revision", "8");
        assertThat(verdicts(list, FIRST)).containsExactly("OPPOSED");
        build("a.list", path("numbers"), "--revision", "9");
        assertThat(verdicts(list, FIRST)).containsExactly("OPPOSED");
        build("a.list", file("others", SECOND), "--revision", "8");
        Ran older = Ran.english("check", FIRST, "--list", list);
        assertThat(older.code()).isEqualTo(ExitCode.LIST);
        assertThat(older.err())
                .contains("revision 8, is older than one that was seen in its place, revision 9", "--allow-rollback");
        assertThat(older.out()).isEmpty();
        done(Ran.english("check", FIRST, "--list", list, "--allow-rollback"));
        assertThat(verdicts(list, FIRST)).containsExactly("NOT_LISTED");
        String[] dayBefore = {"--revision", "8", "--time", "2026-01-30T00:00:00Z"};
        done(Ran.english(Stream.of(new String[] {"list", "build", path("numbers"), "--out", list}, dayBefore)
                .flatMap(Arrays::stream)
                .toArray(String[]::new)));
        assertThat(Ran.english("check", FIRST, "--list", list).err())
                .as("of the day before, built with the same revision")
                .contains("is older than one that was seen");
        done(Ran.english("check", FIRST, "--list", list, "--allow-rollback"));
        assertThat(Ran.english("check", FIRST, "--list", list, "--min-revision", "9")
                        .err())
                .contains("has revision 8, lower than 9");
    }

    @Test
    void signedListIsTakenAndAnyOtherRefused() throws IOException {
        String keys = file(
                "keys.json",
                done(Ran.english("keygen", path("list.key"), "--signing")).out());
        String others = file(
                "others.json",
                done(Ran.english("keygen", path("other.key"), "--signing")).out());
        String list = build("a.list", file("numbers", FIRST), "--revision", "8");
        Ran unsigned = Ran.english("check", FIRST, "--list", list, "--keys", keys);
        assertThat(unsigned.code()).isEqualTo(ExitCode.LIST);
        assertThat(unsigned.err()).contains("the list is not signed: there is no " + list + ".jws");

        String signed = build("b.list", path("numbers"), "--revision", "8", "--sign", path("list.key"));
        assertThat(done(Ran.english("check", FIRST, "--list", signed, "--keys", keys))
                        .out())
                .contains("OPPOSED");
        Ran stranger = Ran.english("check", FIRST, "--list", signed, "--keys", others);
        assertThat(stranger.code()).isEqualTo(ExitCode.LIST);
        assertThat(stranger.err()).contains("is not among the given ones");

        String[] change = {"list", "change", signed, "--add", file("more", SECOND), "--delta", path("c.delta")};
        done(Ran.english(Stream.of(change, new String[] {"--out", path("c.list"), "--sign", path("list.key")})
                .flatMap(Arrays::stream)
                .toArray(String[]::new)));
        done(Ran.english("list", "change", signed, "--apply", path("c.delta"), "--out", path("d.list")));
        Files.copy(folder.resolve("c.list.jws"), folder.resolve("d.list.jws"));
        done(Ran.english("check", FIRST, "--list", path("d.list"), "--keys", keys));

        Files.copy(folder.resolve("b.list.jws"), folder.resolve("d.list.jws"), StandardCopyOption.REPLACE_EXISTING);
        for (Ran ran : List.of(
                Ran.english("check", FIRST, "--list", path("d.list"), "--keys", keys),
                Ran.english("list", "info", path("d.list"), "--keys", keys),
                Ran.english("scrub", file("calls.csv", "Tel", SECOND), "--list", path("d.list"), "--keys", keys))) {
            assertThat(ran.code()).isEqualTo(ExitCode.LIST);
            assertThat(ran.err()).contains("not the one that was signed");
            assertThat(ran.out()).isEmpty();
        }
        Ran noKey = Ran.english("list", "build", path("numbers"), "--out", path("e.list"), "--sign", path("numbers"));
        assertThat(noKey.code()).isEqualTo(ExitCode.INPUT);
        assertThat(folder.resolve("e.list")).doesNotExist();
    }

    @Test
    void whatIsReadIsNotWritten() throws IOException {
        String numbers = file("numbers", FIRST);
        Ran built = Ran.english("list", "build", numbers, "--out", numbers);
        assertThat(built.code()).isEqualTo(ExitCode.USAGE);
        assertThat(built.err()).contains("is what is read here");
        assertThat(Files.readString(Path.of(numbers))).contains(FIRST);
        String list = build("a.list", numbers);
        for (String target : List.of(list, numbers)) {
            Ran changed = Ran.english("list", "change", list, "--add", numbers, "--out", target);
            assertThat(changed.code()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void lastRevisionHasNoNext() throws IOException {
        String list = build("a.list", file("numbers", FIRST), "--revision", "" + Long.MAX_VALUE);
        Ran ran = Ran.english("list", "change", list, "--add", path("numbers"), "--out", path("b.list"));
        assertThat(ran.code()).isEqualTo(ExitCode.LIST);
        assertThat(ran.err()).contains("the last revision");
    }

    private List<String> verdicts(String list, String... numbers) {
        String[] args = Stream.concat(Stream.of("check", "--list", list), Arrays.stream(numbers))
                .toArray(String[]::new);
        return done(Ran.english(args))
                .out()
                .lines()
                .map(l -> l.split("\t", -1)[1])
                .toList();
    }

    @Test
    void spellingsAndDuplicatesAreOneNumber() throws IOException {
        String numbers = file("numbers", FIRST, "+33 6 39 98 00 01", "06.39.98.00.02", "", "# mine", "639980001");
        Ran ran = done(Ran.english("list", "build", numbers, numbers, "--out", path("a.list")));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith(path("a.list") + ": 2 numbers, revision 1, sha256:");
        assertThat(verdicts(path("a.list"), FIRST, SECOND, THIRD)).containsExactly("OPPOSED", "OPPOSED", "NOT_LISTED");
    }

    @Test
    void sameNumbersGiveTheSameFileFromAnyDoor() throws IOException {
        String plain = build("plain.list", file("numbers", FIRST, SECOND), "--revision", "7");
        Path packed = folder.resolve("numbers.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write((SECOND + "\n" + FIRST + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String unpacked = build("gzip.list", packed.toString(), "--revision", "7");
        String piped = path("stdin.list");
        done(Ran.reading(
                "+33639980002\r\n" + FIRST, "list", "build", "-", "--out", piped, "--time", TIME, "--revision", "7"));
        byte[] bytes = Files.readAllBytes(Path.of(plain));
        assertThat(Files.readAllBytes(Path.of(unpacked))).isEqualTo(bytes);
        assertThat(Files.readAllBytes(Path.of(piped))).isEqualTo(bytes);
        assertThat(Files.readAllBytes(Path.of(build("other.list", path("numbers"), "--revision", "8"))))
                .isNotEqualTo(bytes);
    }

    @Test
    void standardInputIsNamedAmongFiles() throws IOException {
        String numbers = file("numbers", FIRST);
        done(Ran.reading(SECOND, "list", "build", numbers, "-", "--out", path("a.list")));
        assertThat(verdicts(path("a.list"), FIRST, SECOND)).containsOnly("OPPOSED");
    }

    @Test
    void tenUnreadableLinesAreNamedByLineAndByteAndNeverByContent() throws IOException {
        String bad = IntStream.range(0, 12)
                .mapToObj(i -> "Anne 06399800x" + i % 10 + "\n")
                .collect(Collectors.joining());
        String numbers =
                Files.writeString(folder.resolve("numbers"), FIRST + "\n" + bad).toString();
        Ran ran = done(Ran.english("list", "build", numbers, "--out", path("a.list"), "--lenient"));
        assertThat(ran.err().lines())
                .hasSize(11)
                .startsWith(
                        numbers + ": 12 lines cannot be read and are not on the list:",
                        "  line 2, byte 11: not-a-number",
                        "  line 3, byte 27: not-a-number")
                .endsWith("  line 11, byte 155: not-a-number");
        assertThat(ran.err()).doesNotContain("Anne", "063998");
        assertThat(ran.out()).contains(": 1 numbers,");
    }

    @Test
    void damagedGzipAndMissingFilesMakeNoList() throws IOException {
        for (String numbers : List.of(file("bad.gz", "no gzip"), path("none.txt"), folder.toString())) {
            Ran ran = Ran.english("list", "build", numbers, "--out", path("a.list"));
            assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
            assertThat(ran.err()).startsWith("bloctel: ").contains(numbers).hasLineCount(1);
            assertThat(ran.out()).isEmpty();
            assertThat(Path.of(path("a.list"))).doesNotExist();
        }
    }

    @Test
    void valuesThatAreNoneAreRefused() throws IOException {
        String numbers = file("numbers", FIRST);
        for (List<String> option : List.of(
                List.of("--time", "yesterday"),
                List.of("--revision", "-1"),
                List.of("--revision", "x"),
                List.of("--plan", "XX"),
                List.of("--out", path("none/a.list")))) {
            Ran ran = option.get(0).equals("--out")
                    ? Ran.english("list", "build", numbers, "--out", option.get(1))
                    : Ran.english("list", "build", numbers, "--out", path("a.list"), option.get(0), option.get(1));
            assertThat(ran.code()).as(option.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(Path.of(path("a.list"))).doesNotExist();
        }
    }

    @Test
    void infoTellsWhatAListIs() throws IOException {
        String list = build("a.list", file("numbers", FIRST, SECOND), "--revision", "12");
        String built = done(Ran.english("list", "build", path("numbers"), "--out", path("b.list")))
                .out();
        String digest = built.strip().substring(built.indexOf("sha256:"));
        assertThat(done(Ran.english("list", "info", list)).out().lines())
                .containsExactly(
                        "list      " + list,
                        "plan      FR",
                        "revision  12",
                        "time      " + TIME,
                        "numbers   2",
                        "digest    " + digest);
        assertThat(done(Ran.english("list", "info", list, "--report", "json"))
                        .out()
                        .strip())
                .isEqualTo("{\"plan\": \"FR\", \"revision\": 12, \"time\": \"" + TIME
                        + "\", \"numbers\": 2, \"digest\": \"" + digest + "\"}");
    }

    @Test
    void infoRefusesWhatIsNoList() throws IOException {
        Ran ran = Ran.english("list", "info", file("numbers", FIRST));
        assertThat(ran.code()).isEqualTo(ExitCode.LIST);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void changeAddsAndRemovesAndLeavesTheOldListAsItWas() throws IOException {
        String list = build("a.list", file("numbers", FIRST, SECOND), "--revision", "4");
        byte[] before = Files.readAllBytes(Path.of(list));
        String add = file("add", THIRD, FIRST);
        String remove = file("remove", SECOND, "0639980009");
        Ran ran =
                done(Ran.english("list", "change", list, "--add", add, "--remove", remove, "--out", path("next.list")));
        assertThat(ran.out()).startsWith(path("next.list") + ": revision 5, 1 added, 1 removed, 2 numbers, sha256:");
        assertThat(verdicts(path("next.list"), FIRST, SECOND, THIRD))
                .containsExactly("OPPOSED", "NOT_LISTED", "OPPOSED");
        assertThat(Files.readAllBytes(Path.of(list))).isEqualTo(before);
    }

    @Test
    void numberBothAddedAndRemovedStays() throws IOException {
        String list = build("a.list", file("numbers", FIRST));
        String both = file("both", FIRST, SECOND);
        done(Ran.english("list", "change", list, "--add", both, "--remove", both, "--out", path("next.list")));
        assertThat(verdicts(path("next.list"), FIRST, SECOND)).containsExactly("OPPOSED", "OPPOSED");
    }

    @Test
    void deltaAppliedGivesTheIdenticalFile() throws IOException {
        String list = build("a.list", file("numbers", FIRST, SECOND));
        String[] make = {"list", "change", list, "--add", file("add", THIRD), "--remove", file("remove", FIRST)};
        String[] targets = {"--out", path("next.list"), "--delta", path("next.delta")};
        done(Ran.english(Stream.of(make, targets).flatMap(Arrays::stream).toArray(String[]::new)));
        done(Ran.english("list", "change", list, "--apply", path("next.delta"), "--out", path("applied.list")));
        assertThat(Files.readAllBytes(folder.resolve("applied.list")))
                .isEqualTo(Files.readAllBytes(folder.resolve("next.list")));

        Ran again =
                Ran.french("list", "change", path("next.list"), "--apply", path("next.delta"), "--out", path("c.list"));
        assertThat(again.code()).isEqualTo(ExitCode.LIST);
        assertThat(again.err())
                .contains("la modification " + path("next.delta") + " est faite pour une autre révision");
        assertThat(folder.resolve("c.list")).doesNotExist();
    }

    @Test
    void changeNeedsNumbersOrADeltaAndNotBoth() throws IOException {
        String list = build("a.list", file("numbers", FIRST));
        Ran neither = Ran.english("list", "change", list, "--out", path("b.list"));
        Ran both = Ran.english(
                "list", "change", list, "--add", path("numbers"), "--apply", path("d"), "--out", path("b.list"));
        for (Ran ran : List.of(neither, both)) {
            assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err()).startsWith("bloctel: give either --add and --remove, or --apply.");
        }
    }

    @Test
    void deltaThatIsMissingOrNoneIsRefusedWithoutAList() throws IOException {
        String list = build("a.list", file("numbers", FIRST));
        for (String delta : List.of(path("none.delta"), path("numbers"), list)) {
            Ran ran = Ran.english("list", "change", list, "--apply", delta, "--out", path("b.list"));
            assertThat(ran.code()).as(delta).isIn(ExitCode.INPUT, ExitCode.LIST);
            assertThat(ran.err()).startsWith("bloctel: ").hasLineCount(1);
            assertThat(folder.resolve("b.list")).doesNotExist();
        }
    }

    @Test
    void checkTakesAnySpellingFromItsWordsAndFromStandardInput() throws IOException {
        String list = build("a.list", file("numbers", FIRST));
        byte[] lines = "06 39 98 00 01\n+33639980002\nabc\n".getBytes(StandardCharsets.UTF_8);
        Ran ran = Ran.run(
                Locale.ENGLISH, new ByteArrayInputStream(lines), false, "check", "0800123456", "-", "--list", list);
        assertThat(done(ran).out().lines())
                .containsExactly(
                        "0800123456\tUNCHECKED\tspecial-number",
                        "06 39 98 00 01\tOPPOSED\t",
                        "+33639980002\tNOT_LISTED\t",
                        "abc\tUNCHECKED\tnot-a-number");
    }
}
