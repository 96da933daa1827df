package org.openbloctel.cli;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.openbloctel.scrub.engine.Progress;

/** One line on a terminal that tells how far a scrub has come; silent in a pipe, and for work that is done at once. */
final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long FIRST_AFTER_NANOS = 300_000_000L;
    private static final long EVERY_NANOS = 100_000_000L;

    private final Terminal terminal;
    private final Messages messages;
    private final long total;
    private final LongSupplier nanos;
    private final long start;
    private long next;
    private int longest;

    ProgressBar(Terminal terminal, Messages messages, OptionalLong total) {
        this(terminal, messages, total, System::nanoTime);
    }

    ProgressBar(Terminal terminal, Messages messages, OptionalLong total, LongSupplier nanos) {
        this.terminal = terminal;
        this.messages = messages;
        this.total = total.orElse(0);
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.next = start + FIRST_AFTER_NANOS;
    }

    @Override
    public void advanced(long bytes, long rows) {
        if (!terminal.interactive() || nanos.getAsLong() - next < 0) {
            return;
        }
        next = nanos.getAsLong() + EVERY_NANOS;
        StringBuilder line = new StringBuilder("\r");
        if (total > 0) {
            int done = (int) Math.min(WIDTH, bytes * WIDTH / total);
            line.append('[')
                    .append("#".repeat(done))
                    .append(".".repeat(WIDTH - done))
                    .append("] ");
            line.append(Math.min(100, bytes * 100 / total)).append(messages.french() ? "\u00a0%  " : "%  ");
        }
        line.append(rows > 0 ? messages.get("progress.lines", messages.number(rows)) : "");
        long elapsed = Math.max(1, nanos.getAsLong() - start);
        long kilobytes = bytes * 1_000_000 / elapsed;
        line.append(
                kilobytes < 10_000
                        ? messages.get("progress.rate", messages.number(kilobytes))
                        : messages.get("progress.rate.fast", messages.number(kilobytes / 1_000)));
        if (bytes > 0 && bytes < total) {
            long seconds = (long) Math.ceil((total - bytes) * (double) elapsed / bytes / 1e9);
            line.append(messages.get("progress.left", String.format("%d:%02d", seconds / 60, seconds % 60)));
        }
        // What a longer line left behind is covered.
        line.append(" ".repeat(Math.max(0, longest - line.length())));
        longest = line.length();
        terminal.err().print(line);
        terminal.err().flush();
    }

    @Override
    public void close() {
        clear();
    }

    /** Takes the bar away. */
    void clear() {
        if (longest > 0) {
            terminal.err().print("\r" + " ".repeat(longest) + "\r");
            terminal.err().flush();
            longest = 0;
        }
    }
}
