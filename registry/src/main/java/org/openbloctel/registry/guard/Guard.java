package org.openbloctel.registry.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.list.OppositionList;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Meters every question about numbers before it is answered, and stops companies that walk through the list. A look-up is answered
 * from memory while the fresh numbers that this server drew from the principal's budget last: it asks the database once a draw, not once a
 * question. A file is metered in the transaction that publishes it. What was found is the same on all servers within the five seconds
 * between two exchanges, and what was drawn is so at once.
 *
 * <p>Thread-safe. When fresh numbers cannot be drawn because the database is away, the answer is "cannot check".
 */
public final class Guard implements AutoCloseable {
    /** Signs and figures are of so many days. */
    public static final int WATCHED_DAYS = 7;

    private static final String WRAPPED_FOR = "guard";
    /** Stops within so many days lead up the ladder. */
    private static final int LADDER_DAYS = 30;

    private static final Duration IDLE = Duration.ofHours(1);
    /** In place of a version. */
    private static final long CHANGED = Long.MIN_VALUE;

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final MasterKeys master;
    private final GuardRules rules;
    private final Alarm alarm;
    private final GuardRows rows;
    private final StopRows stopRows;
    private final Stops stops;
    private final Budgets budgets;
    private final Uses uses = new Uses();
    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final Watches watches;
    private final Draws draws;
    private final Map<UUID, Stop> unwritten = new ConcurrentHashMap<>();
    private final Object exchanging = new Object();
    private volatile Set<UUID> stopped = Set.of();
    private volatile @Nullable PrintKey key;

    /** Is told of a stop, in the transaction that writes it down. */
    @FunctionalInterface
    public interface Alarm {
        /** A company was stopped; for about how many numbers of the list, the stop says. */
        void stopped(Stop stop, long asked, long learnt);
    }

