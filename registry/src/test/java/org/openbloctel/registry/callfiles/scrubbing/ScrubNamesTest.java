package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.scrub.engine.Look;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Container;

/** What files, faults and cells are called: names that come back, refusals of each fault, cells of which only the shape is shown. */
final class ScrubNamesTest {
    @ParameterizedTest
    @CsvSource({
        "prospects.csv, PLAIN, prospects.opposed.csv, prospects.verdicts.csv",
        "prospects.csv.gz, GZIP, prospects.opposed.csv.gz, prospects.verdicts.csv",
        "PROSPECTS.CSV.GZ, GZIP, PROSPECTS.opposed.CSV.GZ, PROSPECTS.verdicts.csv",
        "prospects.gz, GZIP, prospects.opposed.gz, prospects.verdicts.csv",
        "prospects.zip, ZIP, prospects.opposed.zip, prospects.verdicts.csv",
        "prospects, PLAIN, prospects.opposed, prospects.verdicts.csv",
        "juin.2026.csv, PLAIN, juin.2026.opposed.csv, juin.2026.verdicts.csv",
        ".csv, PLAIN, .csv.opposed, .csv.verdicts.csv",
        ".gz, GZIP, .opposed.gz, .verdicts.csv",
        "a.xlsm, WORKBOOK, a.opposed.xlsx, a.verdicts.csv",
        "a.xls, WORKBOOK, a.opposed.xlsx, a.verdicts.csv",
        "a, WORKBOOK, a.opposed.xlsx, a.verdicts.csv"
    })
    void returnedFileIsCalledAlike(String name, Container container, String opposed, String verdicts) {
        assertThat(Returned.Name.of(name, "opposed", container)).isEqualTo(opposed);
        assertThat(Returned.Name.of(name, "verdicts", container)).isEqualTo(verdicts);
        assertThat(Arrays.stream(Returned.Kind.values())
                        .map(kind -> Returned.Name.of(name, kind.label(false), container)))
                .as("no two of them alike")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, , PLAIN",
        "a.CSV.GZ, , GZIP",
        "a.zip, , ZIP",
        "a.xlsx, , WORKBOOK",
        "a.XLSM, , WORKBOOK",
        "a.xls, , PLAIN",
        "a.xls, '{\"layout\": {\"encoding\": \"xlsx\"}}', WORKBOOK",
        "a.xls, '{\"layout\": {\"encoding\": \"utf-8\"}}', PLAIN"
    })
    void containerIsWhatNameAndReportSay(String name, @Nullable String report, Container container) {
        assertThat(Returned.Name.container(name, Optional.ofNullable(report))).isEqualTo(container);
        assertThat(Previews.isPacked(name, Optional.ofNullable(report))).isEqualTo(container != Container.PLAIN);
    }

    @Test
    void everyVerdictHasItsFileAndEveryKindItsLabel() {
        assertThat(Arrays.stream(Verdict.values()).map(Returned.Kind::of))
                .doesNotHaveDuplicates()
                .doesNotContain(Returned.Kind.VERDICTS);
        for (Returned.Kind kind : Returned.Kind.values()) {
            assertThat(Returned.Kind.of(kind.label(), true)).contains(kind);
        }
        assertThat(Returned.Kind.of("CALLABLE", true)).isEmpty();
        assertThat(Returned.Kind.of("../callable", true)).isEmpty();
    }

    @Test
    void linesOfTheListAloneAreNotListedAndCallableIsAnotherNameOfThemInAddresses() {
        assertThat(Returned.Kind.CALLABLE.label(false)).isEqualTo("not-listed");
        assertThat(Returned.Kind.CALLABLE.label(true)).isEqualTo("callable");
        assertThat(Returned.Kind.of("not-listed", false)).contains(Returned.Kind.CALLABLE);
        assertThat(Returned.Kind.of("callable", false)).contains(Returned.Kind.CALLABLE);
        assertThat(Returned.Kind.of("callable", true)).contains(Returned.Kind.CALLABLE);
        assertThat(Returned.Kind.of("not-listed", true))
                .as("a file that the law judged")
                .isEmpty();
        for (Returned.Kind kind : Returned.Kind.values()) {
            assertThat(Returned.Kind.of(kind.label(true), true)).contains(kind);
            assertThat(Returned.Kind.of(kind.label(false), false)).contains(kind);
        }
    }

    @ParameterizedTest
    @EnumSource(CallFileException.Fault.class)
    void everyFaultOfAFileIsARefusalThatIsNotOurs(CallFileException.Fault fault) {
        Refusal.Stored refusal = FileFaults.refused(new CallFileException(fault, "a.csv", 7, 0, List.of("12", "24")));
        assertThat(refusal.code()).startsWith("BT-04");
        assertThat(refusal.arguments())
                .allSatisfy(argument -> assertThat(argument).isNotEqualTo("null"));
    }

    @Test
    void faultsNameWhatThereIsAndNotWhatWasAsked() {
        assertThat(refused(CallFileException.Fault.NO_SUCH_COLUMN, "tel", "Nom", "Ville"))
                .isEqualTo(new Refusal.Stored("BT-0407", List.of("Nom, Ville")));
        assertThat(refused(CallFileException.Fault.NO_SUCH_SHEET, "2", "Feuil1"))
                .isEqualTo(new Refusal.Stored("BT-0426", List.of("Feuil1")));
        assertThat(refused(CallFileException.Fault.OTHER_WIDTHS, "3", "5"))
                .isEqualTo(new Refusal.Stored("BT-0424", List.of("3", "5")));
        assertThat(refused(CallFileException.Fault.ARCHIVE_BOMB)).isEqualTo(new Refusal.Stored("BT-0406", List.of()));
        assertThat(refused(CallFileException.Fault.ARCHIVE_BOMB, Long.toString(20L << 30)))
                .isEqualTo(new Refusal.Stored("BT-0434", List.of("20480")));
        assertThat(refused(CallFileException.Fault.UNSURE_COLUMN, "a\0b"))
                .as("PostgreSQL stores no NUL")
                .isEqualTo(new Refusal.Stored("BT-0408", List.of("a\ufffdb")));
    }

    @Test
    void tableThatNoSeparatorCutsMayBeReadAnotherWay() {
        Refusal.Stored separator = refused(CallFileException.Fault.OTHER_SEPARATOR, "^");
        assertThat(separator).isEqualTo(new Refusal.Stored("BT-0428", List.of("^")));
        Refusal.Stored aligned = refused(CallFileException.Fault.ALIGNED_COLUMNS, "rows");
        assertThat(aligned).isEqualTo(new Refusal.Stored("BT-0429", List.of("rows")));
        assertThat(FileFaults.isForGood(separator) || FileFaults.isForGood(aligned))
                .isFalse();
    }

    private static Refusal.Stored refused(CallFileException.Fault fault, String... details) {
        return FileFaults.refused(new CallFileException(fault, "a.csv", List.of(details)));
    }

    @Test
    void faultIsDescribedWithoutItsWords() {
        Throwable quoting = new IllegalStateException(
                "scrub", new IOException("cannot read 0639980001", new ArithmeticException("0639980002")));
        assertThat(Blame.describe(quoting))
                .matches("java\\.lang\\.ArithmeticException( at org\\.openbloctel\\..*:\\d+)?");
        Throwable round = new IllegalStateException("0639980001");
        Throwable cause = new IllegalStateException("0639980002", round);
        round.initCause(cause);
        assertThat(Blame.describe(round)).doesNotContain("06399");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0639980001|4|0639••••••",
                "06 39 98 00 01|4|06 39 •• •• ••",
                "Anne Exemple|2|An•• •••••••",
                "A|2|A",
                "--|2|--",
                "12345678901234567890123456789|2|12••••••••••••••••••••••…"
            })
    void cellShowsItsShapeAndItsFirstCharacters(String cell, int shown, String expected) {
        assertThat(Look.masked(cell, shown == 4)).isEqualTo(expected);
    }

    @Test
    void noMoreLettersAndDigitsOfAnyScriptAreShownThanMayBe() {
        SplittableRandom random = Seed.random(ScrubNamesTest.class);
        int[] alphabet = {
            '0', '9', 'a', 'Z', ' ', '-', 0xe9, 0x661, 0xff16, 0x4e2d, 0x1d7d6, 0x1d7df, 0x1d400, 0x20000, 0x1f600,
            0x301
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder cell = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                cell.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            int shown = random.nextBoolean() ? 4 : 2;
            String masked = Look.masked(cell.toString(), shown == 4);
            assertThat(masked.codePoints().filter(Character::isLetterOrDigit).count())
                    .as("%s: %s", cell, masked)
                    .isLessThanOrEqualTo(shown);
            assertThat(masked.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
                    .as("half a character of %s", cell)
                    .isEmpty();
        }
    }

    @Test
    void onlyWhatADeadProcessLeftIsRemovedFromTheWorkFolder(@TempDir Path folder) throws IOException {
        long dead =
                ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid).max().orElseThrow() + 4_000_000L;
        Path left = Files.createFile(folder.resolve(dead + "-12.zip"));
        Path mine = Files.createFile(folder.resolve(ScrubSettings.PREFIX + "12.zip"));
        List<Path> others = List.of(
                Files.createFile(folder.resolve("12ab-1.zip")),
                Files.createFile(folder.resolve("99999999999999999999-1.zip")),
                Files.createFile(folder.resolve("notes.zip")),
                Files.createFile(folder.resolve(dead + "-1.txt")),
                Files.createDirectory(folder.resolve("lost+found")));
        ScrubSettings.in(folder).prepare();
        assertThat(left).doesNotExist();
        assertThat(mine).exists();
        assertThat(others).allSatisfy(other -> assertThat(other).exists());
    }
}
