package org.openbloctel.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading a number, by its spelling. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NumberReaderBenchmark {
    static final int NUMBERS = 4096;

    /** The spelling of the numbers read. */
    @Param({"COMPACT", "PAIRS", "PLUS", "TRUNK_ZERO", "NO_BREAK", "SPREADSHEET", "JUNK"})
    public Spelling spelling = Spelling.COMPACT;

    private final NumberReader reader = new NumberReader(NumberingPlan.FRANCE);
    private byte[][] fields = {};

    /** Ways to write a number. */
    public enum Spelling {
        /** 0612345678. */
        COMPACT,
        /** 06 12 34 56 78. */
        PAIRS,
        /** +33612345678. */
        PLUS,
        /** +33 (0)6 12 34 56 78. */
        TRUNK_ZERO,
        /** With no-break spaces, in UTF-8. */
        NO_BREAK,
        /** 612345678.0. */
        SPREADSHEET,
        /** No number at all. */
        JUNK;

        String write(String national) {
            String pairs = national.charAt(0) + " " + national.substring(1).replaceAll("(..)(?!$)", "$1 ");
            return switch (this) {
                case COMPACT -> "0" + national;
                case PAIRS -> "0" + pairs;
                case PLUS -> "+33" + national;
                case TRUNK_ZERO -> "+33 (0)" + pairs;
                case NO_BREAK -> ("0" + pairs).replace(' ', '\u00a0');
                case SPREADSHEET -> national + ".0";
                case JUNK -> "non communiqué";
            };
        }
    }

    /** Writes the numbers. */
    @Setup
    public void write() {
        SplittableRandom random = new SplittableRandom(1);
        fields = new byte[NUMBERS][];
        for (int i = 0; i < NUMBERS; i++) {
            fields[i] = spelling.write(Integer.toString(600_000_000 + random.nextInt(39_000_000)))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The sum of what was read, so that no reading is left out. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public long read() {
        long sum = 0;
        for (byte[] field : fields) {
            sum += reader.read(field, 0, field.length);
        }
        return sum;
    }
}
