package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.JudgedLines;
import org.openbloctel.scrub.engine.LineConsumer;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;

/**
 * The file of verdicts and the fingerprints are those of a plain second reading, line by line, for any fault of a call file and
 * however many threads cut it into however small pieces.
 */
@Tag("long")
final class FileLinesPropertyTest {
    private static final int FILES = 800;
    private static final int FEW_BYTES = 300;
    private static final List<ReturnedFile> NOWHERE = Arrays.stream(Verdict.values())
            .map(verdict -> ReturnedFile.nowhere())
            .toList();

    @Test
    void verdictsAndNumbersAreThoseOfASecondReading() throws IOException {
        SplittableRandom random = Seed.random(FileLinesPropertyTest.class);
        OppositionList list = list();
        int compared = 0;
        for (int i = 0; i < FILES; i++) {
            UntidyFile untidy = new UntidyFile(random);
            byte[] file = untidy.bytes();
            Layout layout;
            try {
                layout = layout(file, list);
            } catch (CallFileException e) {
                continue;
            }
            Ruling ruling = random.nextBoolean() ? null : new LastDigit();
            int threads = 1 + random.nextInt(3);
            int chunkBytes = random.nextBoolean() ? FEW_BYTES : ScrubOptions.CHUNK_BYTES;
            Told engine = byEngine(file, layout, list, ruling, new ScrubOptions(threads, true, chunkBytes));
            Told plain = plain(file, layout, list, ruling);
            String shape = untidy.shape() + ", " + threads + " threads, chunks of " + chunkBytes;
            assertThat(engine.verdicts()).as(shape).isEqualTo(plain.verdicts());
            assertThat(engine.numbers()).as(shape).isEqualTo(plain.numbers());
            compared++;
        }
        assertThat(compared).isGreaterThan(FILES / 2);
    }

