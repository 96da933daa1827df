package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Placeholders;

/** Each number whose listing changes the answer to a line is metered, wherever in the line it stands. */
final class AskedElsewhereTest {
    private static final OppositionList LIST = list();

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33639980001L);
        return builder.build(1, Instant.EPOCH);
    }

    /** The line's phone number is known, and not listed: what the answer tells is of the others. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing else | 0639980005;rien | 1",
                "a note | 0639980005;rappeler au 06 39 98 00 09 | 2",
                "a listed note | 0639980005;rappeler au 06 39 98 00 01 | 2",
                "two notes | 0639980005;0639980009 ou +33639980008 | 3",
                "several in one field | 0639980005 / 0639980009;rien | 2",
                "a field too many | 0639980005;rien;0639980009 | 2",
                "an id of the plan's shape without a subscriber | 0639980005;08 99 99 99 99 | 1",
                "a line that is not callable anyhow | 06399;rappeler au 06 39 98 00 09 | 1",
            })
    void linesOfATextFile(String name, String line, int numbers) throws IOException {
        assertThat(asked("téléphone;note\n" + "0639980005;rien\n".repeat(9) + line + "\n"))
                .as(name)
                .isEqualTo(numbers);
    }

    /** Two pairs of digits in each of five fields. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"in pieces | 0639980005;06;39;98;00;09 | 2", "too few | 0639980005;06;39;98;00;x | 1"})
    void numbersInPieces(String name, String line, int numbers) throws IOException {
        assertThat(asked("téléphone;a;b;c;d;e\n" + "0639980005;x;x;x;x;x\n".repeat(9) + line + "\n"))
                .as(name)
                .isEqualTo(numbers);
    }

    /** The same cells in a workbook. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing else | 0639980005;rien | 1",
                "a note | 0639980005;rappeler au 06 39 98 00 09 | 2",
                "a listed note | 0639980005;rappeler au 06 39 98 00 01 | 2",
                "several in one field | 0639980005 / 0639980009;rien | 2",
                "a line that is not callable anyhow | 06399;rappeler au 06 39 98 00 09 | 0",
            })
    void rowsOfAWorkbook(String name, String row, int numbers) throws IOException {
        Reading asked = Reading.unused();
        WorkbookRows rows = new WorkbookRows(
                LIST,
                null,
                Placeholders.USUAL,
                new NumberTakers(new NothingChecked(), asked, Traced.NONE),
                new VerdictLines(OutputStream.nullOutputStream(), false));
        List<String> cells = List.of(row.split(";"));
        Judge judge = new Judge(LIST);
        rows.judged(
                "2",
                cells,
                List.of(0),
                List.of("téléphone", "note"),
                judge.line(cells.subList(0, 1), cells.subList(1, 2), ""));
        assertThat(asked.numbers()).as(name).isEqualTo(numbers);
    }

    private static long asked(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        Reading asked = Reading.unused();
        try (CallFile opened = opened(file);
                CallFile again = opened(file)) {
            Layout layout = again.layout(LayoutOptions.NONE, LIST.plan());
            List<ReturnedFile> returned = Verdict.BY_LIST.stream()
                    .map(verdict -> ReturnedFile.nowhere())
                    .toList();
            ScrubOptions options = new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES);
            new Scrub(opened, layout, LIST, options, returned, Progress.NONE)
                    .handingLinesTo(new FileLines(
                            layout,
                            new NumberTakers(new NothingChecked(), asked, Traced.NONE),
                            new VerdictLines(OutputStream.nullOutputStream(), false)))
                    .run();
        }
        return asked.numbers();
    }

    private static CallFile opened(byte[] file) throws IOException {
        return CallFile.open(new ByteArrayInputStream(file), "appels.csv", false);
    }

    private static final class NothingChecked implements NumberTakers.Lines {
        @Override
        public void add(long[] numbers, int n) {}

        @Override
        public SortedPrints sorted() {
            throw new IllegalStateException("not wanted");
        }
    }
}
