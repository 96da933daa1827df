package org.openbloctel.registry.list.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
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
    private static final Duration IDLE = Duration.ofHours(1);
    /** In place of a version. */
    private static final long CHANGED = Long.MIN_VALUE;

    private final Database database;
    private final InstantSource clock;
    private final MasterKeys master;
    private final GuardRules rules;
    private final Stop.Alarm alarm;
    private final GuardRows rows;
    private final Stops stops;
    private final Budgets budgets;
    private final Uses uses = new Uses();
    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final Watches watches;
    private final CanaryWatch canaries;
    private final Notes notes;
    private final Draws draws;
    private final Covers covers;
    private final Polls polls;
    private final Stopping stopping;
    private final FileMeter files;
    private final Map<Pair, Unwritten> unwritten = new ConcurrentHashMap<>();
    private final Object exchanging = new Object();
    private volatile Set<Pair> stopped = Set.of();
    private volatile @Nullable PrintKey key;

    /** The signs of a look-up, until the next exchange writes them down. */
    private record Unwritten(Pair pair, String actor, List<Sign.Found> found, Instant at) {}

    /**
     * A guard.
     *
     * @param principals a company is stopped as a whole at the stop for so many of its principals within 30 days
     */
    public Guard(
            Database database,
            AuditTrail audit,
            InstantSource clock,
            MasterKeys master,
            GuardRules rules,
            int principals,
            Stop.Alarm alarm) {
        this.database = database;
        this.clock = clock;
        this.master = master;
        this.rules = rules;
        this.alarm = alarm;
        this.rows = new GuardRows(database);
        this.stops = new Stops(database);
        this.canaries = new CanaryWatch(database, master);
        this.notes = new Notes(database, rules, canaries);
        this.watches = new Watches(database, rules);
        this.budgets = new Budgets(database, clock, rules.free());
        this.draws = new Draws(database, clock, rows, stops, budgets, rules);
        this.covers = new Covers(rules, rows, budgets);
        this.polls = new Polls(database, audit, clock);
        this.stopping = new Stopping(database, audit, principals, alarm);
        this.files =
                new FileMeter(clock, rules, rows, stops, stopping, budgets, polls, watches, canaries, notes, covers);
    }

    /**
     * Keeps a journal of answered fresh numbers in this folder from now on, and refunds what servers that ended drew in vain, as far as
     * their journals there prove it. Called before anything is answered.
     *
     * @throws IOException when the folder or the journal cannot be made; the guard goes on without, and nothing is refunded after a kill
     */
    public Guard journalIn(Path folder) throws IOException {
        draws.journalIn(folder);
        return this;
    }

    /** The key of the prints; made at the first use. */
    PrintKey key() {
        PrintKey known = key;
        if (known == null) {
            byte[] made = Arrays.copyOf(MasterKeys.newDataKey(), PrintKey.BYTES);
            known = new PrintKey(master.unwrap(rows.key(master.wrap(made, WRAPPED_FOR)), WRAPPED_FOR));
            key = known;
        }
        return known;
    }

    private boolean isStopped(Pair pair) {
        Set<Pair> closed = stopped;
        return !closed.isEmpty() && (closed.contains(pair) || closed.contains(Pair.whole(pair.company())));
    }

    /** The budgets of plans and principals. */
    public Budgets budgets() {
        return budgets;
    }

    /** How principals stand, without what this server drew in advance and did not answer. Two statements, however many they are. */
    public Map<UUID, Budgets.Usage> usage(Collection<UUID> principals) {
        LocalDate today = LegalCalendar.today(clock);
        Map<UUID, Budgets.Usage> usage = budgets.usage(principals, today);
        usage.replaceAll(
                (principal, one) -> new Budgets.Usage(one.plan(), one.standing().without(unspent(principal, today))));
        return usage;
    }

    /** How a principal stands by this server's last draw, without what others drew since. Null when it drew nothing today. */
    public Budgets.@Nullable Left left(UUID principal) {
        Account account = accounts.get(principal);
        if (account == null) {
            return null;
        }
        synchronized (account) {
            return account.left(clock.instant().getEpochSecond());
        }
    }

    private long unspent(UUID principal, LocalDate today) {
        Account account = accounts.get(principal);
        if (account == null) {
            return 0;
        }
        synchronized (account) {
            return account.grant(today);
        }
    }

    /** Collects the numbers of a file. */
    public Reading reading() {
        return new Reading(key(), canaries.canaries());
    }

    CanaryWatch canaries() {
        return canaries;
    }

    @Nullable
    PrintJournal journal() {
        return draws.journal();
    }

    Stop.Alarm alarm() {
        return alarm;
    }

    /** How many stops hold: of companies, and of their pairs with principals. */
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
        if (isStopped(Pair.of(asker))) {
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
        Instant now = clock.instant();
        Account account = account(asker.principal());
        while (!answeredFromMemory(asker, list, account, e164s, n, now)) {
            if (!mayWait) {
                throw new WouldWaitException();
            }
            try {
                watches.load(asker.company(), list, LegalCalendar.dayOf(now));
                account = account(asker.principal()); // it may have been forgotten meanwhile
                draws.draw(asker, account, key(), e164s, n, now);
            } catch (DataAccessException e) {
                throw new RefusedException(new ListRefusal.NotMetered());
            } catch (MasterKeys.LostKeyException e) {
                throw new RefusedException(new ListRefusal.NotMetered()); // the exchange says so in the log
            } catch (TransactionException e) {
                throw new RefusedException(new ListRefusal.NotMetered()); // no connection was to be had
            }
        }
        canaries.answered(asker, key(), e164s, n, now);
    }

    private Account account(UUID principal) {
        return accounts.computeIfAbsent(principal, id -> new Account());
    }

    /** The account is locked for as long as that takes, and never while the database is waited for. */
    private boolean answeredFromMemory(
            Asker asker, OppositionList list, Account account, long[] e164s, int n, Instant now) {
        LocalDate today = LegalCalendar.dayOf(now);
        synchronized (account) {
            if (account.version() < 0 || !watches.knows(asker.company())) {
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
            watch(asker, list, account, e164s, n, now, today);
            account.spend(asker.principal(), today, draws.journal());
            return true;
        }
    }

    /** Notes the canaries among kept numbers that are on the list from now on: they are answered without being asked for. */
    public void kept(Asker asker, long[] e164s) {
        canaries.answered(asker, key(), e164s, e164s.length, clock.instant());
    }

    /** The database has to be asked before this can be answered. */
    public static final class WouldWaitException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WouldWaitException() {
            super("the database has to be asked first", null, false, false);
        }
    }

    private void watch(
            Asker asker, OppositionList list, Account account, long[] e164s, int n, Instant now, LocalDate today) {
        List<Sign.Found> found = watches.lookUp(asker, list, account, key(), e164s, n, today, uses);
        if (!found.isEmpty()) {
            stopAtOnce(asker, found, now);
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
    }

    /** Stops the pair on this server now; the next exchange writes it down for all others, and stops the company if it is one too many. */
    private void stopAtOnce(Asker asker, List<Sign.Found> found, Instant now) {
        Pair pair = Pair.of(asker);
        unwritten.putIfAbsent(pair, new Unwritten(pair, asker.actor(), found, now));
        follow(stopped);
    }

    private synchronized void follow(Set<Pair> written) {
        Set<Pair> all = new HashSet<>(written);
        all.addAll(unwritten.keySet());
        for (Pair pair : all) {
            if (!pair.isWhole() && !stopped.contains(pair)) {
                watches.forget(pair.company()); // its numbers would stop the next principal
            }
        }
        for (Pair pair : stopped) {
            if (!all.contains(pair)) {
                watches.forget(pair.company()); // it was lifted: what was seen before counts no more
            }
        }
        stopped = Set.copyOf(all);
    }

    /**
     * Meters a file, in the open transaction that publishes it; when it is held, nothing is drawn and nothing becomes known. A file of
     * an approved poll draws on the poll's budget, and is not held for what digits by chance look like; its numbers are known
     * afterwards as those of any file, but are no sign.
     */
    public Optional<Held> file(Asker asker, MeteredFile file, OppositionList list) {
        return files.meter(asker, file, list);
    }

    /**
     * Whether so many fresh numbers are within what is left of a budget now.
     *
     * @param campaign for which campaign they would be asked, if one was named
     */
    public boolean hasRoom(UUID principal, Optional<UUID> campaign, long needed) {
        LocalDate today = LegalCalendar.today(clock);
        return database.inAccounts(() -> polls.current(campaign, principal, today)
                        .map(poll -> polls.standing(poll, today))
                        .orElseGet(() -> budgets.of(principal, rows.read(principal), today))
                        .refusal(needed))
                == null;
    }

    /**
     * Writes down the questions and stops of this server, and reads those that other servers wrote down. One at a time: a thread that waited here with
     * the locks of a transaction would keep the other from ending.
     */
    public void exchange() {
        database.refuseOpen();
        synchronized (exchanging) {
            key();
            canaries.reload();
            Set<UUID> sighted = canaries.write();
            PrintJournal journal = draws.journal();
            long last = journal == null ? 0 : journal.last();
            Set<Pair> asked;
            try {
                asked = writeUses(); // the mail of a stop counts the question that it came with
            } finally {
                writeStops();
            }
            Set<UUID> used = new HashSet<>(watches.exchange());
            asked.forEach(pair -> used.add(pair.company()));
            used.addAll(sighted);
            accounts.forEach(this::exchange);
            if (journal != null) {
                journal.forget(last);
            }
            accounts.forEach((principal, account) -> draws.settle(principal, account, LegalCalendar.today(clock)));
            giveBackOfStopped();
            accounts.forEach(this::forgetIdle);
            judge(asked);
            used.forEach(company -> judge(company, sighted.contains(company)));
            watches.forgetBefore(LegalCalendar.today(clock));
            follow(stops.closed());
        }
    }

    private void writeStops() {
        for (Unwritten stop : List.copyOf(unwritten.values())) {
            database.runInAccounts(() -> stopping.stop(stop.pair(), stop.actor(), stop.found(), stop.at()));
            unwritten.remove(stop.pair(), stop);
        }
    }

    /** Returns who asked for something, and for whom. */
    private Set<Pair> writeUses() {
        Set<Pair> pairs = new HashSet<>();
        uses.take().forEach((by, sums) -> {
            try {
                rows.add(by, LegalCalendar.today(clock), sums, null);
                pairs.add(new Pair(by.company(), by.principal()));
            } catch (RuntimeException e) {
                uses.add(by, sums);
                throw e;
            }
        });
        return pairs;
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
            draws.settle(principal, copy);
            return Optional.of(copy);
        });
        synchronized (account) {
            written.ifPresent(account::written);
        }
    }

    /** An account that is not used gives its place back, and the rest of its draw, unless it is used again meanwhile. */
    private void forgetIdle(UUID principal, Account account) {
        Instant since = clock.instant().minus(IDLE);
        boolean idle;
        synchronized (account) {
            idle = account.isIdle(since);
        }
        if (idle) {
            giveBack(principal, account);
            accounts.computeIfPresent(principal, (id, known) -> known.end(since) ? null : known);
        }
    }

    /**
     * Gives back what was drawn for numbers that are not answered: once the stop is lifted, it is there again. Of a pair that is stopped the
     * principal goes on, by itself and by others.
     */
    private void giveBackOfStopped() {
        for (Pair pair : stopped) {
            Account account = pair.isWhole() ? accounts.get(pair.principal()) : null;
            if (account != null) {
                giveBack(pair.principal(), account);
            }
        }
    }

    private void giveBack(UUID principal, Account account) {
        LocalDate today = LegalCalendar.today(clock);
        long rest;
        synchronized (account) {
            rest = account.takeGrant(today);
        }
        draws.giveBack(principal, today, rest);
    }

    /** Judges what companies asked for on behalf of each principal within the week, on all servers together. */
    private void judge(Set<Pair> asked) {
        List<Pair> open = asked.stream()
                .filter(pair -> !pair.isWhole() && !isStopped(pair))
                .toList();
        if (!open.isEmpty()) {
            rows.counts(weekAgo(), open).forEach((pair, week) -> {
                List<Sign.Found> found = Sign.in(week, rules);
                if (!found.isEmpty()) {
                    database.runInAccounts(() -> stopping.stop(pair, "system", found, clock.instant()));
                }
            });
        }
    }

    private LocalDate weekAgo() {
        return LegalCalendar.today(clock).minusDays(WATCHED_DAYS - 1);
    }

    /** Judges what a company asked for on behalf of all its principals: an attack cut in pieces is seen, and stops the one that asks. */
    private void judge(UUID company, boolean sighted) {
        database.runInAccounts(() -> {
            LocalDate today = LegalCalendar.today(clock);
            watches.limit(company, refused -> covers.limit(company, refused, today));
            List<Sign.Found> found = Sign.in(rows.counts(weekAgo(), Pair.whole(company)), rules);
            found.addAll(watches.even(company));
            if (found.isEmpty() && sighted) {
                found.addAll(canaries.found(company, Set.of(), 0, today));
            }
            if (found.isEmpty()) {
                notes.note(company, sighted, today);
            } else {
                Pair pair = rows.asking(company, weekAgo(), found.getFirst()).orElse(Pair.whole(company));
                if (!isStopped(pair)) {
                    stopping.stop(pair, "system", found, clock.instant());
                }
            }
        });
    }

    /** Writes everything down, and gives back what was drawn and not used. */
    @Override
    public void close() {
        exchange();
        accounts.forEach(this::giveBack);
        try {
            draws.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
