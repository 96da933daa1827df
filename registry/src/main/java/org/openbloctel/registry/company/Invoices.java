package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Message;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;

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
    private static final String INVOICES = "select i.*, p.received_on, c.year as by_year, c.number as by_number"
            + " from accounts.invoice i left join accounts.payment p on p.year = i.year and p.number = i.number"
            + " left join accounts.invoice c on c.credits_year = i.year and c.credits_number = i.number ";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Seller seller;

    /** Invoices in this database, of this seller. */
    public Invoices(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Seller seller) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.seller = seller;
    }

    /** A company's invoices and credit notes, the latest first. */
    public List<Invoice> of(UUID company) {
        return database.accounts()
                .sql(INVOICES + "where i.company = ? order by i.year desc, i.number desc")
                .param(company)
                .query(Invoices::invoice)
                .list();
    }

    /** Invoices for which money is awaited, the oldest first. */
    public List<Invoice> open() {
        return database.accounts()
                .sql(INVOICES + "where p.year is null and c.year is null and i.credits_year is null"
                        + " order by i.year, i.number")
                .query(Invoices::invoice)
                .list();
    }

    /** What was paid last, the latest first. */
    public List<Invoice> paid(int limit) {
        return database.accounts()
                .sql(INVOICES + "where p.year is not null order by p.recorded_at desc limit ?")
                .param(limit)
                .query(Invoices::invoice)
                .list();
    }

    /** An invoice, whosever it is. */
    public Invoice find(InvoiceNumber number) {
        return database.accounts()
                .sql(INVOICES + "where i.year = ? and i.number = ?")
                .params(number.year(), number.number())
                .query(Invoices::invoice)
                .optional()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
    }

    /** An invoice of a company. */
    public Invoice find(UUID company, InvoiceNumber number) {
        return Optional.of(find(number))
                .filter(invoice -> invoice.company().equals(company))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
    }

    /**
     * The money for an invoice came: what it is for begins.
     *
     * @param reference of the payment, as the bank gives it
     */
    public void paid(InvoiceNumber number, LocalDate receivedOn, String means, String reference, String actor) {
        database.runInAccounts(() -> {
            Invoice invoice = lockOpen(number);
            database.accounts()
                    .sql(
                            "insert into accounts.payment (year, number, received_on, means, reference, recorded_at, recorded_by)"
                                    + " values (:year, :number, :on, :means, :reference, :now, :by)")
                    .param("year", number.year())
                    .param("number", number.number())
                    .param("on", receivedOn)
                    .param("means", means)
                    .param("reference", reference)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("by", actor)
                    .update();
            Subscriptions.start(database, subscriptionOf(number), LegalCalendar.today(clock));
            tell(invoice, "company/paid");
            record(actor, "invoice.paid", number);
        });
    }

    /** Takes an unpaid invoice back by a credit note; what it was for is cancelled. */
    public Invoice credit(InvoiceNumber number, String actor) {
        return database.inAccounts(() -> {
            Invoice wrong = lockOpen(number);
            UUID subscription = subscriptionOf(number);
            LocalDate today = LegalCalendar.today(clock);
            List<Invoice.Line> lines = List.of(new Invoice.Line("credit " + number, -wrong.netCents()));
            InvoiceNumber given = insert(wrong.company(), subscription, lines, today, number);
            Subscriptions.cancel(database, subscription, clock);
            tell(find(given), "company/credited");
            record(actor, "invoice.credited", number);
            return find(given);
        });
    }

    /** Issues the invoice for an ordered plan, in the transaction of the order. */
    Invoice issue(UUID company, UUID subscription, Plan plan, boolean first, LocalDate today) {
        InvoiceNumber number = insert(company, subscription, lines(plan, first), today, null);
        Invoice invoice = find(number);
        tell(invoice, "company/invoice");
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

    private InvoiceNumber insert(
            UUID company, UUID subscription, List<Invoice.Line> lines, LocalDate day, @Nullable InvoiceNumber credits) {
        int year = day.getYear();
        int number = database.accounts()
                .sql("insert into accounts.invoice_head as h (year, last) values (?, 1)"
                        + " on conflict (year) do update set last = h.last + 1 returning last")
                .param(year)
                .query(Integer.class)
                .single();
        long net = lines.stream().mapToLong(Invoice.Line::cents).sum();
        long vat = vat(net);
        database.accounts()
                .sql("insert into accounts.invoice select :year, :number, id, :subscription, :day, :due, :seller,"
                        + " name || chr(10) || address, siren, :labels, :amounts, :net, :rate, :vat, :gross,"
                        + " :creditsYear, :creditsNumber from accounts.company where id = :company")
                .param("year", year)
                .param("number", number)
                .param("subscription", subscription)
                .param("company", company)
                .param("day", day)
                .param("due", credits == null ? day.plusDays(DUE_DAYS) : day)
                .param("seller", seller.printed())
                .param("labels", lines.stream().map(Invoice.Line::label).toArray(String[]::new))
                .param("amounts", lines.stream().map(Invoice.Line::cents).toArray(Long[]::new))
                .param("net", net)
                .param("rate", VAT_BASIS_POINTS)
                .param("vat", vat)
                .param("gross", net + vat)
                .param("creditsYear", credits == null ? null : credits.year(), Types.INTEGER)
                .param("creditsNumber", credits == null ? null : credits.number(), Types.INTEGER)
                .update();
        return new InvoiceNumber(year, number);
    }

    /** The VAT on an amount: rounded half up, away from zero, so that a credit note takes back to the cent. */
    public static long vat(long netCents) {
        long exact = Math.abs(netCents) * VAT_BASIS_POINTS;
        return Long.signum(netCents) * ((exact + WHOLE / 2) / WHOLE);
    }

    private Invoice lockOpen(InvoiceNumber number) {
        // The row may only be read and added to, so it is the company's that is locked: the same one as for an order.
        database.accounts()
                .sql("select id from accounts.company where id = ? for update")
                .param(find(number).company())
                .query(UUID.class)
                .single();
        Invoice invoice = find(number);
        if (!invoice.open()) {
            throw new RefusedException(new CompanyRefusal.InvoiceSettled());
        }
        return invoice;
    }

    private UUID subscriptionOf(InvoiceNumber number) {
        return database.accounts()
                .sql("select subscription from accounts.invoice where year = ? and number = ?")
                .params(number.year(), number.number())
                .query(UUID.class)
                .single();
    }

    private void tell(Invoice invoice, String template) {
        for (Member owner : Members.owners(database, invoice.company())) {
            Map<String, String> says = Map.of("number", invoice.number().toString());
            outbox.put(new Message(owner.email(), owner.locale(), template, says));
        }
    }

    private void record(String actor, String action, InvoiceNumber number) {
        audit.record(new AuditEntry(actor, action, "invoice:" + number, Map.of()));
    }

    private static Invoice invoice(ResultSet row, int n) throws SQLException {
        String[] labels = (String[]) row.getArray("labels").getArray();
        Long[] amounts = (Long[]) row.getArray("amounts_cents").getArray();
        List<Invoice.Line> lines = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            lines.add(new Invoice.Line(labels[i], amounts[i]));
        }
        return new Invoice(
                new InvoiceNumber(row.getInt("year"), row.getInt("number")),
                row.getObject("company", UUID.class),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("seller"),
                row.getString("buyer"),
                row.getString("buyer_siren"),
                lines,
                row.getLong("net_cents"),
                row.getInt("vat_basis_points"),
                row.getLong("vat_cents"),
                row.getLong("gross_cents"),
                number(row, "credits_year", "credits_number"),
                number(row, "by_year", "by_number"),
                row.getObject("received_on", LocalDate.class));
    }

    private static @Nullable InvoiceNumber number(ResultSet row, String year, String number) throws SQLException {
        return row.getObject(year) == null ? null : new InvoiceNumber(row.getInt(year), row.getInt(number));
    }
}
