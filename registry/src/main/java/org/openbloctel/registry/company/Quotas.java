package org.openbloctel.registry.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * Counts lines against the plan of whoever answers for them: the principal. Only new lines count; how many are new, the
 * submission knows. Of two submissions at once on the last lines one is refused: both take their turn at the plan's row.
 * Thread-safe; joins the transaction that is open.
 */
public final class Quotas {
    private final Database database;
    private final InstantSource clock;

    /** Quotas in this database. */
    public Quotas(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The plan that a company has today. */
    public Optional<Subscription> current(UUID company) {
        return Subscriptions.current(database, company, LegalCalendar.today(clock), "");
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
            boolean drawn = database.accounts()
                            .sql("select count(*) from accounts.quota_use where reference = ?")
                            .param(reference)
                            .query(Long.class)
                            .single()
                    > 0;
            if (drawn) {
                return plan;
            }
            Long limit = plan.linesPerSubmission();
            if (limit != null && newLines > limit) {
                throw new RefusedException(new CompanyRefusal.TooManyLines(newLines, limit));
            }
            draw(plan, newLines);
            database.accounts()
                    .sql("insert into accounts.quota_use (reference, subscription, lines, used_at) values (?, ?, ?, ?)")
                    .params(reference, plan.id(), newLines, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return lock(company);
        });
    }

    /** Gives back what a submission drew that came to nothing. Once, however often it is asked. */
    public void release(UUID reference) {
        database.inAccounts(() -> database.accounts()
                .sql("with gone as (delete from accounts.quota_use where reference = ? returning subscription, lines)"
                        + " update accounts.subscription s set used_lines = used_lines - gone.lines from gone"
                        + " where s.id = gone.subscription")
                .param(reference)
                .update());
    }

    /** Counts numbers that are checked one by one; refuses when fewer are left. Takes no note of which. */
    public void count(UUID company, long numbers) {
        database.runInAccounts(() -> {
            draw(lock(company), numbers);
        });
    }

    private Subscription lock(UUID company) {
        return Subscriptions.current(database, company, LegalCalendar.today(clock), " for update")
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoPlan()));
    }

    private void draw(Subscription plan, long lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("lines are counted, not given back: " + lines);
        }
        Long left = plan.linesLeft();
        if (left != null && lines > left) {
            LocalDate until = Objects.requireNonNull(plan.endsOn());
            throw new RefusedException(new CompanyRefusal.QuotaUsedUp(lines, left, until));
        }
        database.accounts()
                .sql("update accounts.subscription set used_lines = used_lines + ? where id = ?")
                .params(lines, plan.id())
                .update();
    }
}
