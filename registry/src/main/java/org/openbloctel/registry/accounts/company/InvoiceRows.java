package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of invoices, of their numbers and of payments. Rows of invoices are never changed. */
final class InvoiceRows {
    private static final String INVOICES = """
            select i.*, p.received_on, c.year as by_year, c.number as by_number
            from accounts.invoice i
                left join accounts.payment p on p.year = i.year and p.number = i.number
                left join accounts.invoice c on c.credits_year = i.year and c.credits_number = i.number
            """;

    private final Database database;

    InvoiceRows(Database database) {
        this.database = database;
    }

    List<Invoice> of(UUID company) {
        return database.accounts()
                .sql(INVOICES + "where i.company = :company order by i.year desc, i.number desc")
                .param("company", company)
                .query(InvoiceRows::invoice)
                .list();
    }

    List<Invoice> open() {
        return database.accounts()
                .sql(INVOICES + """
                        where p.year is null and c.year is null and i.credits_year is null
                        order by i.year, i.number
                        """)
                .query(InvoiceRows::invoice)
                .list();
    }

    List<Invoice> paid(int limit) {
        return database.accounts()
                .sql(INVOICES + "where p.year is not null order by p.recorded_at desc limit :limit")
                .param("limit", limit)
                .query(InvoiceRows::invoice)
                .list();
    }

    Optional<Invoice> find(Invoice.Serial number) {
        return database.accounts()
                .sql(INVOICES + "where i.year = :year and i.number = :number")
                .param("year", number.year())
                .param("number", number.number())
                .query(InvoiceRows::invoice)
                .optional();
    }

    UUID subscription(Invoice.Serial number) {
        return database.accounts()
                .sql("select subscription from accounts.invoice where year = :year and number = :number")
                .param("year", number.year())
                .param("number", number.number())
                .query(UUID.class)
                .single();
    }

    /** The next number of a year; its row stays locked until the transaction ends, so that no number is left out. */
    int nextNumber(int year) {
        return database.accounts()
                .sql("""
                        insert into accounts.invoice_head as h (year, last) values (:year, 1)
                        on conflict (year) do update set last = h.last + 1
                        returning last
                        """)
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    /** An invoice as it is issued; the buyer is written as the company is named now. */
    record Draft(
            Invoice.Serial number,
            UUID company,
            UUID subscription,
            LocalDate issuedOn,
            LocalDate dueOn,
            String seller,
            List<Invoice.Line> lines,
            int vatBasisPoints,
            long vatCents,
            Invoice.@Nullable Serial credits) {
        /** The sum of its lines. */
        long netCents() {
            return lines.stream().mapToLong(Invoice.Line::cents).sum();
        }
    }

    void insert(Draft draft) {
        Invoice.Serial credits = draft.credits();
        List<Invoice.Line> lines = draft.lines();
        database.accounts()
                .sql("""
                        insert into accounts.invoice
                        select :year, :number, id, :subscription, :day, :due, :seller, name || chr(10) || address, siren,
                            :labels, :amounts, :net, :rate, :vat, :gross, :creditsYear, :creditsNumber
                        from accounts.company where id = :company
                        """)
                .param("year", draft.number().year())
                .param("number", draft.number().number())
                .param("subscription", draft.subscription())
                .param("company", draft.company())
                .param("day", draft.issuedOn())
                .param("due", draft.dueOn())
                .param("seller", draft.seller())
                .param("labels", lines.stream().map(Invoice.Line::label).toArray(String[]::new))
                .param("amounts", lines.stream().map(Invoice.Line::cents).toArray(Long[]::new))
                .param("net", draft.netCents())
                .param("rate", draft.vatBasisPoints())
                .param("vat", draft.vatCents())
                .param("gross", draft.netCents() + draft.vatCents())
                .param("creditsYear", credits == null ? null : credits.year(), Types.INTEGER)
                .param("creditsNumber", credits == null ? null : credits.number(), Types.INTEGER)
                .update();
    }

    void insertPayment(
            Invoice.Serial number, LocalDate receivedOn, String means, String reference, Instant now, String actor) {
        database.accounts()
                .sql("""
                        insert into accounts.payment (year, number, received_on, means, reference, recorded_at, recorded_by)
                        values (:year, :number, :on, :means, :reference, :now, :by)
                        """)
                .param("year", number.year())
                .param("number", number.number())
                .param("on", receivedOn)
                .param("means", means)
                .param("reference", reference)
                .param("now", Columns.timestamp(now))
                .param("by", actor)
                .update();
    }

    /** Forgets the invoices and payments up to a year, by a function that looks at their age itself. */
    int forget(int upTo) {
        return database.accounts()
                .sql("select accounts.forget_invoices(:year)")
                .param("year", upTo)
                .query(Integer.class)
                .single();
    }

    private static Invoice invoice(ResultSet row, int n) throws SQLException {
        List<String> labels = Columns.texts(row, "labels");
        Long[] amounts = (Long[]) row.getArray("amounts_cents").getArray();
        List<Invoice.Line> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            lines.add(new Invoice.Line(labels.get(i), amounts[i]));
        }
        return new Invoice(
                new Invoice.Serial(row.getInt("year"), row.getInt("number")),
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

    private static Invoice.@Nullable Serial number(ResultSet row, String year, String number) throws SQLException {
        return row.getObject(year) == null ? null : new Invoice.Serial(row.getInt(year), row.getInt(number));
    }
}