    /** A guard. */
    public Guard(
            Database database,
            AuditTrail audit,
            InstantSource clock,
            MasterKeys master,
            GuardRules rules,
            Alarm alarm) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.master = master;
        this.rules = rules;
        this.alarm = alarm;
        this.rows = new GuardRows(database);
        this.stopRows = new StopRows(database);
        this.stops = new Stops(database);
        this.watches = new Watches(rules);
        this.budgets = new Budgets(database, clock, rules.free());
        this.draws = new Draws(database, rows, stops, budgets);
    }

    /** The key of the prints; made at the first use. */
    public PrintKey key() {
        PrintKey known = key;
        if (known == null) {
            byte[] made = Arrays.copyOf(MasterKeys.newDataKey(), PrintKey.BYTES);
            known = new PrintKey(master.unwrap(rows.key(master.wrap(made, WRAPPED_FOR)), WRAPPED_FOR));
            key = known;
        }
        return known;
    }

    /** Whether a company gets no answer, as far as this server knows. */
    public boolean isStopped(UUID company) {
        return stopped.contains(company);
    }

    Budgets budgets() {
        return budgets;
    }

    /** How many companies get no answer. */
    public int stopped() {
        return stopped.size();
    }

    /**
     * Meters numbers before they are answered.
     *
     * @param e164s the numbers, negative where there is none
     * @param mayWait whether this thread may wait for the database
     * @throws RefusedException when the company is stopped, these numbers stop it, or the principal's budget is used up: nothing may be
     *     answered then
     * @throws WouldWaitException when the database has to be asked first, and this thread may not wait
     */
    public void answer(Asker asker, OppositionList list, long[] e164s, int n, boolean mayWait) {
        if (isStopped(asker.company())) {
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
        Instant now = clock.instant();
        Account account = accounts.computeIfAbsent(asker.principal(), id -> new Account());
        while (!answeredFromMemory(asker, list, account, e164s, n, now)) {
            if (!mayWait) {
                throw new WouldWaitException();
            }
            try {
                draws.draw(asker, account, key(), e164s, n, now);
            } catch (DataAccessException e) {
                throw new RefusedException(new ListRefusal.NotMetered());
            } catch (MasterKeys.LostKeyException e) {
                throw new RefusedException(new ListRefusal.NotMetered()); // the exchange says so in the log
            } catch (TransactionException e) {
                throw new RefusedException(new ListRefusal.NotMetered()); // no connection was to be had
            }
        }
    }

    /** The account is locked for as long as that takes, and never while the database is waited for. */
    private boolean answeredFromMemory(
            Asker asker, OppositionList list, Account account, long[] e164s, int n, Instant now) {
        LocalDate today = LegalCalendar.dayOf(now);
        synchronized (account) {
            if (account.version() < 0) {
                return false;
            }
            ListRefusal closed = account.closedBy(today);
            if (closed != null) {
                throw new RefusedException(closed);
            }
            account.look(key(), e164s, n, (int) today.toEpochDay(), now);
            if (account.needed() > account.grant(today)) {
                return false;
            }
            watch(asker, list, account, n, now);
            account.spend(today, account.needed());
            return true;
        }
    }

    /** The database has to be asked before this can be answered. */
    public static final class WouldWaitException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WouldWaitException() {
            super("the database has to be asked first", null, false, false);
        }
    }

    private void watch(Asker asker, OppositionList list, Account account, int n, Instant now) {
        List<Sign.Found> found = watches.lookUp(asker, list, account, n, LegalCalendar.dayOf(now), uses);
        if (!found.isEmpty()) {
            stopAtOnce(asker, found, now);
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
    }

    /** Stops on this server now; the next exchange writes it down for all others. */
    private void stopAtOnce(Asker asker, List<Sign.Found> found, Instant now) {
        Stop.Step step = found.stream().anyMatch(Sign.Found::gross) ? Stop.Step.SUSPEND : Stop.Step.HOLD;
        Stop stop =
                new Stop(UUID.randomUUID(), asker.company(), step, now, asker.actor(), text(found), Optional.empty());
        unwritten.putIfAbsent(asker.company(), stop);
        follow(stopped);
    }

    private static String text(List<Sign.Found> found) {
        return found.stream().map(Sign.Found::toString).collect(Collectors.joining(", "));
    }

    private synchronized void follow(Set<UUID> written) {
        Set<UUID> all = new HashSet<>(written);
        all.addAll(unwritten.keySet());
        for (UUID company : stopped) {
            if (!all.contains(company)) {
                watches.forget(company); // it was lifted: what was seen before counts no more
            }
        }
        stopped = Set.copyOf(all);
    }

    /** Why a file does not leave. */
    public sealed interface Held {
        /** So many fresh numbers are more than is left of the day's budget; tomorrow there is another. */
        record DayBudget(long needed, long budget) implements Held {}

        /** They are more than is left of the year's. */
        record YearBudget(long needed, long budget) implements Held {}

        /** What its numbers look like: the company is stopped by it. */
        record Signs(String figures) implements Held {}

        /** The company was stopped before. */
        record Stopped() implements Held {}
    }

    /**
     * Meters a file, in the open transaction that publishes it; when it is held, nothing is drawn and nothing becomes known.
     *
     * @param released whether a person of the operator has looked at it: its signs hold it no more
     */
    public Optional<Held> file(Asker asker, Reading reading, OppositionList list, boolean released) {
        Instant now = clock.instant();
        LocalDate today = LegalCalendar.dayOf(now);
        int day = (int) today.toEpochDay();
        GuardRows.Kept kept = rows.lock(asker.principal());
        if (!released && stops.since(asker.company()).isPresent()) {
            return Optional.of(new Held.Stopped());
        }
        Asked asked = Asked.read(kept.asked());
        asked.thin(reading.level());
        Figures figures = new Figures(list.plan());
        reading.forEach((print, e164) -> {
            if (PrintKey.isSampled(print, asked.level()) && !asked.knows(print, day)) {
                figures.add(print, e164, asked.scale(), list);
            }
        });
        Counts counts = figures.counts();
        List<Sign.Found> found = released ? List.of() : found(asker.company(), figures, today);
        if (found.isEmpty() && !released) {
            found = watches.inWhole(reading, figures, asked.level(), list);
        }
        if (found.isEmpty() && !released) {
            found = watches.inDay(asker.company(), reading, asked, today, list);
        }
        if (!found.isEmpty()) {
            boolean gross = found.stream().anyMatch(Sign.Found::gross);
            Stop stop = new Stop(
                    UUID.randomUUID(),
                    asker.company(),
                    step(asker.company(), gross, now),
                    now,
                    asker.actor(),
                    text(found),
                    Optional.empty());
            write(stop);
            return Optional.of(new Held.Signs(stop.signs()));
        }
        long needed = Math.round(counts.fresh());
        // An estimate may exceed the file. A small file may have no number of the sample: one must still fit in.
        long required = Math.min(reading.total(), asked.level() == 0 ? needed : Math.max(needed, asked.scale()));
        Budgets.Standing standing = budgets.of(asker.principal(), kept, today);
        if (standing.leftOfYear() < required) {
            return Optional.of(new Held.YearBudget(required, standing.budget().year()));
        }
        if (standing.left() < required) {
            return Optional.of(new Held.DayBudget(required, standing.budget().day()));
        }
        rows.draw(asker.principal(), today, needed);
        reading.forEach((print, e164) -> asked.put(print, day));
        rows.write(asker.principal(), asked.written(day), kept.version() + 1);
        // A person has looked at a released file: what it looks like is no sign for the next one.
        Counts shown = released ? counts.withoutSigns() : counts;
        rows.add(Uses.By.of(asker), today, new Uses.Sums(reading.total(), figures.learnt(), shown));
        return Optional.empty();
    }

    /** Those of the file alone, and those of all that the company asked for within the week. */
    private List<Sign.Found> found(UUID company, Figures figures, LocalDate today) {
        List<Sign.Found> found = Sign.in(figures, rules);
        Counts week = rows.watched(today.minusDays(WATCHED_DAYS - 1), company).counts();
        return found.isEmpty() ? Sign.in(week.plus(figures.counts()), rules) : found;
    }

    private Stop.Step step(UUID company, boolean gross, Instant now) {
        return Stop.Step.after(stopRows.since(company, LegalCalendar.daysBefore(now, LADDER_DAYS)), gross);
    }

    private void write(Stop stop) {
        if (stopRows.insert(stop)) {
            Watched watched = rows.watched(LegalCalendar.dayOf(stop.at()).minusDays(WATCHED_DAYS - 1), stop.company());
            audit.record(new AuditEntry(
                    stop.actor(),
                    "guard.stopped",
                    "company:" + stop.company(),
                    Map.of("sign", stop.signs(), "step", stop.step().name())));
            alarm.stopped(stop, watched.asked(), watched.learnt());
        }
    }

    /** Writes down what was asked and who was stopped, and learns what other servers wrote down. */
    public void exchange() {
        synchronized (exchanging) {
            key();
            writeStops();
            Set<UUID> used = writeUses();
            accounts.forEach(this::exchange);
            accounts.forEach((principal, account) -> draws.settle(principal, account, LegalCalendar.today(clock)));
            giveBackOfStopped();
            accounts.entrySet().removeIf(entry -> isIdle(entry.getKey(), entry.getValue()));
            used.forEach(this::judge);
            follow(stops.companies());
        }
    }

    private void writeStops() {
        for (Stop stop : List.copyOf(unwritten.values())) {
            database.runInAccounts(() -> {
                boolean gross = stop.step() == Stop.Step.SUSPEND;
                write(stop.at(step(stop.company(), gross, stop.at())));
            });
            unwritten.remove(stop.company(), stop);
        }
    }

    /** Returns the companies that asked for something. */
    private Set<UUID> writeUses() {
        Set<UUID> companies = new HashSet<>();
        uses.take().forEach((by, sums) -> {
            try {
                rows.add(by, LegalCalendar.today(clock), sums);
                companies.add(by.company());
            } catch (RuntimeException e) {
                uses.add(by, sums);
                throw e;
            }
        });
        return companies;
    }

    private void exchange(UUID principal, Account account) {
        long known;
        synchronized (account) {
            known = account.isChanged() ? CHANGED : account.version();
        }
        if (known != CHANGED && rows.version(principal) == known) {
            return;
        }
        int today = (int) LegalCalendar.today(clock).toEpochDay();
        Optional<Account.Copy> written = database.inAccounts(() -> {
            GuardRows.Kept kept = rows.lock(principal);
            Account.Copy copy;
            synchronized (account) {
                account.read(kept.asked(), kept.version());
                if (!account.isChanged()) {
                    return Optional.empty();
                }
                copy = account.copy(today);
            }
            rows.write(principal, copy.asked(), copy.version());
            return Optional.of(copy);
        });
        synchronized (account) {
            written.ifPresent(account::written);
        }
    }

    /** An account that is not used gives its place back, and the rest of its draw. */
    private boolean isIdle(UUID principal, Account account) {
        boolean idle;
        synchronized (account) {
            idle = !account.isChanged()
                    && account.used().isBefore(clock.instant().minus(IDLE));
        }
        if (idle) {
            giveBack(principal, account);
        }
        return idle;
    }

    /** What was drawn for numbers that were not answered: once the stop is lifted, it is there again. */
    private void giveBackOfStopped() {
        for (UUID company : stopped) {
            Account account = accounts.get(company);
            if (account != null) {
                giveBack(company, account);
            }
        }
    }

    private void giveBack(UUID principal, Account account) {
        LocalDate today = LegalCalendar.today(clock);
        long rest;
        synchronized (account) {
            rest = account.takeGrant(today);
        }
        if (rest > 0) {
            rows.draw(principal, today, -rest);
        }
    }

    /** What a company asked for within the week on all servers together. */
    private void judge(UUID company) {
        database.runInAccounts(() -> {
            Instant now = clock.instant();
            LocalDate since = LegalCalendar.dayOf(now).minusDays(WATCHED_DAYS - 1);
            List<Sign.Found> found = Sign.in(rows.watched(since, company).counts(), rules);
            if (!found.isEmpty() && !isStopped(company)) {
                boolean gross = found.stream().anyMatch(Sign.Found::gross);
                write(new Stop(
                        UUID.randomUUID(),
                        company,
                        step(company, gross, now),
                        now,
                        "system",
                        text(found),
                        Optional.empty()));
            }
        });
    }

    /** Writes everything down, and gives back what was drawn and not used. */
    @Override
    public void close() {
        exchange();
        accounts.forEach(this::giveBack);
    }
}
