package org.openbloctel.scrub.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.BareNumbers;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Reason;

/**
 * Scrubs one call file by one list: threads take chunks in turn, judge them side by side, and hand them in in the order
 * of the file. Memory is a few chunks a thread, for files of any size.
 *
 * <p>One object is one scrub, to be {@link #run} once. It writes where the {@link ReturnedFile}s say, and publishes
 * nothing.
 */
public final class Scrub {
    /** What a line of a call file has, more or less: to guess from a file's size how many there are. */
    private static final int LINE_BYTES = 64;

    private final CallFile file;
    private final Layout layout;
    private final OppositionList list;
    private final @Nullable Ruling ruling;
    private final ScrubOptions options;
    private final ReturnedFile[] returned;
    private final Progress progress;
    private final long startNanos = System.nanoTime();
    private @Nullable LineConsumer consumer;

    private final Object reading = new Object();
    private final ReorderBuffer buffer;
    private final long[] counts = new long[Outcome.COUNT];
    private final List<ScrubReport.UncheckedLine> named = new ArrayList<>();
    private final BareNumbers late;
    private long rows;
    private long linesBefore;
    private int titles;
    private volatile boolean namedEnough;

    /**
     * Prepares a scrub.
     *
     * @param returned where the lines of each verdict go, in the order of {@link Verdict}
     */
    public Scrub(
            CallFile file,
            Layout layout,
            OppositionList list,
            ScrubOptions options,
            List<? extends ReturnedFile> returned,
            Progress progress) {
        this(file, layout, list, null, options, returned, progress);
    }

    /**
     * Prepares a scrub by which more than the list decides.
     *
     * @param ruling what decides beside the list; null for nothing
     * @param returned where the lines of each verdict go, in the order of {@link Verdict}; those that the list alone can give are
     *     enough without a ruling
     */
    public Scrub(
            CallFile file,
            Layout layout,
            OppositionList list,
            @Nullable Ruling ruling,
            ScrubOptions options,
            List<? extends ReturnedFile> returned,
            Progress progress) {
        this.file = file;
        this.layout = layout;
        this.list = list;
        this.ruling = ruling;
        this.options = options;
        this.returned = returned.toArray(ReturnedFile[]::new);
        this.progress = progress;
        this.late = new BareNumbers(list.plan(), layout.placeholders());
        boolean arrays = returned.stream().allMatch(ReturnedFile::takesArrays);
        this.buffer = new ReorderBuffer(options.threads(), () -> new JudgedChunk(arrays), this::take);
    }

    /** Hands all lines out while it runs; to be called before. */
    public Scrub handingLinesTo(LineConsumer lines) {
        consumer = lines;
        return this;
    }

    /**
     * Runs it to its end.
     *
     * @throws CallFileException {@code LATE_COLUMNS} where columns that were not read hold phone numbers: the file is
     *     to be scrubbed again, with these columns
     * @throws IOException when the file cannot be read or a returned file cannot be written; nothing is to be published
     */
    public ScrubReport run() throws IOException {
        list.expect(linesIn(file.size().orElse(0)) * layout.columns().size());
        ChunkReader reader = file.chunks(layout, options.chunkBytes());
        byte[] preamble = reader.preamble();
        linesBefore = reader.headLines();
        titles = reader.titles();
        for (ReturnedFile target : returned) {
            writeThrough(target, ByteBuffer.wrap(preamble));
        }
        LineConsumer lines = consumer;
        if (lines != null) {
            written(() -> lines.begin(preamble));
        }
        List<Thread> helpers = startHelpers(reader);
        work(reader);
        for (Thread helper : helpers) {
            join(helper);
        }
        rethrow();
        CallFileException.requireNoneLate(file.name(), late.columns());
        return report();
    }

    /** About how many lines a call file of this size has: for {@link OppositionList#open(java.nio.file.Path, long)}. */
    public static long linesIn(long bytes) {
        return bytes / LINE_BYTES;
    }

    private static void writeThrough(ReturnedFile target, ByteBuffer bytes) throws IOException {
        write(target, bytes, append(target, bytes));
    }

