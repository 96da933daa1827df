package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** So many connections that ask without a pause or with one, for some seconds after a warm-up; only the server's processor time counts. */
final class Load {
    private static final int MAX_TIMES = 2_000_000;

    private Load() {}

    /** A connection that asks once and has read the whole answer. */
    interface Connection extends AutoCloseable {
        void ask() throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    /** Opens the connection with a number. */
    interface Opener {
        Connection open(int number) throws Exception;
    }

    /**
     * What was measured.
     *
     * @param requests a second
     * @param p50 in milliseconds
     * @param p99 in milliseconds
     * @param perCpuSecond requests for each second of the server's processor time
     */
    record Result(double requests, double p50, double p99, double perCpuSecond) {}

    static Result run(Opener opener, int connections, long pid, int warmSeconds, int seconds)
            throws IOException, InterruptedException {
        return run(opener, connections, 0, pid, warmSeconds, seconds);
    }

    /** The same with a pause between an answer and the next question. */
    static Result run(Opener opener, int connections, long pauseNanos, long pid, int warmSeconds, int seconds)
            throws IOException, InterruptedException {
        long begin = System.nanoTime() + warmSeconds * 1_000_000_000L;
        long end = begin + seconds * 1_000_000_000L;
        List<Future<long[]>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                int number = i;
                threads.add(pool.submit(() -> times(opener, number, pauseNanos, begin, end)));
            }
            Thread.sleep(warmSeconds * 1000L);
            double before = Processor.seconds(pid);
            long from = System.nanoTime();
            Thread.sleep(Math.max(1, (end - from) / 1_000_000 - 100));
            double cpu = Processor.seconds(pid) - before;
            double measured = (System.nanoTime() - from) / 1e9;
            long[] all = threads.stream()
                    .map(Load::get)
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .toArray();
            double rate = all.length / (double) seconds;
            return new Result(
                    rate, all[all.length / 2] / 1e6, all[(int) (all.length * 0.99)] / 1e6, rate * measured / cpu);
        }
    }

    private static long[] get(Future<long[]> times) {
        try {
            return times.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long[] times(Opener opener, int number, long pauseNanos, long begin, long end) throws Exception {
        long[] times = new long[1024];
        int n = 0;
        try (Connection connection = opener.open(number)) {
            while (true) {
                long from = System.nanoTime();
                connection.ask();
                long now = System.nanoTime();
                if (now >= end) {
                    return Arrays.copyOf(times, n);
                }
                if (from >= begin && n < MAX_TIMES) {
                    if (n == times.length) {
                        times = Arrays.copyOf(times, n * 2);
                    }
                    times[n++] = now - from;
                }
                if (pauseNanos > 0) {
                    LockSupport.parkNanos(pauseNanos);
                }
            }
        }
    }
}
