package org.openbloctel.registry.list.guard;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** What the operator's people see of the guard, and do about it. Thread-safe. */
public final class GuardDesk {
    /** Uses are kept for so many days: as long as a number is known. */
    public static final int USES_KEPT_DAYS = Asked.KNOWN_DAYS;
    /** Stops are kept for so many days after they were lifted. */
    public static final int STOPS_KEPT_DAYS = 3 * 365;

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Guard guard;
    private final GuardRows rows;
    private final PowerRows powers;
    private final StopRows stops;
    private final NoteRows notes;
    private final StopProvenanceRows provenances;
    private final CanaryRows canaries;
    private final Budgets budgets;
    private final CompanyDirectory companies;
    private final Polls polls;
    private final SpreadRows spreads;
    private final DrawRows draws;

    /**
     * A sign that was too weak for a stop.
     *
     * @param day on which its figure was the largest
     * @param sign its name and its figure
     */
    public record Note(UUID company, LocalDate day, String sign) {}

    /** A desk for a guard. */
    public GuardDesk(Database database, AuditTrail audit, InstantSource clock, Guard guard) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.guard = guard;
        this.rows = new GuardRows(database);
        this.powers = powers(database);
        this.stops = StopRows.in(database);
        this.notes = NoteRows.in(database);
        this.provenances = database.rows(StopProvenanceRows.class);
        this.canaries = database.rows(CanaryRows.class);
        this.budgets = guard.budgets();
        this.companies = new CompanyDirectory(database);
        this.polls = new Polls(database, audit, clock);
        this.spreads = database.rows(SpreadRows.class);
        this.draws = database.rows(DrawRows.class);
    }

    /** Raised budgets, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return GuardRows.powers(database);
    }

    /** The companies that are stopped, the latest first. */
    public List<Stop> stops() {
        return stops.current();
    }

    /** All stops of a company, the latest first. */
    public List<Stop> stops(UUID company) {
        return stops.of(company);
    }

    /** What companies asked for within the week, those that learnt most first. */
    public List<Watched> watched(int limit) {
        return rows.watched(weekAgo(), limit);
    }

    /** What one company asked for within the week. */
    public Watched watched(UUID company) {
        return rows.watched(weekAgo(), company);
    }

    /** What was noted of companies within the week, without stopping them; the latest first. */
    public List<Note> notes(int limit) {
        return notes.since(weekAgo(), null, limit);
    }

    /** All that was noted of one company, and is kept. */
    public List<Note> notes(UUID company, int limit) {
        return notes.since(LocalDate.EPOCH, company, limit);
    }

    /** How many canaries each of some companies asked for within 400 days. */
    public Map<UUID, Integer> canaries(Collection<UUID> asked) {
        return canaries.askedBy(asked, LegalCalendar.daysBefore(clock.instant(), USES_KEPT_DAYS));
    }

    /** What some companies asked for within the week, beside what they asked for before; those that asked for something. */
    public Map<UUID, OwnPast> pasts(Collection<UUID> asked) {
        return rows.pasts(weekAgo(), asked);
    }

    private LocalDate weekAgo() {
        return LegalCalendar.today(clock).minusDays(Guard.WATCHED_DAYS - 1);
    }

    /** The budget of a principal, and what was drawn of it. */
    public Budgets.Standing standing(UUID principal) {
        return standings(List.of(principal)).values().iterator().next();
    }

    /** The budgets of the principals that a company asked for within the week, those with the most fresh numbers first. */
    public Map<UUID, Budgets.Standing> standings(UUID company, int limit) {
        return standings(rows.principals(company, weekAgo(), limit));
    }

    private Map<UUID, Budgets.Standing> standings(List<UUID> principals) {
        Map<UUID, Budgets.Usage> usage = budgets.usage(principals, LegalCalendar.today(clock));
        Map<UUID, Budgets.Standing> standings = new LinkedHashMap<>();
        principals.forEach(principal ->
                standings.put(principal, requireNonNull(usage.get(principal)).standing()));
        return standings;
    }

    /**
     * Lifts stops of one company: it asks again, and what was counted before is no sign any more. Servers follow at their next exchange; one
     * before it writes down what this server counted until now.
     *
     * @param seen a stop that came since goes on
     * @param why in the person's words
     * @return false when none of them held
     */
    public boolean lift(List<Stop> seen, String actor, String why) {
        if (seen.isEmpty()) {
            return false;
        }
        UUID company = seen.getFirst().company();
        return database.inAccounts(() -> {
            Instant now = clock.instant();
            spreads.lock(company, LegalCalendar.dayOf(now));
            List<Stop> ended = stops.lift(seen.stream().map(Stop::id).toList(), new Stop.Lifted(now, actor, why));
            if (ended.isEmpty()) {
                return false;
            }
            ended.stream().map(Stop::closed).distinct().forEach(rows::forgetSigns);
            spreads.clear(company);
            if (ended.stream().anyMatch(Stop::whole)) {
                guard.canaries().forgetSigns(company);
            }
            ended.forEach(stop -> {
                Map<String, String> details = stop.whole()
                        ? Map.of("why", why)
                        : Map.of("why", why, "principal", stop.principal().toString());
                audit.record(new AuditEntry(actor, "guard.lifted", "company:" + company, details));
                guard.alarm().lifted(stop, now);
            });
            return true;
        });
    }

    /**
     * Raises the budget of a principal, who showed where its numbers come from. It never falls below that of its plan.
     *
     * @param until the last day
     * @param papers which papers were shown
     */
    public void raise(UUID principal, Budget budget, LocalDate until, String papers, String actor) {
        database.runInAccounts(() -> {
            rows.lock(principal);
            PowerRows.Change change = powers.change(principal);
            rows.raise(principal, budget, until);
            audit.record(new AuditEntry(
                    actor,
                    "guard.raised",
                    "company:" + principal,
                    change.made(Map.of(
                            "year", Long.toString(budget.year()),
                            "day", Long.toString(budget.day()),
                            "until", until.toString(),
                            "papers", papers))));
        });
    }

    /** Erases what is too old, and what belonged to companies that are gone; returns how much. */
    public int forget() {
        LocalDate today = LegalCalendar.today(clock);
        Instant stopsBefore = LegalCalendar.daysBefore(clock.instant(), STOPS_KEPT_DAYS);
        LocalDate usesBefore = today.minusDays(USES_KEPT_DAYS);
        return rows.forget(usesBefore)
                + draws.forget(usesBefore, today, companies.gone(draws.principals()))
                + stops.forget(stopsBefore, companies.gone(stops.companies()))
                + provenances.forget(stopsBefore, companies.gone(provenances.companies()))
                + notes.forget(usesBefore, companies.gone(notes.companies()))
                + canaries.forget(stopsBefore, companies.gone(canaries.companies()))
                + rows.forgetAccounts(companies.gone(rows.principals()))
                + polls.forget(today)
                + spreads.forget(today.minusDays(Guard.WATCHED_DAYS), companies.gone(spreads.companies()));
    }
}
