package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * Orders of plans. The price and the limits are those of the day of the order and stay until the term, a year from the day it
 * is paid for. A plan that costs nothing starts at once. Thread-safe: orders of one company take their turn at its row.
 */
public final class Subscriptions {
    /** From so many days before a plan ends the next one can be ordered. */
    public static final int NEXT_FROM_DAYS = 30;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Plans plans;
    private final Invoices invoices;

    /** Orders in this database. */
    public Subscriptions(Database database, InstantSource clock, AuditTrail audit, Plans plans, Invoices invoices) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.plans = plans;
        this.invoices = invoices;
    }

    /** The plan that a company has today. */
    public Optional<Subscription> current(UUID company) {
        return current(database, company, LegalCalendar.today(clock), "");
    }

    /** The plan that is ordered and not paid for yet. */
    public Optional<Subscription> pending(UUID company) {
        return pending(database, company);
    }

    /** The plan that follows the running one: paid for, not begun. */
    public Optional<Subscription> next(UUID company) {
        return database.accounts()
                .sql("select * from accounts.subscription where company = ? and cancelled_at is null and starts_on > ?"
                        + " order by starts_on limit 1")
                .params(company, LegalCalendar.today(clock))
                .query(Subscriptions::subscription)
                .optional();
    }

    /**
     * Orders a plan for a verified company: free ones start at once, for others an invoice is issued, and they start when it is
     * paid. Refused while another is running that still gives something, up to a month before its end.
     */
    public Subscription order(UUID company, String code, String actor) {
        LocalDate today = LegalCalendar.today(clock);
        Plan plan = plans.find(code, today);
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            requireVerified(company);
            requireRoom(company, plan, today);
            boolean first = isFirst(company);
            database.accounts()
                    .sql(
                            "insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,"
                                    + " price_cents, ordered_at, ordered_by) values (:id, :company, :plan, :grid, :lines, :year,"
                                    + " :price, :now, :by)")
                    .param("id", id)
                    .param("company", company)
                    .param("plan", plan.code())
                    .param("grid", plan.from())
                    .param("lines", plan.linesPerSubmission())
                    .param("year", plan.linesPerYear())
                    .param("price", plan.priceCents())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("by", actor)
                    .update();
            if (plan.free()) {
                start(database, id, today);
            } else {
                invoices.issue(company, id, plan, first, today);
            }
            audit.record(new AuditEntry(actor, "plan.ordered", "subscription:" + id, Map.of("plan", plan.code())));
            return find(database, id);
        });
    }

    /** Of today's plans those that a company can order now. */
    public List<Plan> orderable(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        return plans.on(today).stream()
                .filter(plan -> obstacle(company, plan, today).isEmpty())
                .toList();
    }

    /** Refuses a plan that {@link #order} would refuse: before its price is shown as something to pay. */
    public void requireOrderable(UUID company, Plan plan) {
        requireRoom(company, plan, LegalCalendar.today(clock));
    }

    /** What a plan costs this company, in cents without VAT: what its invoice would say. */
    public long netCents(UUID company, Plan plan) {
        return Invoices.lines(plan, isFirst(company)).stream()
                .mapToLong(Invoice.Line::cents)
                .sum();
    }

    private boolean isFirst(UUID company) {
        return database.accounts()
                .sql("select not exists (select from accounts.subscription where company = ? and price_cents > 0"
                        + " and starts_on is not null)")
                .param(company)
                .query(Boolean.class)
                .single();
    }

    private void requireVerified(UUID company) {
        boolean verified = database.accounts()
                .sql("select state = 'VERIFIED' from accounts.company where id = ? for update")
                .param(company)
                .query(Boolean.class)
                .single();
        if (!verified) {
            throw new RefusedException(new CompanyRefusal.NotVerified());
        }
    }

    private void requireRoom(UUID company, Plan wanted, LocalDate today) {
        obstacle(company, wanted, today).ifPresent(obstacle -> {
            throw new RefusedException(obstacle);
        });
    }

    /** Why a company cannot order a plan now; empty when it can. */
    private Optional<Refusal> obstacle(UUID company, Plan wanted, LocalDate today) {
        if (pending(company).isPresent()) {
            return Optional.of(new CompanyRefusal.OrderPending());
        }
        Optional<LocalDate> nextEnds = next(company).flatMap(next -> Optional.ofNullable(next.endsOn()));
        return nextEnds.or(() -> current(company)
                        .filter(running -> !(running.givesWay() && !wanted.free()))
                        .flatMap(running -> Optional.ofNullable(running.endsOn()))
                        .filter(end -> today.isBefore(end.minusDays(NEXT_FROM_DAYS))))
                .map(CompanyRefusal.PlanRunning::new);
    }

    /** Starts a plan that is paid for: on this day, or when the running one ends that still gives something. */
    static void start(Database database, UUID id, LocalDate day) {
        Subscription ordered = find(database, id);
        LocalDate starts = day;
        Optional<Subscription> running = current(database, ordered.company(), day, " for update");
        if (running.isPresent() && running.get().givesWay() && ordered.priceCents() > 0) {
            database.accounts()
                    .sql("update accounts.subscription set ends_on = ? where id = ?")
                    .params(day, running.get().id())
                    .update();
        } else if (running.isPresent() && running.get().endsOn() != null) {
            starts = running.get().endsOn();
        }
        database.accounts()
                .sql("update accounts.subscription set starts_on = ?, ends_on = ? where id = ?")
                .params(starts, starts.plusYears(1), id)
                .update();
    }

    static void cancel(Database database, UUID id, InstantSource clock) {
        database.accounts()
                .sql("update accounts.subscription set cancelled_at = ? where id = ? and starts_on is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
    }

    static Optional<Subscription> current(Database database, UUID company, LocalDate day, String lock) {
        return database.accounts()
                .sql("select * from accounts.subscription where company = :company and cancelled_at is null"
                        + " and starts_on <= :day and ends_on > :day order by starts_on desc limit 1" + lock)
                .param("company", company)
                .param("day", day)
                .query(Subscriptions::subscription)
                .optional();
    }

    private static Optional<Subscription> pending(Database database, UUID company) {
        return database.accounts()
                .sql(
                        "select * from accounts.subscription where company = ? and cancelled_at is null and starts_on is null")
                .param(company)
                .query(Subscriptions::subscription)
                .optional();
    }

    private static Subscription find(Database database, UUID id) {
        List<Subscription> found = database.accounts()
                .sql("select * from accounts.subscription where id = ?")
                .param(id)
                .query(Subscriptions::subscription)
                .list();
        return found.getFirst();
    }

    private static Subscription subscription(ResultSet row, int n) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("plan"),
                row.getObject("lines_per_submission", Long.class),
                row.getObject("lines_per_year", Long.class),
                row.getLong("used_lines"),
                row.getLong("price_cents"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class));
    }
}
