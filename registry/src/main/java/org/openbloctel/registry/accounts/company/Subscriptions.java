package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Orders of plans. The price and the limits are those of the day of the order and stay until the term, a year from the day it
 * is paid for. A plan that costs nothing starts at once. A larger plan may be ordered for the rest of a year, a smaller one from its term.
 * Thread-safe: orders of one company take their turn at its row.
 */
public final class Subscriptions {
    /** From so many days before a plan ends the next one can be ordered. */
    public static final int NEXT_FROM_DAYS = 30;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Plans plans;
    private final Invoices invoices;
    private final CompanyRows companies;
    private final SubscriptionRows rows;
    private final RunningPlans running;
    private final PowerRows powers;

    /** Orders in this database. */
    public Subscriptions(Database database, InstantSource clock, AuditTrail audit, Plans plans, Invoices invoices) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.plans = plans;
        this.invoices = invoices;
        this.companies = CompanyRows.in(database);
        this.rows = database.rows(SubscriptionRows.class);
        this.running = new RunningPlans(database);
        this.powers = powers(database);
    }

    /** The orders, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return SubscriptionRows.powers(database);
    }

    /** The plan that a company has today. */
    public Optional<Subscription> current(UUID company) {
        return running.find(company, LegalCalendar.today(clock));
    }

    /** The plan that is ordered and not paid for yet. */
    public Optional<Subscription> pending(UUID company) {
        return rows.pending(company);
    }

    /** The plan that follows the running one: paid for, not begun. */
    public Optional<Subscription> next(UUID company) {
        return rows.next(company, LegalCalendar.today(clock));
    }

    /**
     * Orders a plan for a verified company: free ones start at once, for others an invoice is issued, and they start when it is
     * paid. Refused while another is running that still gives something, up to a month before its end.
     */
    public Subscription order(UUID company, String code, String actor) {
        return order(company, code, netCents(company, offered(code)), actor);
    }

    /**
     * Orders a plan at the price that the company was shown.
     *
     * @param shown in cents without VAT: refused when the price has changed since
     */
    public Subscription order(UUID company, String code, long shown, String actor) {
        LocalDate today = LegalCalendar.today(clock);
        Plan plan = plans.find(code, today);
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            requireVerified(company);
            requireOrderable(company, plan);
            requirePrice(shown, netCents(company, plan));
            boolean first = !rows.hasPaid(company);
            askCode(company, actor);
            PowerRows.Change change = powers.change(company);
            rows.insert(id, company, plan, plan.linesPerYear(), plan.priceCents(), null, clock.instant(), actor);
            if (plan.free()) {
                running.start(id, today);
            } else {
                invoices.issue(company, id, plan, first, today);
            }
            audit.record(new AuditEntry(
                    actor, "plan.ordered", "subscription:" + id, change.made(Map.of("plan", plan.code()))));
            return rows.get(id);
        });
    }

    /** A renewal of a company that was verified by documents alone: the operator writes it a letter, and its owner types the code. */
    private void askCode(UUID company, String actor) {
        if (rows.hasStarted(company) && companies.oweCode(company, clock.instant())) {
            audit.record(new AuditEntry(actor, "company.code-due", "company:" + company, Map.of()));
        }
    }

    /**
     * Orders a larger plan for the rest of the running year. The running one goes on until the invoice is paid.
     *
     * @param shown the price that was shown, in cents without VAT: refused when it has changed since
     */
    public Subscription upgrade(UUID company, String code, long shown, String actor) {
        LocalDate today = LegalCalendar.today(clock);
        Plan plan = plans.find(code, today);
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            requireVerified(company);
            Upgrade upgrade = requireUpgrade(company, plan);
            requirePrice(shown, upgrade.netCents());
            PowerRows.Change change = powers.change(company);
            LocalDate until = upgrade.until();
            rows.insert(
                    id, company, plan, upgrade.linesPerYear(), upgrade.yearPriceCents(), until, clock.instant(), actor);
            invoices.issue(company, id, upgrade, today);
            Map<String, String> facts = Map.of("plan", plan.code(), "upgrade-until", until.toString());
            audit.record(new AuditEntry(actor, "plan.ordered", "subscription:" + id, change.made(facts)));
            return rows.get(id);
        });
    }

    /** The way to a larger plan; refuses one that {@link #upgrade} would refuse: before its price is shown. */
    public Upgrade requireUpgrade(UUID company, Plan wanted) {
        if (pending(company).isPresent()) {
            throw new RefusedException(new CompanyRefusal.OrderPending());
        }
        Subscription running = current(company).orElseThrow(() -> new RefusedException(new CompanyRefusal.NoPlan()));
        return Upgrade.of(running, rows.plan(running.id()), wanted, LegalCalendar.today(clock))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.PlanRunning(
                        Objects.requireNonNull(running.endsOn()).minusDays(1))));
    }

    /** Of today's plans the larger ones for the rest of the running year, by their codes; none while an order is not paid for. */
    public Map<String, Upgrade> upgrades(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        Optional<Subscription> running = current(company);
        Map<String, Upgrade> upgrades = new LinkedHashMap<>();
        if (running.isPresent() && pending(company).isEmpty()) {
            Plan old = rows.plan(running.get().id());
            for (Plan plan : plans.on(today)) {
                Upgrade.of(running.get(), old, plan, today).ifPresent(upgrade -> upgrades.put(plan.code(), upgrade));
            }
        }
        return upgrades;
    }

    /** Whether the offer of today has a larger plan than a running subscription. */
    public boolean hasLarger(Subscription running) {
        Plan old = rows.plan(running.id());
        return offered().stream().anyMatch(plan -> Upgrade.isLarger(plan, old));
    }

    /** The last day of the year for whose rest a larger plan is ordered; empty for an order of a whole year. */
    public Optional<LocalDate> upgradeUntil(Subscription ordered) {
        return rows.upgradeUntil(ordered.id()).map(term -> term.minusDays(1));
    }

    /**
     * Withdraws the order that is not paid for, by a credit note.
     *
     * @return false when there is none
     */
    public boolean withdraw(UUID company, String actor) {
        return database.inAccounts(() -> {
            companies.takeTurn(company);
            Optional<Invoice> open =
                    invoices.of(company).stream().filter(Invoice::open).findFirst();
            open.ifPresent(invoice -> invoices.credit(invoice.number(), actor));
            return open.isPresent();
        });
    }

    /** The plans of today. */
    public List<Plan> offered() {
        return plans.on(LegalCalendar.today(clock));
    }

    /** The plan of today with this code; refuses any other code. */
    public Plan offered(String code) {
        return plans.find(code, LegalCalendar.today(clock));
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
        obstacle(company, plan, LegalCalendar.today(clock)).ifPresent(obstacle -> {
            throw new RefusedException(obstacle);
        });
    }

    /** What a plan costs this company, in cents without VAT: what its invoice would say. */
    public long netCents(UUID company, Plan plan) {
        return Invoices.lines(plan, !rows.hasPaid(company)).stream()
                .mapToLong(Invoice.Line::cents)
                .sum();
    }

    private void requireVerified(UUID company) {
        Company locked = companies.lock(company).orElseThrow();
        if (!locked.verified()) {
            throw new RefusedException(new CompanyRefusal.NotVerified());
        }
    }

    private static void requirePrice(long shown, long price) {
        if (shown != price) {
            throw new RefusedException(new CompanyRefusal.PriceChanged());
        }
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
                .map(end -> new CompanyRefusal.PlanRunning(end.minusDays(1)));
    }
}
