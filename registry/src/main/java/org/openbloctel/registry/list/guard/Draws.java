package org.openbloctel.registry.list.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Draws from the budgets for look-ups. With a journal, each draw is recorded under it, so that the next start refunds what the journal
 * proves unused. Thread-safe.
 */
final class Draws {
    /** A server draws a fiftieth of a day's budget at a time, and at least so much, but no more than a fiftieth of what is left of the year. */
    private static final long MIN_DRAW = 100;

    private static final long PART = 50;

    private final Database database;
    private final GuardRows rows;
    private final Stops stops;
    private final Budgets budgets;
    private final GuardRules rules;
    private final DrawRows journaled;
    private final Refunds refunds;
    private volatile @Nullable PrintJournal journal;

    Draws(Database database, InstantSource clock, GuardRows rows, Stops stops, Budgets budgets, GuardRules rules) {
        this.database = database;
        this.rows = rows;
        this.stops = stops;
        this.budgets = budgets;
        this.rules = rules;
        this.journaled = new DrawRows(database);
        this.refunds = new Refunds(database, clock, rows, journaled);
    }

    /** Refunds the draws of servers that ended, and records those of this one under a journal of its own. */
    void journalIn(Path folder) throws IOException {
        refunds.ofEnded(PrintJournal.folder(folder));
        journal = PrintJournal.create(folder);
    }

    /** Refunds what is left of this server's draws; it answers no more. */
    void close() throws IOException {
        PrintJournal own = journal;
        if (own != null) {
            own.content().ifPresent(refunds::of);
            own.erase();
        }
    }

    @Nullable
    PrintJournal journal() {
        return journal;
    }

    /** In the open transaction. */
    private void add(UUID principal, LocalDate day, long numbers) {
        rows.draw(principal, day, numbers);
        PrintJournal into = journal;
        if (into != null) {
            journaled.add(new DrawRows.Key(into.id(), principal, day), numbers);
        }
    }

    /** Gives back what was drawn and is not needed. */
    void giveBack(UUID principal, LocalDate day, long numbers) {
        if (numbers > 0) {
            database.runInAccounts(() -> add(principal, day, -numbers));
        }
    }

    /** Takes off what was answered, in the transaction that makes its numbers known. */
    void settle(UUID principal, Account.Copy written) {
        PrintJournal of = journal;
        if (of != null) {
            written.spent()
                    .forEach((day, numbers) ->
                            journaled.settle(new DrawRows.Key(of.id(), principal, day), numbers, written.place()));
        }
    }

    /** Draws what these numbers need, and a little more for the next, by what all servers know. */
    void draw(Asker asker, Account account, PrintKey key, long[] e164s, int n, Instant now) {
        UUID principal = asker.principal();
        LocalDate today = LegalCalendar.dayOf(now);
        synchronized (account) {
            if (!account.use(now)) {
                return; // the caller asks for another one
            }
        }
        giveBackBefore(principal, account, today);
        Drawn drawn = database.inAccounts(() -> {
            GuardRows.Kept kept = rows.lock(principal);
            // A server that has just started does not know yet who is stopped.
            if (stops.since(asker.company(), asker.principal()).isPresent()) {
                throw new RefusedException(new ListRefusal.LookupsStopped());
            }
            Budgets.Standing standing = budgets.of(principal, kept, today);
            long unspent;
            long needed;
            synchronized (account) {
                account.read(kept.asked(), kept.version());
                account.coverageLimit(rules.coverage(standing.budget().year()));
                ListRefusal closed = standing.closed(account.asked());
                if (closed != null) {
                    account.close(today, closed);
                    return new Drawn(0, closed, standing);
                }
                account.look(key, e164s, n, (int) today.toEpochDay(), now);
                unspent = account.grant(today);
                needed = account.needed() - unspent;
            }
            if (needed <= 0) {
                return new Drawn(0, null, standing);
            }
            ListRefusal refusal = standing.without(unspent).refusal(needed + unspent);
            if (refusal != null) {
                owe(principal, account, today);
                return new Drawn(0, refusal, standing);
            }
            long share = Math.min(Math.max(MIN_DRAW, standing.budget().day() / PART), standing.leftOfYear() / PART);
            long more = Math.min(standing.left(), Math.max(needed, share));
            add(principal, today, more);
            return new Drawn(more, null, standing.without(-more));
        });
        synchronized (account) {
            account.grant(today, drawn.numbers());
            account.drew(drawn.standing());
        }
        if (drawn.refusal() != null) {
            throw new RefusedException(drawn.refusal());
        }
    }

    /** What was drawn, or why nothing was; and how the principal stands then. */
    private record Drawn(long numbers, @Nullable ListRefusal refusal, Budgets.Standing standing) {}

    /** Writes down that fresh numbers were refused, where they stand for others that were not: see {@link Budgets.Standing#closed}. */
    private void owe(UUID principal, Account account, LocalDate today) {
        long owed;
        synchronized (account) {
            owed = account.asked().level() == 0 ? 0 : account.owe(today);
        }
        if (owed > 0) {
            rows.draw(principal, today, owed);
        }
    }

    /** Gives back the rest of a day that is over: to that day, and so to the year. Today's budget stays as it is. */
    private void giveBackBefore(UUID principal, Account account, LocalDate today) {
        LocalDate drawn;
        long rest;
        synchronized (account) {
            drawn = account.grantDay();
            rest = drawn.isBefore(today) ? account.takeGrant(drawn) : 0;
        }
        giveBack(principal, drawn, rest);
    }

    /** An account that was closed for its budget answers again once that was raised; of a day that is over, the rest is given back. */
    void settle(UUID principal, Account account, LocalDate today) {
        giveBackBefore(principal, account, today);
        boolean closed;
        synchronized (account) {
            closed = account.closedBy(today) != null;
        }
        if (closed) {
            database.runInAccounts(() -> {
                Budgets.Standing standing = budgets.of(principal, rows.lock(principal), today);
                synchronized (account) {
                    if (standing.closed(account.asked()) == null) {
                        account.open();
                    }
                }
            });
        }
    }
}
