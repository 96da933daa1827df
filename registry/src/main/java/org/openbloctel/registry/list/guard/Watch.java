package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The watch on what the fresh numbers of companies look like: signs and the stops made of them, signs too weak for a stop, which are noted for
 * the operator, canaries, and how much of the blocks of mobile numbers a company may ask for: that holds a file or a look-up, and stops no
 * company. Thread-safe.
 */
final class Watch {
    /** Stops within so many days lead up the ladder. */
    private static final int LADDER_DAYS = 30;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final GuardRules rules;
    private final int principals;
    private final Stop.Alarm alarm;
    private final Ledger ledger;
    private final GuardRows rows;
    private final NoteRows notes;
    private final Stops stops;
    private final StopRows stopRows;
    private final SpreadRows spreads;
    private final CanaryWatch canaries;
    private final Weeks weeks;
    private final Map<Pair, Unwritten> unwritten = new ConcurrentHashMap<>();
    private volatile Set<Pair> stopped = Set.of();

    /** The signs of a look-up, until the next exchange writes them down. */
    private record Unwritten(Pair pair, String actor, List<Sign.Found> found, Instant at) {}

    Watch(
            Database database,
            AuditTrail audit,
            InstantSource clock,
            MasterKeys master,
            GuardRules rules,
            int principals,
            Stop.Alarm alarm,
            Ledger ledger) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rules = rules;
        this.principals = principals;
        this.alarm = alarm;
        this.ledger = ledger;
        this.rows = new GuardRows(database);
        this.notes = NoteRows.in(database);
        this.stops = new Stops(database);
        this.stopRows = StopRows.in(database);
        this.spreads = database.rows(SpreadRows.class);
        this.canaries = new CanaryWatch(database, master);
        this.weeks = new Weeks(database, rules);
    }

    CanaryWatch canaries() {
        return canaries;
    }

    /** The stops that hold, as far as this server knows. */
    Set<Pair> stopped() {
        return stopped;
    }

    boolean isStopped(Pair pair) {
        Set<Pair> closed = stopped;
        return !closed.isEmpty() && (closed.contains(pair) || closed.contains(Pair.whole(pair.company())));
    }

    void load(UUID company, OppositionList list, LocalDate today) {
        weeks.load(company, list, today);
    }

    boolean knows(UUID company) {
        return weeks.knows(company);
    }

    /**
     * Watches the fresh numbers of a question. The account is locked.
     *
     * @throws RefusedException when too much of a number's block was asked for within the week, or the numbers show a sign: the pair is
     *     stopped on this server then, and the next exchange writes it down for all others, and stops the company if it is one too many
     */
    void lookUp(
            Asker asker,
            OppositionList list,
            Account account,
            PrintKey key,
            long[] e164s,
            int n,
            Instant now,
            LocalDate today) {
        List<Sign.Found> found = weeks.lookUp(asker, list, account, key, e164s, n, today, ledger);
        if (!found.isEmpty()) {
            Pair pair = Pair.of(asker);
            unwritten.putIfAbsent(pair, new Unwritten(pair, asker.actor(), found, now));
            follow(stopped);
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
    }

    private synchronized void follow(Set<Pair> written) {
        Set<Pair> all = new HashSet<>(written);
        all.addAll(unwritten.keySet());
        for (Pair pair : all) {
            if (!pair.isWhole() && !stopped.contains(pair)) {
                weeks.forget(pair.company()); // its numbers would stop the next principal
            }
        }
        for (Pair pair : stopped) {
            if (!all.contains(pair)) {
                weeks.forget(pair.company()); // it was lifted: what was seen before counts no more
            }
        }
        stopped = Set.copyOf(all);
    }

    /** Asks the database: a server that has just started does not know yet who is stopped. */
    boolean isClosed(Asker asker) {
        return stops.since(asker.company(), asker.principal()).isPresent();
    }

    /** The week's spread with the fresh numbers of a file, in the open transaction. {@link #leaves} writes it down if the file leaves. */
    Spread withFile(UUID company, Reading reading, Asked asked, LocalDate today, OppositionList list) {
        return weeks.withFile(company, reading, asked, today, list);
    }

    /** Signs of the file alone, of all that the company asked for within the week, and of the day on this server. */
    List<Sign.Found> inFile(
            Asker asker,
            Reading reading,
            Figures figures,
            Asked asked,
            Spread week,
            LocalDate today,
            OppositionList list) {
        List<Sign.Found> found = Sign.in(figures, rules);
        if (found.isEmpty()) {
            for (Pair pair : new LinkedHashSet<>(List.of(Pair.whole(asker.company()), Pair.of(asker)))) {
                FreshCounts counts = rows.counts(weekAgo(today), pair);
                found = found.isEmpty() ? Sign.in(counts.plus(figures.counts()), rules) : found;
            }
        }
        found = found.isEmpty() ? weeks.inWhole(reading, figures, asked.level(), list) : found;
        found = found.isEmpty() ? weeks.inDay(asker, reading, asked, today, list) : found;
        found = found.isEmpty() ? week.even(rules) : found;
        return found.isEmpty() ? canaries(asker.company(), reading, figures, today) : found;
    }

    /** Signs of the file of a poll. Digits by chance hit canaries, too: it is held for those beyond chance. */
    List<Sign.Found> inPoll(UUID company, Reading reading, Figures figures, LocalDate today) {
        List<Sign.Found> found = new ArrayList<>(Sign.in(figures, rules));
        found.removeIf(Polls.Poll::excuses);
        canaries(company, reading, figures, today).stream()
                .filter(Sign.Found::gross)
                .forEach(found::add);
        return found;
    }

    private List<Sign.Found> canaries(UUID company, Reading reading, Figures figures, LocalDate today) {
        return reading.canaries().isEmpty()
                ? List.of()
                : canaries.found(company, reading.canaries(), figures.counts().fresh(), today);
    }

    /** Stops the pair for the signs of a file, in the open transaction that holds the file. */
    Held stop(Asker asker, Reading reading, List<Sign.Found> found, Instant now) {
        Stop stop = stop(Pair.of(asker), asker.actor(), found, now, reading.total());
        canaries.inFile(asker, reading, now, false);
        weeks.forget(asker.company());
        return new Held.Signs(stop.shown());
    }

    /**
     * Holds a file that asks for too much of its blocks.
     *
     * @param week of the company, with the file; null where a person has looked at it, or at the papers of its poll
     * @param budget that of the file's principal
     */
    Optional<Held> covered(
            Asker asker, @Nullable Spread week, Reading reading, Asked asked, Budget budget, LocalDate today) {
        if (week == null) {
            return Optional.empty();
        }
        Spread.BlockShare file = week.of(reading, asked, (int) today.toEpochDay());
        double limit = rules.coverage(budget.year());
        if (!file.isOver(week.coverage(), limit)) {
            return Optional.empty();
        }
        limit = Math.max(limit, limit(asker.company(), Set.of(asker.principal()), today));
        return file.isOver(week.coverage(), limit)
                ? Optional.of(
                        new Held.Coverage((int) Math.ceil(100 * file.share()), (int) Math.floor(100 * limit + 1e-9)))
                : Optional.empty();
    }

    /**
     * The limit by the budgets of all principals for whom a company asked within the week, and of those for whom it asks now: a call centre
     * of forty clients may ask as much of a region as they may.
     */
    private double limit(UUID company, Collection<UUID> now, LocalDate today) {
        Set<UUID> principals = new HashSet<>(rows.principals(company, weekAgo(today), Integer.MAX_VALUE));
        principals.addAll(now);
        long year = ledger.budgets().usage(principals, today).values().stream()
                .mapToLong(one -> one.standing().budget().year())
                .sum();
        return rules.coverage(year);
    }

    /**
     * Writes down the week with a file that leaves, its canaries, and what is too weak for a stop.
     *
     * @param week null where a person has looked at it
     */
    void leaves(Asker asker, Reading reading, @Nullable Spread week, Instant now) {
        LocalDate today = LegalCalendar.dayOf(now);
        UUID company = asker.company();
        if (week != null) {
            weeks.keep(company, week, today);
        }
        canaries.inFile(asker, reading, now, true);
        if (week == null) {
            canaries.forgetSigns(company);
        } else {
            note(company, !reading.canaries().isEmpty(), today);
        }
    }

    /** Writes down the stops of look-ups. */
    void writeStops() {
        for (Unwritten stop : List.copyOf(unwritten.values())) {
            database.runInAccounts(() -> stop(stop.pair(), stop.actor(), stop.found(), stop.at(), 0));
            unwritten.remove(stop.pair(), stop);
        }
    }

    /** Exchanges the weeks of companies; returns whose changed. */
    Set<UUID> exchange() {
        return weeks.exchange();
    }

    /**
     * Judges what companies asked for within the week, on all servers together.
     *
     * @param asked who asked for something, and for whom
     * @param changed the companies whose spread changed
     * @param sighted the companies that asked for a canary
     */
    void judge(Set<Pair> asked, Set<UUID> changed, Set<UUID> sighted) {
        judge(asked);
        Set<UUID> used = new HashSet<>(changed);
        asked.forEach(pair -> used.add(pair.company()));
        used.addAll(sighted);
        used.forEach(company -> judge(company, sighted.contains(company)));
        weeks.forgetBefore(LegalCalendar.today(clock));
        follow(stops.closed());
    }

    private void judge(Set<Pair> asked) {
        List<Pair> open = asked.stream()
                .filter(pair -> !pair.isWhole() && !isStopped(pair))
                .toList();
        if (!open.isEmpty()) {
            rows.counts(weekAgo(LegalCalendar.today(clock)), open).forEach((pair, week) -> {
                List<Sign.Found> found = Sign.in(week, rules);
                if (!found.isEmpty()) {
                    database.runInAccounts(() -> stop(pair, "system", found, clock.instant(), 0));
                }
            });
        }
    }

    /**
     * Stops a pair for these signs, in the open transaction, or the company as a whole; returns the stop. One that holds already
     * stays as it is. Stops of one company come one after the other, so that the third knows of the two before.
     *
     * @param held the numbers of a file, which is held for it and counted nowhere yet
     */
    Stop stop(Pair pair, String actor, List<Sign.Found> found, Instant now, long held) {
        spreads.lock(pair.company(), LegalCalendar.dayOf(now));
        Instant since = LegalCalendar.daysBefore(now, LADDER_DAYS);
        // What a company knows of canaries, it knows for all its principals.
        boolean whole = pair.isWhole()
                || found.stream().anyMatch(sign -> sign.sign() == Sign.CANARIES)
                || stopRows.otherPrincipals(pair, since) + 1 >= principals;
        int others = stopRows.since(whole ? Pair.whole(pair.company()) : pair, since);
        Stop stop = new Stop(
                UUID.randomUUID(),
                pair.company(),
                pair.principal(),
                whole,
                Stop.Step.after(others, found.stream().anyMatch(Sign.Found::gross)),
                now,
                actor,
                Sign.text(found),
                Optional.empty());
        if (stopRows.insert(stop)) {
            write(stop, held);
        }
        return stop;
    }

    private void write(Stop stop, long held) {
        if (!stop.whole()) {
            spreads.clear(stop.company()); // or the numbers of this principal would stop the next one
        }
        Watched watched = rows.watched(weekAgo(LegalCalendar.dayOf(stop.at())), stop.company());
        Map<String, String> details =
                new TreeMap<>(Map.of("sign", stop.signs(), "step", stop.step().name()));
        if (stop.isForClient()) {
            details.put("principal", stop.principal().toString());
            details.put("whole", Boolean.toString(stop.whole()));
        }
        audit.record(new AuditEntry(stop.actor(), "guard.stopped", "company:" + stop.company(), details));
        alarm.stopped(stop, watched.asked() + held, watched.learnt());
    }

    private static LocalDate weekAgo(LocalDate today) {
        return today.minusDays(Guard.WATCHED_DAYS - 1);
    }

    /** Judges what a company asked for on behalf of all its principals: an attack cut in pieces is seen, and stops the one that asks. */
    private void judge(UUID company, boolean sighted) {
        database.runInAccounts(() -> {
            LocalDate today = LegalCalendar.today(clock);
            weeks.limit(company, refused -> limit(company, refused, today));
            List<Sign.Found> found = Sign.in(rows.counts(weekAgo(today), Pair.whole(company)), rules);
            found.addAll(weeks.even(company));
            if (found.isEmpty() && sighted) {
                found.addAll(canaries.found(company, Set.of(), 0, today));
            }
            if (found.isEmpty()) {
                note(company, sighted, today);
            } else {
                Pair pair =
                        rows.asking(company, weekAgo(today), found.getFirst()).orElse(Pair.whole(company));
                if (!isStopped(pair)) {
                    stop(pair, "system", found, clock.instant(), 0);
                }
            }
        });
    }

    /**
     * Notes the weak signs of a company that no sign stops, and how its week differs from what it asked for before: once a day each, with
     * the largest figure.
     *
     * @param sighted whether it asked for a canary just now
     */
    private void note(UUID company, boolean sighted, LocalDate today) {
        FreshCounts week = rows.watched(weekAgo(today), company).counts();
        List<Sign.Found> found = Sign.in(week, rules.weak());
        if (week.fresh() >= rules.least()) {
            OwnPast past = rows.pasts(weekAgo(today), Set.of(company)).getOrDefault(company, OwnPast.NONE);
            found.addAll(past.compared(week, rules));
        }
        if (sighted) {
            canaries.noted(company, today).ifPresent(found::add);
        }
        found.forEach(one -> notes.note(company, one.sign(), one.percent(), today));
    }
}
