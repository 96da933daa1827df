package org.openbloctel.bench.jmh;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
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

/** Looking numbers up in a list, one at a time in its compact form and in batches in its bit map. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListProbeBenchmark {
    static final int BATCH = 4096;

    private static final int SPACE = 390_000_000;
    private static final int FIRST = 100_000_000;

    /** Numbers on the list. */
    @Param({"1000000", "12000000"})
    public int size = 1_000_000;

    private final long[] numbers = new long[BATCH * 256];
    private final long[] batch = new long[BATCH];
    private final long[] scratch = new long[BATCH];
    private final byte[] listed = new byte[BATCH];
    private OppositionList compact = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);
    private OppositionList expanded = compact;
    private int next;

    /** Builds the list. */
    @Setup
    public void build() {
        SplittableRandom random = new SplittableRandom(2);
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        for (int i = 0; i < size; i++) {
            builder.add(NumberingPlan.FRANCE.international(FIRST + random.nextInt(SPACE)));
        }
        compact = builder.build(1, Instant.EPOCH);
        expanded = builder.build(1, Instant.EPOCH);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = FIRST + random.nextInt(SPACE);
        }
        for (int i = 0; i < 512; i++) {
            expanded.probe(numbers, BATCH, scratch, listed); // until it is a bit map
        }
    }

    /** One number at a time, in the form at rest. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int compact() {
        int hits = 0;
        takeBatch();
        for (long number : batch) {
            hits += compact.holds(number) ? 1 : 0;
        }
        return hits;
    }

    /** A batch, in the probing form. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int expanded() {
        takeBatch();
        expanded.probe(batch, BATCH, scratch, listed);
        int hits = 0;
        for (byte hit : listed) {
            hits += hit;
        }
        return hits;
    }

    private void takeBatch() {
        System.arraycopy(numbers, next, batch, 0, BATCH);
        next = (next + BATCH) % numbers.length;
    }
}
