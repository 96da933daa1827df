package org.openbloctel.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.number.Placeholders;

/** The command line of the job, and its sentences. */
final class JobOptionsTest {
    @Test
    void optionsAreThoseOfTheCommandLine() {
        JobOptions options = JobOptions.of(new String[] {
            "--list",
            "l",
            "a.csv",
            "--out=o",
            "--column",
            "tel",
            "--column",
            "mobile",
            "--separator",
            "tab",
            "--encoding",
            "latin1",
            "--header",
            "no",
            "--quotes",
            "no",
            "--digests",
            "no",
            "--max-list-age",
            "0",
            "--blank=à rappeler",
            "b.csv"
        });
        Placeholders blanks = Placeholders.usualAnd(List.of("à rappeler")).orElseThrow();
        assertThat(options)
                .isEqualTo(new JobOptions(
                        "l",
                        "o",
                        List.of("a.csv", "b.csv"),
                        "text",
                        new LayoutWanted(List.of("tel", "mobile"), '\t', Encoding.WINDOWS_1252, false, false, blanks),
                        false,
                        true,
                        128L << 20,
                        0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--list l --out o | Name at least one file, folder or pattern to scrub.",
                "--out o a.csv | --list needs a value.",
                "--list l a.csv | --out needs a value.",
                "a.csv --list | --list needs a value.",
                "--liste l a.csv | There is no option --liste. docs/spark.md lists them.",
                "--list l --out o --header oui a | --header cannot be oui. docs/spark.md lists what it can be.",
                "--list l --out o --separator ab a | --separator cannot be ab. docs/spark.md lists what it can be.",
                "--list l --out o --encoding x a | --encoding cannot be x. docs/spark.md lists what it can be.",
                "--list l --out o --blank 06 a | --blank cannot be 06. docs/spark.md lists what it can be.",
                "--list l --out o --split-mib 0 a | --split-mib cannot be 0. docs/spark.md lists what it can be.",
                "--list l --out o --max-list-age -1 a | --max-list-age cannot be -1. docs/spark.md lists what it can be.",
            })
    void wrongCommandLineIsRefusedWithWhatToDo(String line, String sentence) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> JobOptions.of(line.split(" ", -1)));
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refusal.message(Texts.of(Locale.ENGLISH))).isEqualTo(sentence);
    }

    @Test
    void tablesOfTextAreNotReadBySpark() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> JobOptions.of(new String[] {"--list", "l", "--out", "o", "--format", "CSV", "a.csv"}));
        assertThat(refusal.message(Texts.of(Locale.FRANCE))).contains("Retirez --format");
    }

    @Test
    void everyFaultHasItsSentence() {
        for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Texts texts = Texts.of(locale);
            for (Fault fault : Fault.values()) {
                assertThat(texts.fault("a.csv", fault, List.of("x", "y")))
                        .startsWith("a.csv")
                        .doesNotContain("{");
            }
            for (UntrustedListException.Fault fault : UntrustedListException.Fault.values()) {
                assertThat(texts.fault(new UntrustedListException(fault, "a.list")))
                        .contains("a.list")
                        .doesNotContain("{");
            }
        }
    }
}
