package org.openbloctel.registry.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * What happens at the doors, written within a second by a thread of its own: a request never waits for it and never fails by it. Events
 * go to the database and to outlets off the machine; what one of them cannot take now is kept for it and tried again, up to
 * {@value #MAX_WAITING} events, of which a crash loses those of the last second. Of equal refusals the first is written, and those of the next
 * minute with it as one event that has their number; a crash loses this number. Thread-safe.
 */
public final class SecurityLog implements AutoCloseable {
    /** Events are kept for so long (deliberation CNIL 2021-122: six months to a year). */
    public static final Period KEPT = Period.ofMonths(12);

    private static final int MAX_WAITING = 20_000;
    private static final int BATCH = 1_000;
    private static final int MAX_SEEN = 100_000;
    private static final int MAX_REPEATS = 10_000;
    private static final int MAX_NETWORKS = 50;
    private static final int MAX_SHARING = 200;
    /** Six bytes as {@link Network#household} writes them. */
    private static final int IPV6_BEGINNING = "20:01:0d:b8:00:01:".length();

    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);
    private static final Duration FLUSHED_EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final SecurityRows rows;
    private final InstantSource clock;
    private final List<Waiting> outlets = new ArrayList<>();
    private final Map<Use, Sums> uses = new ConcurrentHashMap<>();
    private final Set<Seen> seen = ConcurrentHashMap.newKeySet();
    private final Map<SecurityEvent, Repeats> repeats = new ConcurrentHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final ReentrantLock flushing = new ReentrantLock();
    private final Semaphore end = new Semaphore(0);

    /** Over a database, with more outlets beside it. */
    public SecurityLog(Database database, InstantSource clock, List<Outlet> more) {
        this.database = database;
        this.rows = database.rows(SecurityRows.class);
        this.clock = clock;
        outlets.add(new Waiting(this::keep));
        more.forEach(outlet -> outlets.add(new Waiting(outlet)));
    }

    private void keep(List<SecurityEvent.Timed> events) {
        List<SecurityEvent.Timed> kept =
                events.stream().filter(timed -> timed.event().kind().kept()).toList();
        if (!kept.isEmpty()) {
            rows.insert(kept);
        }
    }

    /** Takes events. One call at a time; throws when it took none of them. */
    @FunctionalInterface
    public interface Outlet {
        void write(List<SecurityEvent.Timed> events);
    }

    private record Waiting(Outlet outlet, BlockingQueue<SecurityEvent.Timed> queue) {
        Waiting(Outlet outlet) {
            this(outlet, new LinkedBlockingQueue<>(MAX_WAITING));
        }
    }

    private record Use(String key, LocalDate day) {}

    private record Seen(String key, String network, LocalDate day) {}

    /** Equal refusals after one that was written. */
    private record Repeats(Instant since, Instant last, long times) {}

    private record Sums(LongAdder requests, LongAdder numbers) {}

    /** Starts to write; what fails is told and tried again. */
    public SecurityLog start(Consumer<Exception> failed) {
        Thread.ofPlatform().daemon().name("security-log").start(() -> run(failed));
        return this;
    }

    /** Notes an event. */
    public void record(SecurityEvent event) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!event.kind().warning() || !isRepeated(event, at)) {
            put(new SecurityEvent.Timed(at, event, 1));
        }
    }

    /** Whether an equal refusal was written within the last minute. This one is then counted. */
    private boolean isRepeated(SecurityEvent event, Instant at) {
        if (repeats.size() >= MAX_REPEATS && !repeats.containsKey(event)) {
            return false;
        }
        return repeats.compute(
                                event,
                                (key, before) -> before == null
                                        ? new Repeats(at, at, 0)
                                        : new Repeats(before.since(), at, before.times() + 1))
                        .times()
                > 0;
    }

    /** Writes the number of those whose minute is over. */
    private void putRepeats(Instant since) {
        repeats.forEach((event, counted) -> {
            if (!counted.since().isAfter(since)) {
                Repeats over = repeats.remove(event);
                if (over != null && over.times() > 0) {
                    put(new SecurityEvent.Timed(over.last(), event, over.times()));
                }
            }
        });
    }

    private void put(SecurityEvent.Timed timed) {
        for (Waiting waiting : outlets) {
            if (!waiting.queue().offer(timed)) {
                lost.incrementAndGet();
            }
        }
    }

    /** Counts a request with a key, and notes from where when that is new today. */
    public void used(String key, String network, String device) {
        LocalDate day = LegalCalendar.today(clock);
        sums(key, day).requests().increment();
        if (seen.size() < MAX_SEEN && seen.add(new Seen(key, network, day))) {
            record(new SecurityEvent(SecurityEvent.Kind.KEY_USED, key, "", network, device));
        }
    }

    /** Counts numbers that a key looked up. */
    public void lookedUp(String key, long numbers) {
        sums(key, LegalCalendar.today(clock)).numbers().add(numbers);
    }

    private Sums sums(String key, LocalDate day) {
        return uses.computeIfAbsent(new Use(key, day), use -> new Sums(new LongAdder(), new LongAdder()));
    }

    /** Writes what waits, to each outlet that takes it; throws the last fault when one did not. */
    @SuppressWarnings("IllegalCatch") // one outlet that is away stops no other
    public void flush() {
        flushing.lock();
        try {
            RuntimeException fault = null;
            long missing = lost.getAndSet(0);
            if (missing > 0) {
                record(new SecurityEvent(SecurityEvent.Kind.EVENTS_LOST, "", "", "", ""));
            }
            putRepeats(clock.instant().minus(COUNTED_FOR));
            for (Waiting waiting : outlets) {
                try {
                    write(waiting);
                } catch (RuntimeException e) {
                    fault = e;
                }
            }
            addUses();
            if (fault != null) {
                throw fault;
            }
        } finally {
            flushing.unlock();
        }
    }

    private static void write(Waiting waiting) {
        while (!waiting.queue().isEmpty()) {
            List<SecurityEvent.Timed> some =
                    waiting.queue().stream().limit(BATCH).toList();
            waiting.outlet().write(some);
            waiting.queue().drainTo(new ArrayList<>(), some.size());
        }
    }

    private void addUses() {
        LocalDate today = LegalCalendar.today(clock);
        seen.removeIf(one -> !one.day().equals(today));
        uses.forEach((use, sums) -> {
            long requests = sums.requests().sumThenReset();
            long numbers = sums.numbers().sumThenReset();
            try {
                if (requests + numbers > 0) {
                    rows.add(use.key(), use.day(), requests, numbers);
                } else if (!use.day().equals(today)) {
                    uses.remove(use);
                }
            } catch (RuntimeException e) {
                sums.requests().add(requests);
                sums.numbers().add(numbers);
                throw e;
            }
        });
    }

    /** The latest events before one that a filter lets through, newest first. */
    public List<SecurityEvent.Recorded> find(Filter filter, long before, int limit) {
        return SecurityRows.find(database, filter, before, limit);
    }

    /** Others who signed in from a network of some people: the same first 24 bits of an address, 48 in IPv6. */
    public List<String> sharingNetworks(Collection<String> actors) {
        Set<String> beginnings = rows.networks(actors, MAX_NETWORKS).stream()
                .map(SecurityLog::beginning)
                .collect(Collectors.toSet());
        return beginnings.isEmpty() ? List.of() : rows.signedIn(beginnings, actors, MAX_SHARING);
    }

    /** With the point or colon behind its last whole part. */
    private static String beginning(String network) {
        return network.indexOf(':') < 0
                ? network.substring(0, network.lastIndexOf('.') + 1)
                : network.substring(0, Math.min(network.length(), IPV6_BEGINNING));
    }

    /**
     * The use of a key on a day.
     *
     * @param key {@code key:} and its id
     * @param numbers how many it looked up
     */
    public record KeyUse(String key, LocalDate day, long requests, long numbers) {}

    /** The days on which a key was used, the latest first. */
    public List<KeyUse> uses(String key, int limit) {
        return rows.uses(key, limit);
    }

    /** Forgets what is too old. The database does it, by a role of its own that also looks at how old it is. */
    public int forget() {
        return rows.forget(LegalCalendar.startOf(LegalCalendar.today(clock).minus(KEPT)));
    }

    @SuppressWarnings("IllegalCatch") // what was not written is written the next time
    private void run(Consumer<Exception> failed) {
        try {
            do {
                try {
                    flush();
                } catch (RuntimeException e) {
                    failed.accept(e);
                }
            } while (!end.tryAcquire(FLUSHED_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops, after a last time. */
    @Override
    public void close() {
        end.release();
        flushing.lock();
        try {
            putRepeats(Instant.MAX);
        } finally {
            flushing.unlock();
        }
        flush();
    }

    /**
     * What to look for; empty texts let everything through.
     *
     * @param kind the name of a kind
     * @param actor whole
     * @param network whole
     */
    public record Filter(String kind, String actor, String network) {}
}
