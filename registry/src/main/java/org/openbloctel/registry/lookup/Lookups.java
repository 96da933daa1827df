package org.openbloctel.registry.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.company.CompanyDirectory;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.publication.Publication;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.list.OppositionList;

/**
 * Answers whether numbers are on the list. Never asks the database to answer: counts, stops and what looked strange are exchanged with
 * it every few seconds, by a thread of its own. Whom this server stopped is stopped here at once, written down or not.
 *
 * <p>Thread-safe. Without a fresh list it refuses; when counts cannot be kept it answers all the same, and keeps them later.
 */
public final class Lookups implements AutoCloseable {
    /** How many numbers a company looked up on a day is known for so long. */
    public static final Period COUNTS_KEPT = Period.ofYears(3);

    private static final Duration EXCHANGED_EVERY = Duration.ofSeconds(5);

    private final Publication publication;
    private final Database database;
    private final LookupRows rows;
    private final CompanyDirectory companies;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final LookupRules rules;
    private final Map<UUID, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<UUID, Note> unwrittenStops = new ConcurrentHashMap<>();
    private final Queue<Note> strange = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private final ReentrantLock exchanging = new ReentrantLock();
    private volatile boolean closed;
    private volatile Set<UUID> stopped = Set.of();

    /** What is to be written down of a company. */
    private record Note(UUID company, String actor, String signs, Instant at) {}

    /**
     * A company that was stopped.
     *
     * @param sign what its look-ups looked like
     */
    public record Stop(UUID company, Instant at, String sign) {}

    /** Look-ups in this publication's list. */
    public Lookups(
            Publication publication, Database database, AuditTrail audit, InstantSource clock, LookupRules rules) {
        this.publication = publication;
        this.database = database;
        this.rows = new LookupRows(database);
        this.companies = new CompanyDirectory(database);
        this.audit = audit;
        this.clock = clock;
        this.rules = rules;
    }

    /** Starts to exchange counts and stops with the database. */
    public Lookups start(Consumer<Exception> failed) {
        Thread.ofPlatform().daemon().name("lookup-counts").start(() -> run(failed));
        return this;
    }

    /** Looks numbers up by the newest list. Refuses when there is none, when they are too many, or the company was stopped. */
    public Answers check(UUID company, String actor, Written numbers) {
        if (numbers.size() > rules.most()) {
            throw new RefusedException(new ListRefusal.TooManyNumbers(rules.most()));
        }
        if (stopped.contains(company)) {
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
        OppositionList list = publication.current();
        List<Judgement> judgements = numbers.judgedBy(new Judge(list));
        Instant now = clock.instant();
        Tally tally = tallies.computeIfAbsent(company, id -> new Tally(rules, now));
        Tally.Finding finding = tally.add(judgements, now);
        if (finding.stop()) {
            stop(new Note(company, actor, tally.heaviest().name(), now));
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
        if (!finding.fresh().isEmpty()) {
            strange.add(new Note(company, actor, signs(finding.fresh()), now));
        }
        return new Answers(list.revision(), judgements);
    }

    /** The fixed answers of a test key; nothing is looked up, counted or kept. */
    public Answers test(Written numbers) {
        if (numbers.size() > rules.most()) {
            throw new RefusedException(new ListRefusal.TooManyNumbers(rules.most()));
        }
        return new Answers(0, TestAnswers.of(numbers));
    }

    /** The companies that are stopped, the latest first. */
    public List<Stop> stops() {
        return rows.stops((row, n) -> new Stop(
                row.getObject("company", UUID.class), Columns.instant(row, "stopped_at"), row.getString("sign")));
    }

    /** Lets a company look up again, after somebody of the operator's has seen to it. Other servers follow within seconds. */
    public void lift(UUID company, String actor) {
        exchange();
        database.runInAccounts(() -> {
            int lifted = rows.lift(company);
            if (lifted > 0) {
                audit.record(entry(actor, "lookups.lifted", company, "operator"));
            }
        });
        exchange();
    }

    /** What a company looked up on a day, as far as it was exchanged. */
    public long countedOn(UUID company, LocalDate day) {
        return rows.countedOn(company, day);
    }

    /** Forgets counts that are older, and stops of companies that are gone; returns how many. */
    public int forget() {
        return rows.forgetCounts(LegalCalendar.today(clock).minus(COUNTS_KEPT)) + forgetStops();
    }

    private int forgetStops() {
        List<UUID> stopped = rows.stopped();
        return rows.forgetStops(companies.gone(stopped));
    }

    /** Adds counts to the database's, writes down what was found, and learns who is stopped. */
    public void exchange() {
        exchanging.lock();
        try {
            unwrittenStops.values().forEach(this::write);
            for (Note note = strange.peek(); note != null; note = strange.peek()) {
                audit.record(entry(note.actor(), "lookups.strange", note.company(), note.signs()));
                strange.remove();
            }
            tallies.forEach((company, tally) -> {
                Tally.Sums sums = tally.take();
                if (sums.requests() > 0) {
                    keep(company, tally, sums);
                }
            });
            followStops();
        } finally {
            exchanging.unlock();
        }
    }

    private void followStops() {
        Set<UUID> now = new HashSet<>();
        stops().forEach(stop -> now.add(stop.company()));
        Set<UUID> before;
        synchronized (this) {
            before = stopped;
            now.addAll(unwrittenStops.keySet());
            stopped = Set.copyOf(now);
        }
        for (UUID company : before) {
            Tally tally = tallies.get(company);
            if (!now.contains(company) && tally != null) {
                tally.forget(clock.instant());
            }
        }
    }

    private void keep(UUID company, Tally tally, Tally.Sums sums) {
        try {
            rows.add(company, LegalCalendar.today(clock), sums);
        } catch (RuntimeException e) {
            tally.putBack(sums);
            throw e;
        }
    }

    private synchronized void stop(Note note) {
        unwrittenStops.put(note.company(), note);
        Set<UUID> with = new HashSet<>(stopped);
        with.add(note.company());
        stopped = Set.copyOf(with);
        wake.release();
    }

    private void write(Note stop) {
        database.runInAccounts(() -> {
            int fresh = rows.stop(stop.company(), stop.at(), stop.signs());
            if (fresh > 0) {
                audit.record(entry(stop.actor(), "lookups.stopped", stop.company(), stop.signs()));
            }
        });
        unwrittenStops.remove(stop.company(), stop);
    }

    private static String signs(Set<Tally.Sign> signs) {
        return signs.stream().map(Tally.Sign::name).collect(Collectors.joining(" "));
    }

    private static AuditEntry entry(String actor, String action, UUID company, String sign) {
        return new AuditEntry(actor, action, "company:" + company, Map.of("sign", sign));
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
