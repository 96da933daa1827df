package org.openbloctel.registry.list.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    private final Database database;
    private final InstantSource clock;
    private final MasterKeys master;
    private final Stop.Alarm alarm;
    private final GuardRows rows;
    private final Ledger ledger;
    private final Watch watch;
    private final Object exchanging = new Object();
    private volatile @Nullable PrintKey key;

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
        this.alarm = alarm;
        this.rows = new GuardRows(database);
        this.ledger = new Ledger(database, audit, clock, rules);
        this.watch = new Watch(database, audit, clock, master, rules, principals, alarm, ledger);
    }

    /**
     * Keeps a journal of answered fresh numbers in this folder from now on, and refunds what servers that ended drew in vain, as far as
     * their journals there prove it. Called before anything is answered.
     *
     * @throws IOException when the folder or the journal cannot be made; the guard goes on without, and nothing is refunded after a kill
     */
    public Guard journalIn(Path folder) throws IOException {
        ledger.journalIn(folder);
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

    /** The budgets of plans and principals. */
    public Budgets budgets() {
        return ledger.budgets();
    }

    /** How principals stand, without what this server drew in advance and did not answer. Two statements, however many they are. */
    public Map<UUID, Budgets.Usage> usage(Collection<UUID> principals) {
        return ledger.usage(principals);
    }

    /** How a principal stands by this server's last draw, without what others drew since. Null when it drew nothing today. */
    public Budgets.@Nullable Left left(UUID principal) {
        return ledger.left(principal);
    }

    /** Collects the numbers of a file. */
    public Reading reading() {
        return new Reading(key(), canaries().canaries());
    }

    CanaryWatch canaries() {
        return watch.canaries();
    }

    @Nullable
    PrintJournal journal() {
        return ledger.journal();
    }

    Stop.Alarm alarm() {
        return alarm;
    }

    /** How many stops hold: of companies, and of their pairs with principals. */
    public int stopped() {
        return watch.stopped().size();
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
        if (watch.isStopped(Pair.of(asker))) {
            throw new RefusedException(new ListRefusal.LookupsStopped());
        }
        Instant now = clock.instant();
        Account account = ledger.account(asker.principal());
        while (!answeredFromMemory(asker, list, account, e164s, n, now)) {
            if (!mayWait) {
                throw new WouldWaitException();
            }
            try {
                watch.load(asker.company(), list, LegalCalendar.dayOf(now));
                account = ledger.account(asker.principal()); // it may have been forgotten meanwhile
                ledger.draw(asker, account, key(), e164s, n, now);
            } catch (DataAccessException | TransactionException | MasterKeys.LostKeyException e) {
                // No answer of the database, no connection, or no key: the exchange says so in the log.
                throw new RefusedException(new ListRefusal.NotMetered());
            }
        }
        canaries().answered(asker, key(), e164s, n, now);
    }

    /** The account is locked for as long as that takes, and never while the database is waited for. */
    private boolean answeredFromMemory(
            Asker asker, OppositionList list, Account account, long[] e164s, int n, Instant now) {
        LocalDate today = LegalCalendar.dayOf(now);
        synchronized (account) {
            if (!watch.knows(asker.company()) || !ledger.suffices(account, key(), e164s, n, now, today)) {
                return false;
            }
            watch.lookUp(asker, list, account, key(), e164s, n, now, today);
            ledger.spend(asker.principal(), account, today);
            return true;
        }
    }

    /** Notes the canaries among kept numbers that are on the list from now on: they are answered without being asked for. */
    public void kept(Asker asker, long[] e164s) {
        canaries().answered(asker, key(), e164s, e164s.length, clock.instant());
    }

    /** The database has to be asked before this can be answered. */
    public static final class WouldWaitException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WouldWaitException() {
            super("the database has to be asked first", null, false, false);
        }
    }

    /**
     * Meters a file, in the open transaction that publishes it; when it is held, nothing is drawn and nothing becomes known. A file of
     * an approved poll draws on the poll's budget, and is not held for what digits by chance look like; its numbers are known
     * afterwards as those of any file, but are no sign.
     *
     * @param campaign for which campaign it was sent, if its sender named one
     * @param released whether a person of the operator has looked at it: its signs hold it no more
     */
    public Optional<Held> file(
            Asker asker, Reading reading, Optional<UUID> campaign, boolean released, OppositionList list) {
        UUID principal = asker.principal();
        Instant now = clock.instant();
        LocalDate today = LegalCalendar.dayOf(now);
        int day = (int) today.toEpochDay();
        GuardRows.Kept kept = rows.lock(principal);
        if (!released && watch.isClosed(asker)) {
            return Optional.of(new Held.Stopped());
        }
        Asked asked = Asked.read(kept.asked());
        asked.thin(reading.level());
        Figures figures = figures(reading, asked, day, list);
        Optional<Polls.Poll> poll = ledger.poll(campaign, principal, today);
        // A person has looked at a released file, or at the papers of a poll: it is no sign for the next one.
        Spread week =
                released || poll.isPresent() ? null : watch.withFile(asker.company(), reading, asked, today, list);
        List<Sign.Found> found = week != null
                ? watch.inFile(asker, reading, figures, asked, week, today, list)
                : released ? List.of() : watch.inPoll(asker.company(), reading, figures, today);
        if (!found.isEmpty()) {
            return Optional.of(watch.stop(asker, reading, found, now));
        }
        FreshCounts counts = figures.counts();
        long needed = Math.round(counts.fresh());
        // An estimate may exceed the file. A small file may have no number of the sample: one must still fit in.
        long required = Math.min(reading.total(), asked.level() == 0 ? needed : Math.max(needed, asked.scale()));
        Budgets.Standing standing = ledger.standing(poll, principal, kept, today);
        Optional<Held> held =
                over(standing, required).or(() -> watch.covered(asker, week, reading, asked, standing.budget(), today));
        if (held.isPresent()) {
            return held;
        }
        rows.draw(poll.map(Polls.Poll::campaign).orElse(principal), today, needed);
        reading.forEach((print, e164) -> asked.put(print, day));
        rows.write(principal, asked.written(day), kept.version() + 1);
        FreshCounts signs = week == null ? counts.withoutSigns() : counts;
        rows.add(
                Uses.By.of(asker),
                today,
                new Uses.Sums(reading.total(), figures.learnt(), signs),
                week == null ? null : figures.repeats());
        watch.leaves(asker, reading, week, now);
        return Optional.empty();
    }

    private static Figures figures(Reading reading, Asked asked, int day, OppositionList list) {
        Figures figures = new Figures(list.plan());
        reading.forEach((print, e164) -> {
            if (PrintKey.isSampled(print, asked.level())) {
                if (asked.knows(print, day)) {
                    figures.repeat();
                } else {
                    figures.add(print, e164, asked.scale(), list);
                }
            }
        });
        return figures;
    }

    private static Optional<Held> over(Budgets.Standing standing, long required) {
        if (standing.leftOfYear() < required) {
            return Optional.of(
                    new Held.YearBudget(required, standing.budget().year(), Math.max(0, standing.leftOfYear())));
        }
        return standing.left() < required
                ? Optional.of(new Held.DayBudget(required, standing.budget().day(), Math.max(0, standing.left())))
                : Optional.empty();
    }

    /**
     * Whether so many fresh numbers are within what is left of a budget now.
     *
     * @param campaign for which campaign they would be asked, if one was named
     */
    public boolean hasRoom(UUID principal, Optional<UUID> campaign, long needed) {
        return ledger.hasRoom(principal, campaign, needed);
    }

    /**
     * Writes down the questions and stops of this server, and reads those that other servers wrote down. One at a time: a thread that waited here with
     * the locks of a transaction would keep the other from ending.
     */
    public void exchange() {
        database.refuseOpen();
        synchronized (exchanging) {
            key();
            Set<UUID> sighted = canaries().write();
            Set<Pair> asked;
            try {
                asked = ledger.writeUses(); // the mail of a stop counts the question that it came with
            } finally {
                watch.writeStops();
            }
            Set<UUID> changed = watch.exchange();
            ledger.exchange(watch.stopped());
            watch.judge(asked, changed, sighted);
        }
    }

    /** Writes everything down, and gives back what was drawn and not used. */
    @Override
    public void close() {
        exchange();
        ledger.close();
    }
}
