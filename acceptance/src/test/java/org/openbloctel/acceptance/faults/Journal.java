package org.openbloctel.acceptance.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the servers acknowledged, and what they answered that they must not. Thread-safe. */
final class Journal {
    /** Ranges for fiction that no call file of the traffic has. */
    private static final List<String> RANGES = List.of("063998", "046571", "053649");

    private static final int RANGE = 10_000;

    private final AtomicInteger serial = new AtomicInteger();
    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicLong submissions = new AtomicLong();
    private final AtomicLong callsInAll = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** What became of a number. */
    enum Fate {
        LISTED,
        WITHDRAWN,
        /** An answer got lost, and the one to the same request again does not tell: it is there or not, never twice. */
        UNSURE
    }

    /**
     * A consumer's number.
     *
     * @param since when that was acknowledged, in nanoseconds of the machine
     */
    record Registration(String number, String email, Fate fate, long since) {}

    /** A call file, by the one that it is a copy of. */
    record Sent(String id, int original) {}

    /** A number between all. */
    int next() {
        return serial.getAndIncrement();
    }

    /** The number of a consumer. */
    static String number(int serial) {
        return RANGES.get(serial / RANGE) + String.format(Locale.ROOT, "%04d", serial % RANGE);
    }

    void registration(String number, String email, Fate fate) {
        registrations.put(number, new Registration(number, email, fate, System.nanoTime()));
        if (fate != Fate.UNSURE) {
            acknowledged.incrementAndGet();
        }
    }

    List<Registration> registrations() {
        return List.copyOf(registrations.values());
    }

    void submission(String id, int original) {
        sent.add(new Sent(id, original));
        submissions.incrementAndGet();
        acknowledged.incrementAndGet();
    }

    /** Those since the last time. */
    List<Sent> newSubmissions() {
        return drained(sent);
    }

    long submissions() {
        return submissions.get();
    }

    /** A report of calls that was acknowledged, as it was sent. */
    void calls(String report, int count) {
        calls.add(report);
        callsInAll.addAndGet(count);
        acknowledged.incrementAndGet();
    }

    /** Those since the last time. */
    List<String> newCalls() {
        return drained(calls);
    }

    long calls() {
        return callsInAll.get();
    }

    private static <T> List<T> drained(Queue<T> queue) {
        List<T> all = new ArrayList<>();
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    /** A look-up that was answered. */
    void answered() {
        acknowledged.incrementAndGet();
    }

    /** A request that got no answer, or the one to come back later. */
    void refused() {
        refused.incrementAndGet();
    }

    /** What must not happen. */
    void unexpected(String what) {
        unexpected.add(what);
    }

    /** Those since the last time. */
    List<String> newUnexpected() {
        return drained(unexpected);
    }

    long acknowledgedSoFar() {
        return acknowledged.get();
    }

    long refusedSoFar() {
        return refused.get();
    }
}
