package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The digest of a list: SHA-256 over its numbers alone, one E.164 text a line, sorted. Whoever holds the numbers can
 * compute it with {@code LC_ALL=C sort -u | sha256sum}; it depends neither on this program nor on the file format.
 *
 * <p>Writing the lines takes twice as long as digesting them: threads write them some ranges at a time, and the caller digests them in
 * order.
 */
final class NumbersDigest {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Plus sign, three digits of a country, five of a number. */
    private static final int HEAD = 9;

    /** Numbers of the plan that a thread writes at a time, listed or not. */
    private static final long NUMBERS_AT_A_TIME = 200_000;

    private static final int MOST_THREADS = 4;

    private NumbersDigest() {}

    /** A digest and how many numbers went into it. */
    record Result(String digest, long count) {}

    /**
     * Consecutive numbers with the same first digits.
     *
     * @param head plus sign, country and first digits, at most nine: eight bytes and one more
     */
    record Range(long first, long end, long head, byte headEnd, int headLength) {}

    static Result of(NumberingPlan plan, BitPages pages) {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService writers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "list-digest");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return of(plan, pages, writers, threads);
        } finally {
            writers.shutdownNow();
        }
    }

    private static Result of(NumberingPlan plan, BitPages pages, ExecutorService writers, int threads) {
        MessageDigest sha256 = newSha256();
        Queue<NumberTexts> free = new ArrayDeque<>();
        Queue<Future<NumberTexts>> ahead = new ArrayDeque<>();
        long count = 0;
        for (List<Range> ranges : slices(plan)) {
            NumberTexts texts = free.isEmpty() ? new NumberTexts(plan, pages) : free.remove();
            ahead.add(writers.submit(() -> texts.write(ranges)));
            if (ahead.size() == 2 * threads) {
                count += digest(ahead.remove(), sha256, free);
            }
        }
        while (!ahead.isEmpty()) {
            count += digest(ahead.remove(), sha256, free);
        }
        return new Result(HexFormat.of().formatHex(sha256.digest()), count);
    }

    private static long digest(Future<NumberTexts> written, MessageDigest sha256, Queue<NumberTexts> free) {
        try {
            NumberTexts texts = written.get();
            sha256.update(texts.bytes(), 0, texts.size());
            free.add(texts);
            return texts.count();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a list was digested");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lines of a list could not be written", e);
        }
    }

    /** The plan's ranges in order, cut where a thread has enough. */
    private static List<List<Range>> slices(NumberingPlan plan) {
        List<List<Range>> slices = new ArrayList<>();
        long[] left = {0};
        plan.forEachRange((first, end, head, length) -> {
            if (left[0] <= 0) {
                slices.add(new ArrayList<>());
                left[0] = NUMBERS_AT_A_TIME;
            }
            slices.get(slices.size() - 1).add(new Range(first, end, (long) LONG.get(head, 0), head[HEAD - 1], length));
            left[0] -= end - first;
        });
        return slices;
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
