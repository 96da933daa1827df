package org.openbloctel.registry.list.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.openbloctel.registry.list.guard.Asker;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.engine.AlsoAsked;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.list.OppositionList;

/**
 * Answers whether numbers are on the list, once the guard has metered them. Counts are exchanged with the database every few seconds, by
 * a thread of its own.
 *
 * <p>Thread-safe. Without a fresh list it refuses; when counts cannot be kept it answers all the same, and keeps them later.
 */
public final class Lookups implements AutoCloseable {
    /** The most numbers of one request. */
    public static final int MAX = 10_000;
    /** How many numbers a company looked up on a day is known for so long. */
    public static final Period COUNTS_KEPT = Period.ofYears(3);

    private static final Duration EXCHANGED_EVERY = Duration.ofSeconds(5);

    private final Publication publication;
    private final LookupRows rows;
    private final InstantSource clock;
    private final Guard guard;
    private final LookupTraces traces;
    private final Map<UUID, Tally> tallies = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final ReentrantLock exchanging = new ReentrantLock();
    private volatile boolean closed;

    /** Look-ups in this publication's list. */
    public Lookups(Publication publication, Database database, InstantSource clock, Guard guard, LookupTraces traces) {
        this.publication = publication;
        this.rows = database.rows(LookupRows.class);
        this.clock = clock;
        this.guard = guard;
        this.traces = traces;
    }

    /** Starts to exchange counts, and what the guard knows, with the database. */
    public Lookups start(Consumer<Exception> failed) {
        Thread.ofPlatform().daemon().name("lookup-counts").start(Lane.CHECKS.in(() -> run(failed)));
        return this;
    }

    /**
     * Looks numbers up by the newest list. Refuses when there is none, when they are too many, the company was stopped or its budget is
     * used up.
     */
    public Answers check(UUID company, String actor, Written numbers) {
        return checkOwn(company, actor, numbers, true);
    }

    /**
     * The same in a thread that may not wait for the database.
     *
     * @throws Guard.WouldWaitException when it would have to
     */
    public Answers checkAtOnce(UUID company, String actor, Written numbers) {
        return checkOwn(company, actor, numbers, false);
    }

    /** Hot code: a dialer's thousand numbers have one principal. */
    private Answers checkOwn(UUID company, String actor, Written numbers, boolean mayWait) {
        OppositionList list = publication.current();
        Several several = new Several();
        List<Judgement> judgements = judged(numbers, list, several);
        int n = judgements.size();
        long[] e164s = Arrays.copyOf(several.numbers, n + several.count);
        System.arraycopy(e164s, 0, e164s, n, several.count);
        for (int i = 0; i < n; i++) {
            e164s[i] = judgements.get(i).number().orElse(-1);
        }
        guard.answer(new Asker(company, company, actor, Asker.Door.LOOKUP), list, e164s, e164s.length, mayWait);
        traces.of(company, company).add(list.revision(), buffer -> {
            for (Judgement judgement : judgements) {
                trace(judgement, buffer);
            }
            for (int k = 0; k < several.count; k++) {
                buffer.beside(several.numbers[k]);
            }
        });
        return counted(company, list, judgements);
    }

    /**
     * The same on behalf of others.
     *
     * @param principals for each number, for whom it would be called: its budget is drawn on
     */
    public Answers check(UUID company, String actor, List<UUID> principals, Written numbers) {
        OppositionList list = publication.current();
        Several several = new Several();
        List<Judgement> judgements = judged(numbers, list, several);
        for (UUID principal : new LinkedHashSet<>(principals)) {
            long[] e164s = new long[judgements.size() + several.count];
            int n = 0;
            for (int i = 0; i < judgements.size(); i++) {
                if (principals.get(i).equals(principal)) {
                    e164s[n++] = judgements.get(i).number().orElse(-1);
                }
            }
            for (int k = 0; k < several.count; k++) {
                if (principals.get(several.places[k]).equals(principal)) {
                    e164s[n++] = several.numbers[k];
                }
            }
            guard.answer(new Asker(company, principal, actor, Asker.Door.LOOKUP), list, e164s, n, true);
            traces.of(company, principal)
                    .add(list.revision(), buffer -> trace(principal, principals, judgements, several, buffer));
        }
        return counted(company, list, judgements);
    }

    private static void trace(
            UUID principal,
            List<UUID> principals,
            List<Judgement> judgements,
            Several several,
            LookupTraces.Buffer buffer) {
        for (int i = 0; i < judgements.size(); i++) {
            if (principals.get(i).equals(principal)) {
                trace(judgements.get(i), buffer);
            }
        }
        for (int k = 0; k < several.count; k++) {
            if (principals.get(several.places[k]).equals(principal)) {
                buffer.beside(several.numbers[k]);
            }
        }
    }

    private static void trace(Judgement judgement, LookupTraces.Buffer buffer) {
        if (judgement.number().isPresent()) {
            buffer.number(judgement.number().getAsLong(), judgement.verdict());
        }
    }

    private static List<Judgement> judged(Written numbers, OppositionList list, Several several) {
        refuseTooMany(numbers);
        return numbers.judgedBy(new Judge(list, null, several));
    }

    /** The numbers of texts that hold several: the answer tells something of each. */
    private static final class Several implements AlsoAsked {
        private long[] numbers = {};
        private int[] places = {};
        private int count;

        @Override
        public void also(int place, long e164) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count + 4);
                places = Arrays.copyOf(places, numbers.length);
            }
            numbers[count] = e164;
            places[count++] = place;
        }
    }

    private Answers counted(UUID company, OppositionList list, List<Judgement> judgements) {
        tallies.computeIfAbsent(company, id -> new Tally()).add(judgements);
        return new Answers(list.revision(), judgements);
    }

    /** The fixed answers of a test key; nothing is looked up, counted or kept. */
    public Answers test(Written numbers) {
        refuseTooMany(numbers);
        return new Answers(0, TestAnswers.of(numbers));
    }

    private static void refuseTooMany(Written numbers) {
        if (numbers.size() > MAX) {
            throw new RefusedException(new ListRefusal.TooManyNumbers(MAX));
        }
    }

    /** Forgets counts that are older; returns how many. */
    public int forget() {
        return rows.forgetCounts(LegalCalendar.today(clock).minus(COUNTS_KEPT));
    }

    /** Adds counts to the database's, lets the guard do the same with what it knows, and writes the traces. */
    public void exchange() {
        exchanging.lock();
        try {
            tallies.forEach((company, tally) -> {
                Tally.Sums sums = tally.take();
                if (sums.requests() > 0) {
                    keep(company, tally, sums);
                }
            });
        } finally {
            exchanging.unlock();
            try {
                guard.exchange();
            } finally {
                traces.flush();
            }
        }
    }

    private void keep(UUID company, Tally tally, Tally.Sums sums) {
        try {
            rows.add(company, LegalCalendar.today(clock), sums);
        } catch (RuntimeException e) {
            tally.add(sums);
            throw e;
        }
    }

    @SuppressWarnings("IllegalCatch") // what could not be exchanged is exchanged the next time
    private void run(Consumer<Exception> failed) {
        try {
            while (!closed) {
                try {
                    exchange();
                } catch (RuntimeException e) {
                    failed.accept(e);
                }
                if (wake.tryAcquire(EXCHANGED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops exchanging, after a last time. */
    @Override
    public void close() {
        closed = true;
        wake.release();
        exchange();
    }

    /**
     * What was found, all by one revision.
     *
     * @param revision the list's revision; 0 for a test
     * @param judgements one for each number, in their order
     */
    public record Answers(long revision, List<Judgement> judgements) {}
}
