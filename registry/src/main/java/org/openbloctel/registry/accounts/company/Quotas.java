package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Counts lines against the plan of the principal, who answers for them. Only new lines count; how many are new, the
 * submission knows. Of two submissions at once on the last lines one is refused: both take their turn at the plan's row.
 * Thread-safe; joins the transaction that is open.
 */
public final class Quotas {
    private final Database database;
    private final InstantSource clock;
    private final SubscriptionRows rows;
    private final RunningPlans running;

    public Quotas(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.rows = database.rows(SubscriptionRows.class);
        this.running = new RunningPlans(database);
    }

    /** The plan that a company has today. */
    public Optional<Subscription> current(UUID company) {
        return running.find(company, LegalCalendar.today(clock));
    }

    /** The plans that companies have today, in one statement; those without one are left out. */
    public Map<UUID, Subscription> current(Collection<UUID> companies) {
        return running.find(companies, LegalCalendar.today(clock));
    }

    /**
     * Draws new lines for a submission, or refuses and says what is left. Asked again for the same submission, it draws nothing.
     *
     * @param company the principal
     * @param reference the submission
     * @param newLines lines that were not checked in the last 30 days; none costs nothing
     */
    public Subscription reserve(UUID company, UUID reference, long newLines) {
        return database.inAccounts(() -> {
            Subscription plan = lock(company);
            if (rows.isDrawn(reference)) {
                return plan;
            }
            Long limit = plan.linesPerSubmission();
            if (limit != null && newLines > limit) {
                throw new RefusedException(new CompanyRefusal.TooManyLines(newLines, limit));
            }
            draw(plan, newLines);
            rows.insertUse(reference, plan.id(), newLines, clock.instant());
            return lock(company);
        });
    }

    /** Gives back what a submission drew that came to nothing. Once, however often it is asked. */
    public void release(UUID reference) {
        database.runInAccounts(() -> rows.deleteUse(reference));
    }

    /** Counts numbers that are checked one by one; refuses when fewer are left. Takes no note of which. */
    public void count(UUID company, long numbers) {
        database.runInAccounts(() -> draw(lock(company), numbers));
    }

    /** Asked twice: a plan that is replaced while its row is waited for is over afterwards, and only another statement sees the next one. */
    private Subscription lock(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        return running.lock(company, today)
                .or(() -> running.lock(company, today))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoPlan()));
    }

    private void draw(Subscription plan, long lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("lines are counted, not given back: " + lines);
        }
        Long left = plan.linesLeft();
        if (left != null && lines > left) {
            LocalDate until = Objects.requireNonNull(plan.endsOn());
            throw new RefusedException(new CompanyRefusal.QuotaUsedUp(lines, left, until.minusDays(1)));
        }
        rows.addUsed(plan.id(), lines);
    }
}
