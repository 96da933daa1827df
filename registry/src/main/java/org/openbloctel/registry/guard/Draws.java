package org.openbloctel.registry.guard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/** Draws from the budgets for look-ups. Thread-safe. */
final class Draws {
    /** A server draws a fiftieth of a day's budget at a time, and at least so much. */
    private static final long MIN_DRAW = 100;

    private static final long DRAWS_A_DAY = 50;

    private final Database database;
    private final GuardRows rows;
    private final Stops stops;
    private final Budgets budgets;

    Draws(Database database, GuardRows rows, Stops stops, Budgets budgets) {
        this.database = database;
        this.rows = rows;
        this.stops = stops;
        this.budgets = budgets;
    }

    /** Draws what these numbers need, and a little more for the next, by what all servers know. */
    void draw(Asker asker, Account account, PrintKey key, long[] e164s, int n, Instant now) {
        UUID principal = asker.principal();
        LocalDate today = LegalCalendar.dayOf(now);
        Drawn drawn = database.inAccounts(() -> {
            GuardRows.Kept kept = rows.lock(principal);
            // A server that has just started does not know yet who is stopped.
            if (stops.since(asker.company()).isPresent()) {
                throw new RefusedException(new ListRefusal.LookupsStopped());
            }
            Budgets.Standing standing = budgets.of(principal, kept, today);
            long needed;
            synchronized (account) {
                account.read(kept.asked(), kept.version());
                ListRefusal closed = standing.closed(account.asked());
                if (closed != null) {
                    account.close(today, closed);
                    return new Drawn(0, closed);
                }
                account.look(key, e164s, n, (int) today.toEpochDay(), now);
                needed = account.needed() - account.grant(today);
            }
            if (needed <= 0) {
                return new Drawn(0, null);
            }
            ListRefusal refusal = standing.refusal(needed);
            if (refusal != null) {
                owe(principal, account, today);
                return new Drawn(0, refusal);
            }
            long share = Math.max(MIN_DRAW, standing.budget().day() / DRAWS_A_DAY);
            long more = Math.min(standing.left(), Math.max(needed, share));
            rows.draw(principal, today, more);
            return new Drawn(more, null);
        });
        if (drawn.refusal() != null) {
            throw new RefusedException(drawn.refusal());
        }
        synchronized (account) {
            account.grant(today, drawn.numbers());
        }
    }

    /** What was drawn, or why nothing was. */
    private record Drawn(long numbers, @Nullable ListRefusal refusal) {}

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

    /** An account that was closed for its budget answers again once that was raised; of a day that is over, the rest is given back. */
    void settle(UUID principal, Account account, LocalDate today) {
        LocalDate drawn;
        long rest;
        boolean closed;
        synchronized (account) {
            drawn = account.grantDay();
            rest = drawn.isBefore(today) ? account.takeGrant(drawn) : 0;
            closed = account.closedBy(today) != null;
        }
        if (rest > 0) {
            rows.draw(principal, drawn, -rest);
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
