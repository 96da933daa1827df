package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Invoices and what was paid. Numbers have no gaps: the year's row is locked until the invoice is committed, and an invoice that
 * is rolled back leaves its number to the next. None is changed; a mistake is taken back by a credit note. Thread-safe.
 */
public final class Invoices {
    /** Days until an invoice is due. */
    public static final int DUE_DAYS = 30;
    /** The rate of VAT, in basis points. */
    public static final int VAT_BASIS_POINTS = 2000;

    private static final int WHOLE = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Invoice.Seller seller;
    private final InvoiceRows rows;
    private final SubscriptionRows subscriptions;
    private final RunningPlans running;
    private final PowerRows powers;
    private final CompanyRows companies;
    private final MemberDirectory members;

    public Invoices(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Invoice.Seller seller) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.seller = seller;
        this.rows = InvoiceRows.in(database);
        this.subscriptions = database.rows(SubscriptionRows.class);
        this.running = new RunningPlans(database);
        this.powers = SubscriptionRows.powers(database);
        this.companies = database.rows(CompanyRows.class);
        this.members = new MemberDirectory(database);
    }

    /** A company's invoices and credit notes, the latest first. */
    public List<Invoice> of(UUID company) {
        return rows.of(company);
    }

    /** Invoices for which money is awaited, the oldest first. */
    public List<Invoice> open() {
        return rows.open();
    }

    /** What was paid last, the latest first. */
    public List<Invoice> paid(int limit) {
        return rows.paid(limit);
    }

    /** An invoice, whosever it is. */
    public Invoice find(Invoice.Serial number) {
        return rows.find(number).orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
    }

    public Invoice find(UUID company, Invoice.Serial number) {
        return Optional.of(find(number))
                .filter(invoice -> invoice.company().equals(company))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
    }

    /**
     * The money for an invoice came: what it is for begins.
     *
     * @param reference of the payment, as the bank gives it
     */
    public void paid(Invoice.Serial number, LocalDate receivedOn, String means, String reference, String actor) {
        database.runInAccounts(() -> {
            Invoice invoice = lockOpen(number);
            rows.insertPayment(number, receivedOn, means, reference, clock.instant(), actor);
            PowerRows.Change change = powers.change(invoice.company());
            running.start(rows.subscription(number), LegalCalendar.today(clock));
            notify(invoice, "company/paid");
            record(actor, "invoice.paid", number, change);
        });
    }

    /** Takes an unpaid invoice back by a credit note; what it was for is cancelled. */
    public Invoice credit(Invoice.Serial number, String actor) {
        return database.inAccounts(() -> {
            Invoice wrong = lockOpen(number);
            UUID subscription = rows.subscription(number);
            LocalDate today = LegalCalendar.today(clock);
            List<Invoice.Line> lines = List.of(new Invoice.Line("credit " + number, -wrong.netCents()));
            Invoice.Serial given = insert(wrong.company(), subscription, lines, today, today, number);
            PowerRows.Change change = powers.change(wrong.company());
            subscriptions.cancel(subscription, clock.instant());
            notify(find(given), "company/credited");
            record(actor, "invoice.credited", number, change);
            return find(given);
        });
    }

    /** Issues the invoice for an ordered plan, in the transaction of the order. */
    Invoice issue(UUID company, UUID subscription, Plan plan, boolean first, LocalDate today) {
        return issue(company, subscription, lines(plan, first), today, today.plusDays(DUE_DAYS));
    }

    /** Issues the invoice for a larger plan, due before the end of the running year. */
    Invoice issue(UUID company, UUID subscription, Upgrade upgrade, LocalDate today) {
        LocalDate last = upgrade.until().minusDays(1);
        LocalDate due = today.plusDays(DUE_DAYS);
        return issue(company, subscription, upgrade.lines(), today, due.isBefore(last) ? due : last);
    }

    private Invoice issue(UUID company, UUID subscription, List<Invoice.Line> lines, LocalDate today, LocalDate due) {
        Invoice.Serial number = insert(company, subscription, lines, today, due, null);
        Invoice invoice = find(number);
        notify(invoice, "company/invoice");
        return invoice;
    }

    /**
     * What a plan's invoice says.
     *
     * @param first whether it is the first plan that the company pays for
     */
    static List<Invoice.Line> lines(Plan plan, boolean first) {
        List<Invoice.Line> lines = new ArrayList<>();
        lines.add(new Invoice.Line("plan " + plan.code(), plan.priceCents()));
        if (first && plan.signupFeeCents() > 0) {
            lines.add(new Invoice.Line("signup-fee", plan.signupFeeCents()));
        }
        if (plan.yearlyFeeCents() > 0) {
            lines.add(new Invoice.Line("yearly-fee", plan.yearlyFeeCents()));
        }
        return lines;
    }

    private Invoice.Serial insert(
            UUID company,
            UUID subscription,
            List<Invoice.Line> lines,
            LocalDate day,
            LocalDate due,
            Invoice.@Nullable Serial credits) {
        Invoice.Serial number = new Invoice.Serial(day.getYear(), rows.nextNumber(day.getYear()));
        rows.insert(new InvoiceRows.Draft(
                number,
                company,
                subscription,
                day,
                due,
                seller.printed(),
                lines,
                VAT_BASIS_POINTS,
                vat(lines.stream().mapToLong(Invoice.Line::cents).sum()),
                credits));
        return number;
    }

    /** The VAT on an amount: rounded half up, away from zero, so that a credit note takes back to the cent. */
    public static long vat(long netCents) {
        long exact = Math.abs(netCents) * VAT_BASIS_POINTS;
        return Long.signum(netCents) * ((exact + WHOLE / 2) / WHOLE);
    }

    private Invoice lockOpen(Invoice.Serial number) {
        // The row may only be read and added to, so it is the company's that is locked: the same one as for an order.
        companies.takeTurn(find(number).company());
        Invoice invoice = find(number);
        if (!invoice.open()) {
            throw new RefusedException(new CompanyRefusal.InvoiceSettled());
        }
        return invoice;
    }

    private void notify(Invoice invoice, String template) {
        for (Member owner : members.owners(invoice.company())) {
            Map<String, String> says = Map.of("number", invoice.number().toString());
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), template, says));
        }
    }

    private void record(String actor, String action, Invoice.Serial number, PowerRows.Change change) {
        audit.record(new AuditEntry(actor, action, "invoice:" + number, change.made()));
    }
}