    /** A column of references that is quoted, blank, a formula, not ASCII or not there, and numbers that are not written plainly. */
    @Test
    void referencesAndNumbersThatAreNotPlainAreWrittenAsBefore() throws IOException {
        String file = Stream.of(
                        "identifiant;téléphone;autre téléphone",
                        "A-1;0639980001;+33 6 39 98 00 02",
                        "\"B;2\";\"06.39.98.00.03\";",
                        "\"C\"\"3\";0639980004;06\u00a039\u00a098\u00a000\u00a005",
                        ";0639980006;0639980007",
                        "   ;0639980008;0639980009 / 0639980010",
                        "=1+1;+33639980011;=2+2",
                        "-5;0639980012;bonjour",
                        "été;(0)639980013;@0639980014",
                        "0123456789abcdef;0639980015;",
                        "court",
                        "",
                        "\"deux\nlignes\";0639980016;0639980017")
                .reduce("", (text, line) -> text + line + "\r\n");
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
            byte[] bytes = (charset.equals(StandardCharsets.UTF_16LE) ? "\ufeff" + file : file).getBytes(charset);
            OppositionList list = list();
            Layout layout;
            try (CallFile opened = opened(bytes)) {
                layout = opened.layout(LayoutOptions.NONE, list.plan());
            }
            Told engine = byEngine(bytes, layout, list, null, new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES));
            Told plain = plain(bytes, layout, list, null);
            assertThat(engine.verdicts())
                    .as(charset.name())
                    .isEqualTo(plain.verdicts())
                    .contains("0639980001;A-1;OPPOSED", "0639980006;5;OPPOSED", "06.39.98.00.03;\"B;2\";NOT_LISTED");
            assertThat(engine.numbers()).as(charset.name()).isEqualTo(plain.numbers());
        }
    }

    /** Both numbers of a cell were looked up, in a column that may hold other things, too. */
    @Test
    void listedNumbersOfACellThatTheLawAllowsAreNotElsewhere() throws IOException {
        StringBuilder file = new StringBuilder("téléphone;contact\n");
        for (int i = 0; i < 40; i++) {
            file.append("06399812")
                    .append(10 + i)
                    .append(";06399813")
                    .append(10 + i)
                    .append('\n');
        }
        file.append("0639980050;+33 6 39 98 47 94, +33 6 39 98 37 34\n");
        byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33639983734L);
        OppositionList list = builder.build(1, Instant.EPOCH);
        Layout layout;
        try (CallFile opened = opened(bytes)) {
            layout = opened.layout(LayoutOptions.NONE, list.plan());
        }
        assertThat(layout.lenient()).isNotEmpty();
        Told engine =
                byEngine(bytes, layout, list, new LastDigit(), new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES));
        assertThat(engine.verdicts())
                .isEqualTo(plain(bytes, layout, list, new LastDigit()).verdicts())
                .contains("0639980050;42;OK");
    }

    /** The number that cost the line its check is told, not left blank. */
    @Test
    void numberThatLostItsDigitsInASecondColumnIsWritten() throws IOException {
        byte[] file = "tel;autre\n0639980002;6,3998E+08\n0639980003;0639980004\n0639980005;0639980006\n"
                .getBytes(StandardCharsets.UTF_8);
        OppositionList list = list();
        Layout layout;
        try (CallFile opened = opened(file)) {
            layout = opened.layout(LayoutOptions.NONE, list.plan());
        }
        assertThat(layout.lenient()).containsExactly(1);
        Told engine = byEngine(file, layout, list, null, new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES));
        assertThat(engine.verdicts())
                .isEqualTo(plain(file, layout, list, null).verdicts())
                .contains("6,3998E+08;2;OPPOSED");
    }

    /** A number that no subscriber has is written as plainly as others, and costs nothing. */
    @Test
    void plainLinesThatWereNotCheckedHaveNoFingerprint() throws IOException {
        byte[] file =
                "id;tel\n1;0639980001\n2;+33639980002\n3;0836000000\n4;0639980003\n".getBytes(StandardCharsets.UTF_8);
        OppositionList list = list();
        Layout layout;
        try (CallFile opened = opened(file)) {
            layout = opened.layout(LayoutOptions.NONE, list.plan());
        }
        Told engine = byEngine(file, layout, list, null, new ScrubOptions(1, true, ScrubOptions.CHUNK_BYTES));
        Told plain = plain(file, layout, list, null);
        assertThat(engine.verdicts()).isEqualTo(plain.verdicts()).contains("0836000000;3;UNCHECKED");
        assertThat(engine.numbers()).isEqualTo(plain.numbers()).hasSize(3);
    }

    /** With the columns that come late. */
    private static Layout layout(byte[] file, OppositionList list) throws IOException {
        Layout layout;
        try (CallFile opened = opened(file)) {
            layout = opened.layout(LayoutOptions.NONE, list.plan());
        }
        try (CallFile opened = opened(file)) {
            ScrubOptions options = new ScrubOptions(1, false, ScrubOptions.CHUNK_BYTES);
            new Scrub(opened, layout, list, options, NOWHERE, Progress.NONE).run();
            return layout;
        } catch (CallFileException late) {
            try (CallFile opened = opened(file)) {
                return opened.layout(LayoutOptions.NONE.withLate(late.places()), list.plan());
            }
        }
    }

    /** What was made of a file's lines. */
    private record Told(String verdicts, List<List<Long>> numbers) {}

    private static Told byEngine(
            byte[] file, Layout layout, OppositionList list, @Nullable Ruling ruling, ScrubOptions options)
            throws IOException {
        ByteArrayOutputStream verdicts = new ByteArrayOutputStream();
        Collected numbers = new Collected();
        VerdictLines lines = new VerdictLines(verdicts, ruling != null);
        Reading asked = Reading.unused();
        CollectedTraces traced = new CollectedTraces();
        FileLines taker = new FileLines(layout, new NumberTakers(numbers, asked, traced), lines);
        OneByOne plain = new OneByOne(taker);
        ScrubReport report;
        try (CallFile opened = opened(file)) {
            report = new Scrub(opened, layout, list, ruling, options, NOWHERE, Progress.NONE)
                    .handingLinesTo(plain)
                    .run();
        }
        lines.finish();
        assertThat(traced.answers).isEqualTo(plain.answers);
        assertThat(asked.total()).isEqualTo(plain.answers.size());
        assertThatCode(() -> lines.agreeWith(report)).doesNotThrowAnyException();
        return new Told(verdicts.toString(StandardCharsets.UTF_8), numbers.lines);
    }

    private static Told plain(byte[] file, Layout layout, OppositionList list, @Nullable Ruling ruling)
            throws IOException {
        ByteArrayOutputStream verdicts = new ByteArrayOutputStream();
        Collected numbers = new Collected();
        VerdictLines lines = new VerdictLines(verdicts, ruling != null);
        List<String> header;
        try (CallFile opened = opened(file)) {
            header = FirstLines.of(opened, layout, 0).header();
        }
        try (CallFile opened = opened(file)) {
            new SecondReading(opened, layout, new Judge(list, ruling), numbers, lines).run(header, () -> {});
        }
        lines.finish();
        return new Told(verdicts.toString(StandardCharsets.UTF_8), numbers.lines);
    }

    private static CallFile opened(byte[] file) throws IOException {
        return CallFile.open(new ByteArrayInputStream(file), "appels.csv", false);
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        UntidyTable.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }

    /** Forbids by the last digit, and lets some listed numbers be called. */
    private static final class LastDigit implements Ruling {
        @Override
        public List<String> rules() {
            return List.of("three", "seven");
        }

        @Override
        public void rule(long[] nationals, int n, byte[] rulings) {
            for (int i = 0; i < n; i++) {
                if (nationals[i] >= 0) {
                    rulings[i] = switch ((int) (nationals[i] % 10)) {
                        case 3 -> Ruling.forbidden(0);
                        case 7 -> Ruling.forbidden(1);
                        case 4 -> CALLABLE;
                        default -> rulings[i];
                    };
                }
            }
        }
    }

    /** Collects each number with its answer from the lines as they are handed out, before another takes them. */
    private static final class OneByOne implements LineConsumer {
        private final LineConsumer taker;
        private final List<String> answers = new ArrayList<>();

        OneByOne(LineConsumer taker) {
            this.taker = taker;
        }

        @Override
        public void begin(byte[] preamble) throws IOException {
            taker.begin(preamble);
        }

        @Override
        public void take(JudgedLines lines) throws IOException {
            for (long number : lines.alsoAsked()) {
                answers.add(number + " beside");
            }
            for (int row = 0; row < lines.rows(); row++) {
                for (int k = 0; k < lines.phones(); k++) {
                    if (lines.from(row, k) >= 0 && lines.number(row, k) >= 0) {
                        answers.add(lines.number(row, k) + " "
                                + lines.judgement(row).verdict());
                    }
                }
            }
            taker.take(lines);
        }
    }

    private static final class CollectedTraces implements Traced {
        private final List<String> answers = new ArrayList<>();

        @Override
        public void add(long e164, Verdict verdict) {
            answers.add(e164 + " " + verdict);
        }

        @Override
        public void add(long[] e164s, byte[] verdicts, int n) {
            for (int i = 0; i < n; i++) {
                add(e164s[i], Verdict.values()[verdicts[i]]);
            }
        }

        @Override
        public void addBeside(long e164) {
            answers.add(e164 + " beside");
        }
    }

    private static final class Collected implements NumberTakers.Lines {
        private final List<List<Long>> lines = new ArrayList<>();

        @Override
        public void add(long[] numbers, int n) {
            lines.add(Arrays.stream(numbers, 0, n).boxed().toList());
        }

        @Override
        public SortedPrints sorted() {
            throw new IllegalStateException("not wanted");
        }
    }
}
