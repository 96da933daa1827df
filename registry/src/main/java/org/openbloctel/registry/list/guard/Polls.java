package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** Polls whose digits by chance the operator's people approved. Thread-safe. */
public final class Polls {
    /** They are kept for so many days after their last one. */
    public static final int KEPT_DAYS = 3 * 365;

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final PollRows rows;
    private final PowerRows powers;
    private final GuardRows drawn;
    private final CompanyDirectory companies;

    /** Polls of this database. */
    public Polls(Database database, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.rows = database.rows(PollRows.class);
        this.powers = powers(database);
        this.drawn = new GuardRows(database);
        this.companies = new CompanyDirectory(database);
    }

    /** Approved polls, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return PollRows.powers(database);
    }

    /** The approval of a campaign, if it has one: it may have ended. */
    public Optional<Poll> of(UUID campaign) {
        return rows.find(campaign);
    }

    /** The approval that holds for the files of a campaign today. */
    Optional<Poll> current(Optional<UUID> campaign, UUID principal, LocalDate today) {
        return campaign.flatMap(rows::find)
                .filter(poll -> poll.principal().equals(principal)
                        && poll.holdsOn(today)
                        && !database.isDoubted("poll", poll.campaign()));
    }

    /** What was drawn of its budget. */
    public Budgets.Standing standing(Poll poll) {
        return standing(poll, LegalCalendar.today(clock));
    }

    Budgets.Standing standing(Poll poll, LocalDate today) {
        GuardRows.Drawn of = drawn.drawn(Set.of(poll.campaign()), today.minusDays(Budgets.YEAR_DAYS - 1), today)
                .getFirst();
        return new Budgets.Standing(poll.budget(), of.today(), of.year(), today.plusDays(1), null);
    }

    /**
     * Approves the random digits of a poll.
     *
     * @param budget fresh numbers in all, and of a day
     * @param until the last day
     * @param papers which papers were shown
     */
    public void approve(UUID campaign, UUID principal, Budget budget, LocalDate until, String papers, String actor) {
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(campaign);
            rows.put(new Poll(campaign, principal, budget, until, papers, clock.instant(), actor, Optional.empty()));
            audit.record(new AuditEntry(
                    actor,
                    "guard.poll-approved",
                    "company:" + principal,
                    change.made(Map.of(
                            "campaign", campaign.toString(),
                            "numbers", Long.toString(budget.year()),
                            "day", Long.toString(budget.day()),
                            "until", until.toString(),
                            "papers", papers))));
        });
    }

    /** Ends an approval; false when it was ended before, or there was none. */
    public boolean end(UUID campaign, String actor) {
        return database.inAccounts(() -> {
            Optional<Poll> poll = rows.find(campaign);
            PowerRows.Change change = powers.change(campaign);
            boolean ended = poll.isPresent() && rows.end(campaign, clock.instant(), actor);
            if (ended) {
                audit.record(new AuditEntry(
                        actor,
                        "guard.poll-ended",
                        "company:" + poll.get().principal(),
                        change.made(Map.of("campaign", campaign.toString()))));
            }
            return ended;
        });
    }

    /** Erases what is too old, and what belonged to companies that are gone; returns how much. */
    int forget(LocalDate today) {
        return rows.forget(today.minusDays(KEPT_DAYS), companies.gone(rows.principals()));
    }

    /**
     * A poll that dials digits by chance, approved with papers.
     *
     * @param campaign whose files they are
     * @param principal for whom they are sent
     * @param budget fresh numbers in all, and of a day: those of its files alone, beside the principal's own budget
     * @param until the last day
     * @param papers which papers were shown
     * @param approvedBy the person of the operator who confirmed it
     * @param ended when it was ended before its last day
     */
    public record Poll(
            UUID campaign,
            UUID principal,
            @Nested Budget budget,
            LocalDate until,
            String papers,
            Instant approvedAt,
            String approvedBy,
            Optional<Instant> ended) {
        /** Whether it holds on a day. */
        public boolean holdsOn(LocalDate day) {
            return ended.isEmpty() && !day.isAfter(until);
        }

        /** Whether chance shows a sign where digits are dialled by chance. */
        static boolean excuses(Sign.Found found) {
            return found.sign() == Sign.UNASSIGNED || found.sign() == Sign.EVEN;
        }
    }
}
