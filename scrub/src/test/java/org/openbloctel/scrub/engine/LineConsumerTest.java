package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Lines are handed out once each, in the order of the file, with the verdicts by which they were returned. */
final class LineConsumerTest {
    private static final int LINES = 4000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void linesComeInTheOrderOfTheFile(int threads) throws IOException {
        SplittableRandom random = Seed.random(LineConsumerTest.class);
        StringBuilder file = new StringBuilder("id;tel\r\n");
        List<String> expected = new ArrayList<>();
        long line = 2;
        for (int i = 0; i < LINES; i++) {
            boolean broken = random.nextInt(50) == 0;
            int kind = random.nextInt(3);
            String number = List.of("0639980001", "06 39 98 00 02", "n/a").get(kind);
            file.append(broken ? "\"" + i + "\n\"" : i)
                    .append(';')
                    .append(number)
                    .append("\r\n");
            String verdict = List.of("OPPOSED 33639980001", "CALLABLE 33639980002", "UNCHECKED -1")
                    .get(kind);
            expected.add(line + " " + i + " " + number + " " + verdict);
            line += broken ? 2 : 1;
        }
        Written written = new Written();
        run(file.toString(), written, threads);
        assertThat(written.preamble).isEqualTo("id;tel\r\n");
        assertThat(written.lines).isEqualTo(expected);
    }

    /** A line that no memory has to hold is handed out once, without fields, and the lines behind it keep their places. */
    @Test
    void lineThatIsTooLongHasAVerdictAndNoFields() throws IOException {
        Written written = new Written();
        run("id;tel\n1;0639980001\n2;" + "x".repeat(3 * ChunkReader.MAX_LINE) + "\n3;0639980002\n", written, 2);
        assertThat(written.lines)
                .containsExactly(
                        "2 1 0639980001 OPPOSED 33639980001", "3 UNCHECKED", "4 3 0639980002 CALLABLE 33639980002");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void faultOfAConsumerStopsTheScrub(int threads) {
        String file = "tel\n" + "0639980001\n".repeat(LINES);
        assertThatThrownBy(() -> run(file, new Failing(new IOException("full")), threads))
                .isInstanceOf(UnwritableException.class)
                .hasRootCauseMessage("full");
        assertThatThrownBy(() -> run(file, new Failing(new IllegalStateException("refused")), threads))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refused");
    }

    private static void run(String text, LineConsumer consumer, int threads) throws IOException {
        OppositionList list = listed();
        List<MemoryFile> files =
                Stream.generate(MemoryFile::new).limit(Verdict.BY_LIST.size()).toList();
        try (CallFile file = CallFile.open(new ByteArrayInputStream(text.getBytes(UTF_8)), "a.csv", false)) {
            new Scrub(
                            file,
                            file.layout(LayoutOptions.NONE, NumberingPlan.FRANCE),
                            list,
                            new ScrubOptions(threads, false, 512),
                            files,
                            Progress.NONE)
                    .handingLinesTo(consumer)
                    .run();
        }
    }

    private static OppositionList listed() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33_639_980_001L);
        return builder.build(1, Instant.EPOCH);
    }

    private static final class Written implements LineConsumer {
        private final List<String> lines = new ArrayList<>();
        private String preamble = "";

        @Override
        public void begin(byte[] head) {
            preamble = new String(head, UTF_8);
        }

        @Override
        public void take(JudgedLines judged) {
            long line = judged.firstLine();
            int[] ids = judged.find(0, new int[0]);
            long[] numbers = judged.numbers(new long[0]);
            for (int row = 0; row < judged.rows(); row++) {
                Verdict verdict = judged.judgement(row).verdict();
                if (ids[2 * row] < ids[2 * row + 1]) {
                    assertThat(numbers[row]).isEqualTo(judged.number(row, 0));
                    lines.add(line + " "
                            + judged.text(ids[2 * row], ids[2 * row + 1]).strip() + " "
                            + judged.text(judged.from(row, 0), judged.to(row, 0)) + " " + verdict + " "
                            + judged.number(row, 0));
                } else {
                    lines.add(line + " " + verdict);
                }
                line += judged.linesOf(row);
            }
        }
    }

    private record Failing(Exception fault) implements LineConsumer {
        @Override
        public void begin(byte[] preamble) {}

        @Override
        public void take(JudgedLines lines) throws IOException {
            if (fault instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) fault;
        }
    }
}
