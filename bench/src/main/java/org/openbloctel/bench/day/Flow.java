package org.openbloctel.bench.day;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Traffic of one kind. Its events fall due at a fixed rate, whether the ones before are answered or not, and each is timed from the
 * moment it was due: a server that stops for a second is charged for each event of that second.
 */
final class Flow {
    /** The state of an event that got no answer. */
    static final int NO_ANSWER = 0;

    private final String name;
    private final int workers;
    private final double rate;
    private final Opener opener;
    private final AtomicLong events = new AtomicLong();

    /**
     * A kind of traffic.
     *
     * @param workers how many events can be under way at once
     * @param rate events a second at factor 1
     */
    Flow(String name, int workers, double rate, Opener opener) {
        this.name = name;
        this.workers = workers;
        this.rate = rate;
        this.opener = opener;
    }

    /** Does one event after another over a connection of its own. */
    interface Caller extends AutoCloseable {
        /** The HTTP status of the answer. */
        int call(long event) throws IOException, InterruptedException;

        @Override
        default void close() throws IOException {}
    }

    /** Opens the caller with a number. */
    interface Opener {
        Caller open(int number) throws IOException;
    }

    /**
     * What a flow met.
     *
     * @param states how many answers had which HTTP status; {@link #NO_ANSWER} for none
     * @param median of the good answers, in milliseconds
     * @param p99 of the good answers, in milliseconds
     * @param most of the good answers, in milliseconds
     */
    record Met(String name, Map<Integer, Long> states, double median, double p99, double most) {
        /** How many answers were not good ones. */
        long failed() {
            return states.entrySet().stream()
                    .filter(state -> state.getKey() / 100 != 2)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** Runs for so long with so many times the rate. */
    Met run(double factor, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        double pace = 1e9 / (rate * factor);
        AtomicLong next = new AtomicLong();
        List<Future<Heard>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < workers; i++) {
                int number = i;
                running.add(pool.submit(() -> work(number, begin, nanos, pace, next)));
            }
            Heard all = new Heard();
            for (Future<Heard> each : running) {
                all.add(each.get());
            }
            double[] millis = all.sorted();
            return new Met(name, all.states, within(millis, 0.5), within(millis, 0.99), within(millis, 1));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double within(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }

    /** The good answers a second that so many callers get who ask without a pause. */
    static double capacity(Opener opener, int callers, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        List<Future<Long>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    long good = 0;
                    try (Caller caller = opener.open(number)) {
                        for (long event = number; System.nanoTime() - begin < nanos; event += callers) {
                            good += caller.call(event) / 100 == 2 ? 1 : 0;
                        }
                    }
                    return good;
                }));
            }
            long all = 0;
            for (Future<Long> each : running) {
                all += each.get();
            }
            return all / (nanos / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Heard work(int number, long begin, long nanos, double pace, AtomicLong next)
            throws IOException, InterruptedException {
        Heard heard = new Heard();
        Caller caller = null;
        try {
            while (true) {
                long event = next.getAndIncrement();
                long due = (long) (event * pace);
                if (due >= nanos) {
                    return heard;
                }
                for (long left = due - (System.nanoTime() - begin);
                        left > 0;
                        left = due - (System.nanoTime() - begin)) {
                    LockSupport.parkNanos(left);
                }
                int state = NO_ANSWER;
                try {
                    caller = caller == null ? opener.open(number) : caller;
                    state = caller.call(events.getAndIncrement());
                } catch (IOException broken) {
                    if (caller != null) {
                        caller.close();
                    }
                    caller = null;
                }
                heard.add(state, (System.nanoTime() - begin - due) / 1e6);
            }
        } finally {
            if (caller != null) {
                caller.close();
            }
        }
    }

    /** Answers of one worker. */
    private static final class Heard {
        private final Map<Integer, Long> states = new TreeMap<>();
        private double[] millis = new double[256];
        private int n;

        void add(int state, double took) {
            states.merge(state, 1L, Long::sum);
            if (state / 100 == 2) {
                if (n == millis.length) {
                    millis = Arrays.copyOf(millis, 2 * n);
                }
                millis[n++] = took;
            }
        }

        void add(Heard other) {
            other.states.forEach((state, count) -> states.merge(state, count, Long::sum));
            int from = n;
            n += other.n;
            millis = n > millis.length ? Arrays.copyOf(millis, n) : millis;
            System.arraycopy(other.millis, 0, millis, from, other.n);
        }

        double[] sorted() {
            double[] all = Arrays.copyOf(millis, n);
            Arrays.sort(all);
            return all;
        }
    }
}