    private static long append(ReturnedFile target, ByteBuffer bytes) throws UnwritableException {
        try {
            return target.append(bytes);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    /** What a consumer does. */
    private interface Step {
        void run() throws IOException;
    }

    private static void written(Step step) throws UnwritableException {
        try {
            step.run();
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    private static void write(ReturnedFile target, ByteBuffer bytes, long position) throws UnwritableException {
        if (position == ReturnedFile.WRITTEN) {
            return;
        }
        try {
            target.write(bytes, position);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    /** A small file is done by the calling thread before another one would have started. */
    private List<Thread> startHelpers(ChunkReader reader) {
        List<Thread> helpers = new ArrayList<>();
        boolean large = file.size().orElse(Long.MAX_VALUE) > 2L * options.chunkBytes();
        for (int i = 1; i < options.threads() && large; i++) {
            Thread helper = new Thread(() -> work(reader), "scrub-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        return helpers;
    }

    /** Waits for a helper. Interrupted, it stops the scrub and still waits: no thread may write to the files any more. */
    private void join(Thread helper) {
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted = true;
                buffer.fail(new java.io.InterruptedIOException("scrub interrupted"));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("IllegalCatch") // a fault in one thread must stop the others, and reach the caller
    private void work(ChunkReader reader) {
        try {
            Chunk own = reader.newChunk();
            ChunkJudge judge = new ChunkJudge(list, ruling, layout);
            LateColumns counted = new LateColumns(layout, list);
            Supplier<JudgedLines> kept = () -> new JudgedLines(reader, layout, list, ruling);
            for (JudgedChunk judged = buffer.room(); judged != null; judged = buffer.room()) {
                Chunk chunk = consumer == null ? own : judged.keeping(kept).chunk();
                if (!next(reader, chunk)) {
                    break;
                }
                judge.judge(chunk, !namedEnough, judged);
                counted.count(chunk);
                buffer.accept(judged, this::write);
            }
            synchronized (late) {
                late.add(counted.bare());
            }
        } catch (Throwable e) {
            buffer.fail(e);
        }
    }

    private boolean next(ChunkReader reader, Chunk chunk) throws IOException {
        synchronized (reading) {
            return reader.next(chunk);
        }
    }

    /** Counts a chunk and takes room for its lines, in the order of the file. */
    private void take(JudgedChunk judged) throws IOException {
        JudgedLines lines = judged.lines();
        LineConsumer taker = consumer;
        if (lines != null && taker != null) {
            lines.begin(linesBefore(judged) + 1);
            written(() -> taker.take(lines));
        }
        for (int v = 0; v < returned.length; v++) {
            ByteBuffer bytes = judged.returned(v);
            judged.positions()[v] = bytes.hasRemaining() ? append(returned[v], bytes) : ReturnedFile.WRITTEN;
        }
        count(judged);
        progress.advanced(file.consumed(), rows);
    }

    private void write(JudgedChunk judged) throws IOException {
        for (int v = 0; v < returned.length; v++) {
            write(returned[v], judged.returned(v), judged.positions()[v]);
        }
    }

    private void count(JudgedChunk judged) {
        for (int outcome = 0; outcome < counts.length; outcome++) {
            counts[outcome] += judged.counts()[outcome];
            rows += judged.counts()[outcome];
        }
        for (JudgedChunk.Spotted spotted : judged.spotted()) {
            if (named.size() < ScrubReport.NAMED_LINES) {
                named.add(new ScrubReport.UncheckedLine(
                        linesBefore(judged) + spotted.line(), spotted.offset(), spotted.reason()));
            }
        }
        namedEnough = named.size() >= ScrubReport.NAMED_LINES;
        linesBefore += judged.headLine() > 0 ? 0 : judged.physicalLines();
    }

    private long linesBefore(JudgedChunk judged) {
        return judged.headLine() > 0 ? judged.headLine() - 1 : linesBefore;
    }

    private void rethrow() throws IOException {
        Throwable e = buffer.failure();
        if (e instanceof IOException io) {
            throw io;
        }
        if (e instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
    }

    private Map<String, Long> forbiddenByRule() {
        Map<String, Long> byRule = new LinkedHashMap<>();
        List<String> rules = ruling == null ? List.of() : ruling.rules();
        for (int i = 0; i < rules.size(); i++) {
            long count = counts[Outcome.FORBIDDEN + i];
            if (count > 0) {
                byRule.merge(rules.get(i), count, Long::sum);
            }
        }
        return byRule;
    }

    private ScrubReport report() throws IOException {
        Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
        long unchecked = 0;
        for (Reason reason : Reason.values()) {
            long count = counts[Outcome.unchecked(reason)];
            if (count > 0) {
                byReason.put(reason, count);
                unchecked += count;
            }
        }
        return new ScrubReport(
                file.name(),
                file.digest(),
                rows,
                counts[Outcome.CALLABLE],
                counts[Outcome.OPPOSED],
                unchecked,
                forbiddenByRule(),
                byReason,
                new ScrubReport.LayoutUsed(
                        layout.encoding().label(),
                        String.valueOf(layout.separator()),
                        layout.header(),
                        layout.columnNames(),
                        titles),
                ScrubReport.ListUsed.of(list),
                Map.of(),
                List.copyOf(named),
                null,
                (System.nanoTime() - startNanos) / 1_000_000);
    }
}
