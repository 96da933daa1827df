package org.openbloctel.registry.platform.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openbloctel.scrub.engine.Seed;

/**
 * The seeds of a simulation, one after the other; many of them in several places at once, each with a database of its own. The first that
 * fails ends the run, and its message names it: {@code -Dsimulation.seed=N} repeats it. {@code -Dsimulation.seeds=10000} for many,
 * {@code -Dsimulation.seconds=400} for as many as can be begun in that time.
 */
public final class Seeds {
    /** From so many seeds on, another database costs less than it saves. */
    private static final int MANY = 200;

    private static final int CLEANED = 100;
    private static final int REPORTED = 1_000;

    private final SplittableRandom random;
    private final int most;
    private final long seconds = Long.getLong("simulation.seconds", Long.MAX_VALUE);
    private final long began = System.nanoTime();
    private int given;
    private boolean stopped;

    /** Where seeds are run, one at a time. For one thread. */
    public interface Place {
        /** Runs a seed, and leaves nothing of it. */
        void run(long seed) throws Exception;

        /** After many seeds. */
        void clean();
    }

    private Seeds(SplittableRandom random, int most) {
        this.random = random;
        this.most = most;
    }

    /**
     * Runs those that the settings name.
     *
     * @param usual how many where they name none
     */
    public static void run(Class<?> test, int usual, Callable<? extends Place> place) throws Exception {
        Long one = Long.getLong("simulation.seed");
        if (one != null) {
            place.call().run(one);
            return;
        }
        int most = Integer.getInteger("simulation.seeds", usual);
        int places = most < MANY
                ? 1
                : Integer.getInteger("simulation.places", Runtime.getRuntime().availableProcessors());
        Seeds seeds = new Seeds(Seed.random(test), most);
        // Here: what is begun once, as PostgreSQL, may keep a virtual thread on its carrier.
        List<Place> made = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            made.add(place.call());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            made.forEach(where -> running.add(threads.submit(() -> seeds.runIn(where))));
            for (Future<?> future : running) {
                await(future);
            }
        }
        seeds.report();
    }

    private static void await(Future<?> place) throws Exception {
        try {
            place.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private Object runIn(Place place) throws Exception {
        boolean whole = false;
        try {
            for (int i = 1; hasNext(); i++) {
                place.run(next());
                if (i % CLEANED == 0) {
                    place.clean();
                }
            }
            whole = true;
            return place;
        } finally {
            if (!whole) {
                stop();
            }
        }
    }

    private synchronized boolean hasNext() {
        return !stopped && given < most && since() < seconds;
    }

    private synchronized long next() {
        given++;
        if (given % REPORTED == 0) {
            report();
        }
        return random.nextLong();
    }

    private synchronized void report() {
        System.out.println(given + " seeds after " + since() + " s");
    }

    private long since() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private synchronized void stop() {
        stopped = true;
    }
}
